/**
 * A client of the engine's API over HTTP and WebSocket: it signs, retries, connects again and resumes. For programs
 * that trade, for the command line, and for the tests. It uses nothing of the engine but the text of its messages and
 * the signature.
 */
package io.everbook.app.client;
