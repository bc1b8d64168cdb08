package io.everbook.app.audit;

import io.everbook.app.audit.AuditFinding.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds one record after the other against the chain: what was edited, replaced, removed, moved or repeated. */
final class AuditChain {

    /** More are counted and not kept: whoever tampers must not fill the memory of who verifies. */
    static final int MAX_FINDINGS = 1_000;

    private final List<AuditFinding> findings = new ArrayList<>();
    /** Ranges of records that are not there, by their first; one that comes late is taken out again. */
    private final TreeMap<Long, Range> missing = new TreeMap<>();

    private long records;
    private long unkept;
    private long headSequence;
    private byte[] headHash;

    /** Which records are missing, and where they should have been. */
    private record Range(long last, String file, long offset) {}

    /** Holds a chain that begins with a record; what was before one that is not the first is not known here. */
    AuditChain(String name, long firstSequence) {
        headSequence = firstSequence - 1;
        headHash = firstSequence == 1 ? AuditCodec.origin(name) : null;
    }

    /** Takes the next record, as the file has it. */
    void next(byte[] record, String file, long offset) {
        records++;
        if (record.length < AuditDescriptor.TEXTS_OFFSET) {
            add(Code.UNREADABLE, file, offset, headSequence + 1, "is too short to be one");
            headSequence++;
            headHash = null;
            return;
        }
        byte[] stored = AuditCodec.storedHash(record);
        if (!Arrays.equals(stored, AuditCodec.hash(record))) {
            add(Code.EDITED, file, offset, headSequence + 1, "was edited: it is not what its hash was made of");
            headSequence++;
            headHash = stored;
            return;
        }
        long sequence = AuditCodec.sequence(record);
        if (sequence <= headSequence) {
            late(sequence, file, offset);
            return;
        }
        if (sequence > headSequence + 1) {
            missing.put(headSequence + 1, new Range(sequence - 1, file, offset));
        } else if (headHash != null && !Arrays.equals(headHash, AuditCodec.previousHash(record))) {
            broken(sequence, file, offset);
        }
        headSequence = sequence;
        headHash = stored;
    }

    /** What was found, in the order of the file but for what is missing, which is known at the end. */
    List<AuditFinding> findings() {
        List<AuditFinding> all = new ArrayList<>(findings);
        for (Map.Entry<Long, Range> entry : missing.entrySet()) {
            Range range = entry.getValue();
            long first = entry.getKey();
            String which = first == range.last()
                    ? "record " + first + " was"
                    : "records " + first + " to " + range.last() + " were";
            all.add(new AuditFinding(
                    Code.REMOVED, range.file(), range.offset(), first, range.last(), which + " removed"));
        }
        return all;
    }

    /** Whether nothing was found so far. */
    boolean sound() {
        return findings.isEmpty() && missing.isEmpty();
    }

    /** How many findings are not kept, for there were too many. */
    long unkept() {
        return unkept;
    }

    long records() {
        return records;
    }

    /** The number of the last record; 0 for none. */
    long headSequence() {
        return headSequence;
    }

    /** The hash of the last record: the anchor. */
    byte[] headHash() {
        return headHash;
    }

    private void broken(long sequence, String file, long offset) {
        if (sequence == 1) {
            add(Code.FOREIGN, file, offset, 1, "is not the beginning of this journal: the chain is another one's");
        } else {
            add(
                    Code.REPLACED,
                    file,
                    offset,
                    sequence - 1,
                    "was replaced, with a hash made for it: record " + sequence + " follows another one");
        }
    }

    private void late(long sequence, String file, long offset) {
        Map.Entry<Long, Range> entry = missing.floorEntry(sequence);
        if (entry == null || entry.getValue().last() < sequence) {
            add(Code.REPEATED, file, offset, sequence, "stands twice, or under the number of another");
            return;
        }
        add(Code.REORDERED, file, offset, sequence, "stands behind record " + headSequence);
        Range range = entry.getValue();
        missing.remove(entry.getKey());
        if (entry.getKey() < sequence) {
            missing.put(entry.getKey(), new Range(sequence - 1, range.file(), range.offset()));
        }
        if (sequence < range.last()) {
            missing.put(sequence + 1, range);
        }
    }

    private void add(Code code, String file, long offset, long sequence, String what) {
        if (findings.size() >= MAX_FINDINGS) {
            unkept++;
            return;
        }
        findings.add(new AuditFinding(code, file, offset, sequence, sequence, "record " + sequence + ' ' + what));
    }
}
