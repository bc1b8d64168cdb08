package io.everbook.app.json;

import io.everbook.core.event.RejectReason;

/** The sentences of the reject reasons, encoded once. */
final class RejectTexts {

    private static final byte[][] BYTES = bytes();

    private RejectTexts() {}

    static byte[] bytes(RejectReason reason) {
        return BYTES[reason.ordinal()];
    }

    private static byte[][] bytes() {
        RejectReason[] reasons = RejectReason.values();
        byte[][] bytes = new byte[reasons.length][];
        for (RejectReason reason : reasons) {
            bytes[reason.ordinal()] = JsonLines.ascii(reason.text());
        }
        return bytes;
    }
}
