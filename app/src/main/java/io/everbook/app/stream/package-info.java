/**
 * The streams of the HTTP port: market data and each participant's own events over WebSocket, and commands with their
 * outcomes. Fed by one listener of the engine's events, which copies and never waits; all else happens on a thread of
 * its own. It never holds up the engine for a client, and what it keeps for each is bounded.
 */
package io.everbook.app.stream;
