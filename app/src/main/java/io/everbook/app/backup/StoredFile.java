package io.everbook.app.backup;

/**
 * A file of a data directory, as a backup holds it.
 *
 * @param name its name, relative to the data directory
 * @param bytes its size
 * @param sha256 of its bytes: 64 hexadecimal digits
 * @param object the name of the file that holds its bytes, relative to the directory of the backups
 */
record StoredFile(String name, long bytes, String sha256, String object) {}
