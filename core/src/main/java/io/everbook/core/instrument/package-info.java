/**
 * What is traded: the instrument's symbol, tick and lot, and the exact way between decimal text and whole ticks and
 * lots. Called at the edges and by the market. It never rounds.
 */
package io.everbook.core.instrument;
