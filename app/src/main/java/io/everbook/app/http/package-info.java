/**
 * The HTTP port: health, readiness, metrics and the book, which are only read, and a snapshot for an operator on the
 * same host. The command line starts it and hands it what it asks. It never blocks the engine, never lets an exception
 * out to a client, and has no authentication yet.
 */
package io.everbook.app.http;
