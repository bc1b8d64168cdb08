package io.everbook.replay;

/**
 * Bytes of a segment that are not what was written.
 *
 * @param file the segment, relative to the data directory
 * @param from the first byte
 * @param to the byte after the last
 * @param torn whether it is the end of the segment being written, and so may be an unfinished write
 */
public record DamagedPart(String file, long from, long to, boolean torn) {

    /** The name under which the bytes are set aside. */
    String quarantineName() {
        String segment = file.substring(file.indexOf('/') + 1, file.length() - ".journal".length());
        return "quarantine/" + segment + "-at-" + from + (torn ? ".torn" : ".damaged");
    }
}
