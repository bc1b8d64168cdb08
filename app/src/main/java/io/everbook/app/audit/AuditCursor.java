package io.everbook.app.audit;

import io.everbook.journal.AuditLogReader;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;

/** Reads one chain record by record, and no further than the first thing that is wrong with it. */
final class AuditCursor implements AutoCloseable {

    private final String name;
    private final AuditLogReader reader;
    private final AuditChain chain;
    private AuditFinding finding;
    private AuditRecord current;

    /** Opens a chain at its first record, which is then the current one. */
    AuditCursor(Storage storage, String name) {
        this.name = name;
        reader = AuditLogReader.open(storage, name);
        chain = new AuditChain(name, reader.nextSequence());
        advance();
    }

    String name() {
        return name;
    }

    /** The record that comes next; null at the end, or where something is wrong. */
    AuditRecord current() {
        return current;
    }

    /** What is wrong; null where the end was reached. */
    AuditFinding finding() {
        return finding;
    }

    /** Goes on to the next record. */
    void advance() {
        current = null;
        if (finding != null) {
            return;
        }
        try {
            byte[] record = reader.next();
            if (record == null) {
                reader.tail();
                return;
            }
            chain.next(record, reader.file(), reader.frameOffset());
            if (chain.sound()) {
                current = AuditCodec.decode(record);
            } else {
                finding = chain.findings().get(0);
            }
        } catch (JournalException fault) {
            finding = AuditFinding.damaged(fault);
        } catch (IllegalArgumentException senseless) {
            finding = new AuditFinding(
                    AuditFinding.Code.UNREADABLE,
                    reader.file(),
                    reader.frameOffset(),
                    chain.headSequence(),
                    chain.headSequence(),
                    senseless.getMessage());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
