/**
 * Benchmarks that users run themselves, each with the check that what was measured was also right. Called by the
 * command line. What a benchmark leaves out stands in its help and in docs/performance.md.
 */
package io.everbook.app.bench;
