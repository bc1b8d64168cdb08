/**
 * What every command needs that makes a data directory out of something: where it goes, so that nothing is overwritten
 * and nothing half-made is taken for whole, and up to which command. Called by the commands of replays and of backups.
 */
package io.everbook.app.restore;
