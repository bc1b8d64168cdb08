/**
 * The durability simulator: the real stages, recovery, snapshots and compaction on a simulated disk that loses, tears,
 * refuses and damages, held against a model. Called by its test only.
 */
package io.everbook.replay.simulation;
