/**
 * The store of API keys: an encrypted file in the data directory, opened with a password, changed only as a whole. Used
 * by the engine at its start and by the credentials commands. It never writes a secret into a message or a log, and
 * zeroes what it has decrypted once that was used.
 */
package io.everbook.app.credential;
