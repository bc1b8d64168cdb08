/**
 * Metrics: counts what the engine tells and what it emits, and writes it in the Prometheus text format. The engine
 * calls it as a probe and as a listener, the HTTP port asks it for a scrape. It never blocks the engine and allocates
 * nothing per event.
 */
package io.everbook.app.metrics;
