/**
 * What lies between two positions: of one journal, or of two data directories. Called by the command line, and by
 * whoever debugs with the library; it must never write where it reads.
 */
package io.everbook.replay.difference;
