package io.everbook.app.audit;

import java.util.Map;

/**
 * A record as it was read back.
 *
 * @param sequence its number in its chain, from 1
 * @param epochNanos when it was made, in nanoseconds since the epoch
 * @param kind what it tells of
 * @param keyId which key is concerned; empty for none, {@code ?} for an id that no key can have
 * @param address from where; empty for this host's own commands
 * @param details everything else, by name, in order
 * @param hash its own, which pins it and every record before: 64 hexadecimal digits
 */
public record AuditRecord(
        long sequence,
        long epochNanos,
        AuditKind kind,
        String keyId,
        String address,
        Map<String, String> details,
        String hash) {

    /**
     * Finds a number among the details.
     *
     * @param name of which detail
     * @param otherwise what it is where there is none
     * @return the number
     */
    public long number(String name, long otherwise) {
        String value = details.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException noNumber) {
            return otherwise;
        }
    }
}
