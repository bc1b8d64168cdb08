/**
 * The JAR as a user runs it: each test starts real processes, and reads what they print and what they leave on disk.
 */
package io.everbook.app.it;
