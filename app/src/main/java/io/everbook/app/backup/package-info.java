/**
 * Backups of a data directory, made beside the engine that writes it, proved by replay, and restored without ever
 * overwriting. Called by the command line and by the engine's schedule; docs/backup.md is its guide.
 */
package io.everbook.app.backup;
