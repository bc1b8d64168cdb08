package io.everbook.journal;

import io.everbook.journal.storage.Storage;
import java.io.IOException;

/**
 * Reads one audit journal in order, through all its segments from one of them on; also while it is being written.
 * For one thread; its memory is bounded whatever the files say.
 */
public final class AuditLogReader implements AutoCloseable {

    private final Storage storage;
    private final SegmentNames names;
    private final LogChain chain;

    private AuditLogReader(Storage storage, String name, long fromSequence) {
        this.storage = storage;
        names = SegmentNames.audit(name);
        chain = new LogChain(storage, names, fromSequence);
    }

    /**
     * Opens an audit journal at the first record that there is. One that is not there reads as empty.
     *
     * @param storage the data directory; stays the caller's
     * @param name which audit journal
     * @return the reader; closed by the caller
     * @throws JournalException where its first segment cannot be read
     */
    public static AuditLogReader open(Storage storage, String name) {
        return open(storage, name, AuditLogCatalog.firstSequence(storage, name));
    }

    /**
     * Opens an audit journal at the first record of a segment.
     *
     * @param storage the data directory; stays the caller's
     * @param name which audit journal
     * @param firstSequence the first record of one of its segments; 1 for a journal that is not there
     * @return the reader; closed by the caller
     * @throws JournalException where that segment cannot be read, or there is none
     */
    public static AuditLogReader open(Storage storage, String name, long firstSequence) {
        AuditLogReader reader = new AuditLogReader(storage, name, firstSequence);
        reader.chain.open();
        return reader;
    }

    /**
     * Reads on.
     *
     * @return the next record, the caller's own; null where there is no further whole one now
     * @throws JournalException where a segment is damaged or records are missing
     */
    public byte[] next() {
        try {
            while (true) {
                SegmentCursor segment = chain.segment();
                if (segment != null && segment.recordsLeft() > 0) {
                    return segment.readRecord();
                }
                if (!chain.nextFrame(1) && !chain.moveOn()) {
                    return null;
                }
            }
        } catch (IOException e) {
            throw chain.unreadable(e);
        }
    }

    /**
     * Tells how the journal ends, after {@link #next()} has given null and while nobody writes it.
     *
     * @return the tail: clean, or torn by an unfinished last write
     * @throws JournalException where bytes that were forced are damaged, or only closed segments are there, the last of
     *     which would have been followed by another
     */
    public JournalTail tail() {
        SegmentCursor segment = chain.segment();
        if (segment == null) {
            return JournalTail.empty(1);
        }
        try {
            boolean active = segment.active();
            long torn = active ? segment.tornBytes() : 0;
            return new JournalTail(
                    active ? segment.name() : null,
                    active ? segment.offset() : 0,
                    torn,
                    segment.nextSequence(),
                    LogCatalog.closedBytes(storage, names),
                    Checkpoint.NONE);
        } catch (IOException e) {
            throw chain.unreadable(e);
        }
    }

    /** {@return the number of the next record} */
    public long nextSequence() {
        return chain.nextSequence();
    }

    /** {@return the name of the segment being read, relative to the data directory; the active one's without any} */
    public String file() {
        return chain.segment() == null ? names.active() : chain.file();
    }

    /** {@return where the frame starts whose record was read last, in bytes; 0 while there is no segment} */
    public long frameOffset() {
        return chain.segment() == null ? 0 : chain.segment().frameOffset();
    }

    /** Closes the segment being read. */
    @Override
    public void close() {
        chain.close();
    }
}
