/**
 * The log: what SLF4J hands on is written to standard error, and to a file where one is configured. Libraries and our
 * own code reach it through SLF4J only; the command line configures it. It never throws, and it never writes to
 * standard output.
 */
package io.everbook.app.logging;
