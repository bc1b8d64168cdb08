package io.everbook.app.audit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes records of events and reads them back, laid out by {@link AuditDescriptor}. */
final class AuditCodec {

    private static final int MAX_TEXT_BYTES = 0xFFFF;

    private AuditCodec() {}

    /** What the first record of a chain has for the hash before: that of this journal's name and no other. */
    static byte[] origin(String name) {
        return sha256().digest(("everbook audit journal " + name).getBytes(StandardCharsets.US_ASCII));
    }

    /** Encodes a record, its hash included. */
    static byte[] encode(
            long sequence, long epochNanos, AuditEvent event, Map<String, String> details, byte[] previousHash) {
        byte[][] texts = new byte[2 + 2 * details.size()][];
        texts[0] = AuditText.keyId(event.keyId()).getBytes(StandardCharsets.UTF_8);
        texts[1] = AuditText.address(event.address()).getBytes(StandardCharsets.UTF_8);
        int next = 2;
        for (Map.Entry<String, String> detail : details.entrySet()) {
            texts[next++] = detail.getKey().getBytes(StandardCharsets.UTF_8);
            texts[next++] = AuditText.detail(detail.getValue()).getBytes(StandardCharsets.UTF_8);
        }
        int length = AuditDescriptor.TEXTS_OFFSET;
        for (byte[] text : texts) {
            length += Short.BYTES + text.length;
        }
        ByteBuffer record = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(AuditDescriptor.SEQUENCE_OFFSET, sequence);
        record.putLong(AuditDescriptor.EPOCH_NANOS_OFFSET, epochNanos);
        record.put(AuditDescriptor.KIND_OFFSET, event.kind().code());
        record.put(AuditDescriptor.VERSION_OFFSET, AuditDescriptor.VERSION);
        record.putShort(AuditDescriptor.COUNT_OFFSET, (short) details.size());
        record.put(AuditDescriptor.PREVIOUS_HASH_OFFSET, previousHash);
        record.position(AuditDescriptor.TEXTS_OFFSET);
        for (byte[] text : texts) {
            record.putShort((short) text.length);
            record.put(text);
        }
        record.put(AuditDescriptor.HASH_OFFSET, hash(record.array()));
        return record.array();
    }

    /**
     * Decodes a record, whether or not its hash is right.
     *
     * @throws IllegalArgumentException where it makes no sense, or a newer Everbook wrote it
     */
    static AuditRecord decode(byte[] bytes) {
        if (bytes.length < AuditDescriptor.TEXTS_OFFSET) {
            throw new IllegalArgumentException("the record is shorter than its fixed part: bytes=" + bytes.length);
        }
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte version = record.get(AuditDescriptor.VERSION_OFFSET);
        AuditKind kind = AuditKind.ofCode(record.get(AuditDescriptor.KIND_OFFSET));
        if (version != AuditDescriptor.VERSION || kind == null) {
            throw new IllegalArgumentException("the record has a version or kind that this Everbook does not know; use"
                    + " a newer one: version=" + version + " kind=" + record.get(AuditDescriptor.KIND_OFFSET));
        }
        record.position(AuditDescriptor.TEXTS_OFFSET);
        String keyId = text(record);
        String address = text(record);
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = record.getShort(AuditDescriptor.COUNT_OFFSET) & MAX_TEXT_BYTES; i > 0; i--) {
            details.put(text(record), text(record));
        }
        if (record.hasRemaining()) {
            throw new IllegalArgumentException("the record has more bytes than its texts: bytes=" + bytes.length);
        }
        return new AuditRecord(
                sequence(bytes),
                record.getLong(AuditDescriptor.EPOCH_NANOS_OFFSET),
                kind,
                keyId,
                address,
                details,
                HexFormat.of().formatHex(storedHash(bytes)));
    }

    /** The hash that a record should have. */
    static byte[] hash(byte[] record) {
        MessageDigest digest = sha256();
        digest.update(record, 0, AuditDescriptor.HASH_OFFSET);
        digest.update(record, AuditDescriptor.TEXTS_OFFSET, record.length - AuditDescriptor.TEXTS_OFFSET);
        return digest.digest();
    }

    /** The hash that a record says it has. */
    static byte[] storedHash(byte[] record) {
        return Arrays.copyOfRange(
                record, AuditDescriptor.HASH_OFFSET, AuditDescriptor.HASH_OFFSET + AuditDescriptor.HASH_SIZE);
    }

    /** The hash that a record says the one before it has. */
    static byte[] previousHash(byte[] record) {
        return Arrays.copyOfRange(
                record,
                AuditDescriptor.PREVIOUS_HASH_OFFSET,
                AuditDescriptor.PREVIOUS_HASH_OFFSET + AuditDescriptor.PREVIOUS_HASH_SIZE);
    }

    /** The number that a record says it has. */
    static long sequence(byte[] record) {
        return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong(AuditDescriptor.SEQUENCE_OFFSET);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String text(ByteBuffer record) {
        if (record.remaining() < Short.BYTES) {
            throw new IllegalArgumentException("the record ends inside of its texts");
        }
        int length = record.getShort() & MAX_TEXT_BYTES;
        if (length > record.remaining()) {
            throw new IllegalArgumentException("a text reaches beyond its record: length=" + length);
        }
        byte[] utf8 = new byte[length];
        record.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
