/**
 * What a verification means for whoever has to act on it: for each thing that is wrong, the first command it is about,
 * what was changed, and both outcomes. Called by the command line behind a verification; it must never write where it
 * reads.
 */
package io.everbook.replay.finding;
