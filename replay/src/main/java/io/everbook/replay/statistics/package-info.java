/**
 * Figures of a stretch of a journal: counts, rates, the busiest second, the book over time. Fed with a replay by
 * whoever runs one; it must never change the market it looks at, and its memory does not grow with the journal.
 */
package io.everbook.replay.statistics;
