/**
 * Looking back: the recovery of a market at boot, and the replay of a journal command by command. Called by the engine
 * before a market is served, and by offline tools. It only reads the journal; what it sets aside or deletes are damaged
 * and unfinished snapshots, and it completes the executions log.
 */
package io.everbook.replay;
