package io.everbook.app.audit;

import io.everbook.app.audit.AuditFinding.Code;
import io.everbook.journal.AuditLogReader;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads one audit journal to its end and holds it against its chain, and against anchors that were kept elsewhere. */
final class AuditVerification {

    private final String name;
    private final List<AuditAnchor> anchors;
    private final List<AuditAnchor> found = new ArrayList<>();
    private final Set<AuditAnchor> removed = new HashSet<>();
    private AuditChain chain;
    private AuditAnchor base;
    private long firstSequence = 1;
    private final List<AuditFinding> damage = new ArrayList<>();
    private JournalTail tail;
    private JournalException fault;

    private AuditVerification(String name, List<AuditAnchor> anchors) {
        this.name = name;
        this.anchors = anchors;
        chain = new AuditChain(name, 1);
    }

    /**
     * Verifies all that is there.
     *
     * @param storage the data directory
     * @param name which audit journal
     * @param anchors what must be in it, of this or any name
     * @param listener is given each record that is right, oldest first, up to the first finding
     */
    static AuditVerification run(
            Storage storage, String name, List<AuditAnchor> anchors, Consumer<AuditRecord> listener) {
        AuditVerification verification = new AuditVerification(name, anchors);
        if (verification.verify(listener, () -> AuditLogReader.open(storage, name))) {
            verification.checkBase();
        }
        return verification;
    }

    /** The same, from the newest checkpoint on; what is before that is not looked at. */
    static AuditVerification sinceCheckpoint(
            Storage storage, String name, List<AuditAnchor> anchors, Consumer<AuditRecord> listener) {
        AuditVerification verification = new AuditVerification(name, anchors);
        verification.verify(listener, () -> AuditLogReader.open(storage, name, AuditStart.newest(storage, name)));
        return verification;
    }

    /** Reads to the end; whether it got there. */
    private boolean verify(Consumer<AuditRecord> listener, Supplier<AuditLogReader> opened) {
        try (AuditLogReader reader = opened.get()) {
            firstSequence = reader.nextSequence();
            chain = new AuditChain(name, firstSequence);
            read(reader, listener);
            tail = reader.tail();
            tail(reader);
            return true;
        } catch (JournalException unreadable) {
            fault = unreadable;
            damage.add(AuditFinding.damaged(unreadable));
            return false;
        }
    }

    /** What is before the first record that is there must have been removed by a start that recorded it. */
    private void checkBase() {
        if (base != null && !removed.contains(base)) {
            damage.add(new AuditFinding(
                    Code.REMOVED,
                    "audit/" + name,
                    JournalException.NONE,
                    1,
                    base.sequence(),
                    "records 1 to " + base.sequence() + " were removed, and no record tells that the engine did it"));
        }
    }

    /** What is wrong, anchors of this journal's name included. */
    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>(chain.findings());
        findings.addAll(damage);
        for (AuditAnchor anchor : anchors) {
            if (name.equals(anchor.name()) && !found.contains(anchor)) {
                findings.add(missing(anchor));
            }
        }
        return findings;
    }

    /**
     * Why the journal must not be touched although it was not read to its end: the device refused to read it, or a
     * newer Everbook wrote it; null where neither is so.
     */
    JournalException untouchable() {
        boolean unread = fault != null && fault.code() == JournalException.Code.UNREADABLE && fault.getCause() != null;
        boolean newer = fault != null && fault.code() == JournalException.Code.NEWER_VERSION;
        if (unread || newer) {
            return fault;
        }
        AuditFinding first = damage.isEmpty() ? null : damage.get(0);
        return chain.sound() && first != null && first.code() == Code.UNREADABLE
                ? new JournalException(
                        JournalException.Code.NEWER_VERSION,
                        first.file(),
                        first.offset(),
                        first.firstSequence(),
                        first.text())
                : null;
    }

    /** The anchors whose record is there, those without a name included. */
    List<AuditAnchor> found() {
        return found;
    }

    /** How many findings are not told, for there were too many. */
    long unkept() {
        return chain.unkept();
    }

    long records() {
        return chain.records();
    }

    /** How the journal ends; null where it could not be read to its end. */
    JournalTail end() {
        return tail;
    }

    /** The chain's head: what to pin elsewhere; null for an empty or unreadable one. */
    AuditAnchor anchor() {
        byte[] hash = chain.headHash();
        return chain.headSequence() == 0 || hash == null
                ? null
                : new AuditAnchor(name, chain.headSequence(), HexFormat.of().formatHex(hash));
    }

    /** The number of the first record that was read. */
    long firstSequence() {
        return firstSequence;
    }

    /** What the first record that was read follows, itself not looked at; null where it is the first of all. */
    AuditAnchor base() {
        return base;
    }

    byte[] headHash() {
        return chain.headHash();
    }

    private void read(AuditLogReader reader, Consumer<AuditRecord> listener) {
        for (byte[] record = reader.next(); record != null; record = reader.next()) {
            if (firstSequence > 1 && chain.records() == 0 && record.length >= AuditDescriptor.TEXTS_OFFSET) {
                base = new AuditAnchor(
                        name, firstSequence - 1, HexFormat.of().formatHex(AuditCodec.previousHash(record)));
                anchors.stream().filter(base::equals).forEach(found::add);
            }
            chain.next(record, reader.file(), reader.frameOffset());
            try {
                AuditRecord decoded = AuditCodec.decode(record);
                if (decoded.kind() == AuditKind.SEGMENT_REMOVED) {
                    removed.add(AuditAnchor.of(decoded.details().getOrDefault("anchor", "")));
                }
                anchors.stream().filter(anchor -> anchor.pins(name, decoded)).forEach(found::add);
                if (chain.sound() && damage.isEmpty()) {
                    listener.accept(decoded);
                }
            } catch (IllegalArgumentException senseless) {
                if (!chain.sound() || damage.size() >= AuditChain.MAX_FINDINGS) {
                    continue;
                }
                damage.add(new AuditFinding(
                        Code.UNREADABLE,
                        reader.file(),
                        reader.frameOffset(),
                        chain.headSequence(),
                        chain.headSequence(),
                        "record " + chain.headSequence() + ": " + senseless.getMessage()));
            }
        }
    }

    private void tail(AuditLogReader reader) {
        if (tail.torn()) {
            damage.add(new AuditFinding(
                    Code.TORN,
                    reader.file(),
                    tail.endOffset(),
                    tail.nextSequence(),
                    tail.nextSequence(),
                    tail.tornBytes() + " bytes behind record " + (tail.nextSequence() - 1)
                            + " are no whole frame: a write that a crash cut short, which the next start sets aside, or"
                            + " a last frame that was changed"));
        }
    }

    private AuditFinding missing(AuditAnchor anchor) {
        if (base != null && anchor.sequence() < base.sequence()) {
            return new AuditFinding(
                    Code.ANCHOR_MISSING,
                    "audit/" + name,
                    JournalException.NONE,
                    anchor.sequence(),
                    anchor.sequence(),
                    "record " + anchor.sequence() + " is one of those that were not looked at, or were removed: what"
                            + " was read begins behind " + base + "; keep a newer anchor");
        }
        String what = chain.headSequence() < anchor.sequence()
                ? "the journal ends with record " + chain.headSequence() + " and the anchor is record "
                        + anchor.sequence() + ": its end was cut"
                : "record " + anchor.sequence() + " is not the one that was pinned: it, or one before it, was changed";
        return new AuditFinding(
                Code.ANCHOR_MISSING,
                "audit/" + name,
                JournalException.NONE,
                Math.min(chain.headSequence() + 1, anchor.sequence()),
                anchor.sequence(),
                what);
    }
}
