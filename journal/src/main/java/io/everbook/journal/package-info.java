/**
 * The journal of one symbol: segment files of checksummed frames, their writer, reader and catalog, and the ring stage
 * that numbers and writes commands. Called by the engine, by recovery, by snapshots and by replay. It never decides
 * what a command means, never retries a failed force, and never deletes damaged bytes.
 */
package io.everbook.journal;
