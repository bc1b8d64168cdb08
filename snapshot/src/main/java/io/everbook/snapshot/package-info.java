/**
 * Snapshots: the whole state of one symbol's market in one checked file, the folder of those files with its retention,
 * and the follower, which rebuilds each market from the journal beside the living one and keeps a snapshot only where
 * both agree. Called by the engine's last stage, by recovery and by replay tools. It never gates a ring.
 */
package io.everbook.snapshot;
