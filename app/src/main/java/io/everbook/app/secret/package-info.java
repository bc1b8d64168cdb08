/**
 * Passwords and what is derived from them: how one is obtained without standing on a command line, how long it lives,
 * and which key it becomes. Used by the credential store and by backups. It never writes a secret into a message or a
 * log.
 */
package io.everbook.app.secret;
