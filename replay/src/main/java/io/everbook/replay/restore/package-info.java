/**
 * Point-in-time restore: a new data directory in which one symbol stands exactly as it did after a command of the past,
 * and from which an engine starts and goes on. Called by the command line; it only reads the source, never overwrites,
 * and replays what it writes, so that what it made is proved before anybody trusts it.
 */
package io.everbook.replay.restore;
