/**
 * Makes a journal that can be handed to others: participants, memos and request ids remapped under a key, on demand
 * prices and times shifted, with the same behaviour and the same trades. Called by the command line; it only reads the
 * source, compares what comes of every command in both, and never writes a command whose outcome would be another.
 */
package io.everbook.replay.anonymise;
