/**
 * Journals as text: their commands as YAML, JSON Lines, rows for people or comma-separated values, and events likewise.
 * Called by the command line; it must never write into a data directory.
 */
package io.everbook.app.dump;
