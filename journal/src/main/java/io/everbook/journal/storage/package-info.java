/**
 * The port between Everbook and the disk, and its implementation over file channels. Everything that persists goes
 * through it, so that a simulated disk can stand behind it. Nothing above it may touch {@code java.nio.file}.
 */
package io.everbook.journal.storage;
