/**
 * Asks what would have happened: a second timeline of one symbol's journal, with commands dropped, replaced or inserted
 * or a setting changed from some point on, beside the first, and what differs between them. Called by the command line
 * and by tests; it only reads, and never presents a command that no longer applies as one that was not there.
 */
package io.everbook.replay.timeline;
