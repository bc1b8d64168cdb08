package io.everbook.app.audit;

import io.everbook.app.security.ApiKey;

/** What of a text gets into an audit record: one line, of a bounded length, and no key that cannot be one. */
final class AuditText {

    /** The most characters of a detail. */
    static final int MAX_DETAIL = 512;

    /** The most characters of an address. */
    static final int MAX_ADDRESS = 64;

    /** Stands for an id that no key can have: a client may have sent its secret there, so it is not kept. */
    static final String NO_KEY_ID = "?";

    private static final String CUT = "...";

    private AuditText() {}

    static String keyId(String sent) {
        return sent.isEmpty() || ApiKey.isId(sent) ? sent : NO_KEY_ID;
    }

    static String address(String address) {
        return line(address, MAX_ADDRESS);
    }

    static String detail(String text) {
        return line(text, MAX_DETAIL);
    }

    private static String line(String text, int most) {
        String cut = text.length() <= most ? text : text.substring(0, most - CUT.length()) + CUT;
        StringBuilder line = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            line.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
        }
        return line.toString();
    }
}
