/**
 * Journals as text: YAML, or JSON Lines that {@code everbook match} takes. Called by the command line; it must never
 * write into a data directory.
 */
package io.everbook.app.dump;
