/**
 * The HTTP port: orders and their outcomes, executions, market data, operation, health and metrics, as docs/api.md
 * says. The command line starts it and hands it what it asks. It never blocks the engine, never holds a thread while
 * the engine is asked, never lets an exception out to a client, and takes who asks from a signature and from nowhere
 * else.
 */
package io.everbook.app.http;
