package io.everbook.app.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record that pins all before it: kept elsewhere, it tells later whether anything was changed, or the end was cut.
 *
 * @param name of which audit journal; empty where only the hash was kept
 * @param sequence which record; 0 where only the hash was kept
 * @param hash its hash: 64 hexadecimal digits
 */
public record AuditAnchor(String name, long sequence, String hash) {

    private static final Pattern TEXT = Pattern.compile("(?:([A-Z]{1,24}):([0-9]{1,18}):)?([0-9a-f]{64})");

    /**
     * Reads an anchor as it was printed, or its hash alone.
     *
     * @param text the anchor
     * @return the anchor; null where the text is none
     */
    public static AuditAnchor of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        boolean whole = matcher.group(1) != null;
        return new AuditAnchor(
                whole ? matcher.group(1) : "", whole ? Long.parseLong(matcher.group(2)) : 0, matcher.group(3));
    }

    /** {@return whether a record of a journal is the one that was pinned} */
    boolean pins(String journal, AuditRecord record) {
        return record.hash().equals(hash) && (name.isEmpty() || name.equals(journal) && sequence == record.sequence());
    }

    /** {@return the anchor as text: name, number and hash} */
    @Override
    public String toString() {
        return name.isEmpty() ? hash : name + ':' + sequence + ':' + hash;
    }
}
