package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads every whole frame that a segment still has, passing over damaged bytes: a frame whose checksum is right for
 * this segment and this place is what was written there, whatever stands around it. With a damaged header it goes by
 * the checksum that the header still tells. For salvage, never for recovery.
 */
public final class Fragments implements AutoCloseable {

    private static final int SCAN_BYTES = 64 << 10;

    private final StorageFile file;
    private final String name;
    private final SegmentHeader header;
    private final JournalException headerFault;
    private final FrameWindow window = new FrameWindow();
    private final long size;
    private long frameOffset = -1;
    private long offset = SegmentDescriptor.HEADER_SIZE;
    private long minSequence;
    private long nextSequence;
    private int recordsLeft;

    private Fragments(StorageFile file, String name, ByteBuffer block, JournalException unread) throws IOException {
        this.file = file;
        this.name = name;
        size = file.size();
        JournalException fault = unread;
        SegmentHeader decoded = null;
        try {
            decoded = unread == null ? SegmentHeader.decode(block, name, JournalException.NONE) : null;
        } catch (JournalException e) {
            if (e.code() == Code.NEWER_VERSION) {
                throw e;
            }
            fault = e;
        }
        header = decoded;
        headerFault = fault;
        int stored =
                block.limit() < SegmentDescriptor.HEADER_SIZE ? 0 : block.getInt(SegmentDescriptor.CHECKSUM_OFFSET);
        window.attach(file, header == null ? stored : SegmentHeader.checksum(block));
    }

    /**
     * Opens a segment.
     *
     * @param storage the data directory; stays the caller's
     * @param name the segment's name, relative to it
     * @return the fragments; closed by the caller
     * @throws JournalException where it cannot be read at all, or is of a newer version
     */
    public static Fragments open(Storage storage, String name) {
        StorageFile file = null;
        try {
            file = storage.open(name, OpenMode.READ);
            ByteBuffer block = ByteBuffer.allocate(0);
            JournalException fault = null;
            try {
                block = SegmentHeader.read(file, name, JournalException.NONE);
            } catch (JournalException e) {
                fault = e;
            }
            return new Fragments(file, name, block, fault);
        } catch (IOException e) {
            close(file);
            throw unreadable(name, e);
        } catch (RuntimeException e) {
            close(file);
            throw e;
        }
    }

    /** {@return how the header defines the instrument; null where the header is damaged} */
    public Instrument instrument() {
        return header == null ? null : header.instrument();
    }

    /** {@return what is wrong with the header; null where nothing is} */
    public JournalException headerFault() {
        return headerFault;
    }

    /** {@return the size of the segment in bytes} */
    public long size() {
        return size;
    }

    /**
     * Goes to the next whole frame. Frames come in ascending order of their commands; any other is passed over.
     *
     * @return whether there is one
     * @throws JournalException where it is of a newer version, or the device refuses
     */
    public boolean nextFrame() {
        try {
            for (long at = offset; at < size; at = nextStart(at + FrameDescriptor.ALIGNMENT)) {
                int length = window.probe(at);
                if (length > 0 && accepts()) {
                    frameOffset = at;
                    offset = at + length;
                    nextSequence = window.firstSequence();
                    recordsLeft = window.count();
                    minSequence = nextSequence + recordsLeft;
                    window.enter();
                    return true;
                }
            }
            frameOffset = size;
            return false;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** {@return where the frame starts, in bytes; the size of the segment where there is no further one} */
    public long offset() {
        return frameOffset;
    }

    /** {@return where the frame ends, in bytes; the end of the header before the first} */
    public long endOffset() {
        return offset;
    }

    /** {@return the sequence of the next command of the frame; of the command after it, where there is none left} */
    public long nextSequence() {
        return nextSequence;
    }

    /** {@return how many commands of the frame are not read yet} */
    public int commandsLeft() {
        return recordsLeft;
    }

    /** {@return whether the frame is a checkpoint} */
    public boolean atCheckpoint() {
        return window.kind() == FrameDescriptor.CHECKPOINT;
    }

    /** {@return the checkpoint that the frame holds} */
    public Checkpoint checkpoint() {
        window.enter();
        return window.readCheckpoint();
    }

    /**
     * Reads the next command of the frame.
     *
     * @param target cleared, then filled, numbered, and marked as journaled
     * @throws JournalException where its version is newer, or it makes no sense although the checksum is right
     */
    public void read(Command target) {
        if (window.recordVersion() > CommandDescriptor.VERSION) {
            throw fault(Code.NEWER_VERSION, "a record has a version that this Everbook does not know; use a newer one");
        }
        try {
            window.read(target);
        } catch (RuntimeException e) {
            throw fault(Code.UNREADABLE, "a record makes no sense although its checksum is right; report this journal");
        }
        target.sequence(nextSequence);
        target.journaled(true);
        nextSequence++;
        recordsLeft--;
    }

    /**
     * Copies a part of the segment, byte for byte.
     *
     * @param from its first byte
     * @param to the byte after its last
     * @param target where it goes
     * @param targetName the name of a file that is made there; its directory exists
     * @throws JournalException where either device refuses
     */
    public void copy(long from, long to, Storage target, String targetName) {
        try (StorageFile copy = target.open(targetName, OpenMode.CREATE)) {
            TornTail.copy(file, copy, from, to - from);
            copy.force(true);
        } catch (IOException e) {
            throw new JournalException(
                    Code.WRITE_FAILED, targetName, from, JournalException.NONE, "the copy cannot be written", e);
        }
    }

    /** {@return the byte after the last one from an offset on that is not zero; the offset where there is none} */
    public long lastBytes(long from) {
        try {
            return from + new TailScan(file, window, from, 0).tornBytes();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public void close() {
        close(file);
    }

    private boolean accepts() {
        if (window.version() > FrameDescriptor.VERSION || window.kind() > FrameDescriptor.CHECKPOINT) {
            throw fault(Code.NEWER_VERSION, "a frame has a version that this Everbook does not know; use a newer one");
        }
        boolean commands = window.kind() == FrameDescriptor.COMMANDS;
        return window.firstSequence() >= Math.max(1, minSequence)
                && (commands ? window.count() > 0 : window.count() == 0);
    }

    /** The next place at which a frame could start: its length is plausible. */
    private long nextStart(long from) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(SCAN_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long base = from; base < size; base += SCAN_BYTES) {
            chunk.clear();
            file.readAvailable(chunk, base);
            chunk.flip();
            for (int i = 0; i + FrameDescriptor.LENGTH_SIZE <= chunk.limit(); i += FrameDescriptor.ALIGNMENT) {
                if (FrameDescriptor.plausible(chunk.getInt(i))) {
                    return base + i;
                }
            }
        }
        return size;
    }

    private JournalException fault(Code code, String detail) {
        return new JournalException(code, name, frameOffset, nextSequence, detail);
    }

    private static JournalException unreadable(String name, IOException cause) {
        return new JournalException(
                Code.UNREADABLE,
                name,
                JournalException.NONE,
                JournalException.NONE,
                "the segment cannot be read; check the disk's health and the file's permissions",
                cause);
    }

    private static void close(StorageFile file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // It was only read.
                return;
            }
        }
    }
}
