/**
 * Turns a day of real NASDAQ order flow, as LOBSTER publishes it, into commands. Called by the command line's
 * import. It keeps its own picture of the exchange's queues, reads and writes as streams, and never talks to an
 * engine.
 */
package io.everbook.app.lobster;
