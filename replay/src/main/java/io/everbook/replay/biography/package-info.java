/**
 * The life of one order, told from the journal: when it was entered, where it stood in its queue, what it traded, how
 * it ended, and which rule decided. Called by debugging tools; it moves a replay session and changes nothing else.
 */
package io.everbook.replay.biography;
