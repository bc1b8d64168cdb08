package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What everything does that makes a new data directory out of another: copy files, and read back what it made. */
public final class NewDirectory {

    private static final int COMMANDS_BETWEEN_REPORTS = 1 << 12;
    private static final int CHUNK_BYTES = 64 << 10;

    private NewDirectory() {}

    /**
     * Copies a file, its bytes and its name on the device when this returns.
     *
     * @param from where it is; only read
     * @param name its name there
     * @param into where it goes
     * @param newName its name there, which no file has
     * @throws IOException where a device refuses, or is full
     */
    public static void copy(Storage from, String name, Storage into, String newName) throws IOException {
        String directory = newName.substring(0, newName.lastIndexOf('/'));
        into.createDirectories(directory);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (StorageFile source = from.open(name, OpenMode.READ);
                StorageFile target = into.open(newName, OpenMode.CREATE)) {
            long at = 0;
            while (source.readAvailable(chunk.clear(), at) > 0) {
                chunk.flip();
                long count = chunk.remaining();
                target.writeFully(chunk, at);
                at += count;
            }
            target.force(true);
        }
        into.syncDirectory(directory);
    }

    /**
     * Rebuilds a market from the new files alone, from the oldest state that they hold, as a start would.
     *
     * @param into the new data directory
     * @param instrument what is traded
     * @param sequence the last command that was written
     * @param digest the digest after it
     * @param progress is told how many commands are read back, of how many
     * @throws JournalException coded {@link Code#CHECKPOINT_MISMATCH} where they give something else
     */
    public static void readBack(
            Storage into, Instrument instrument, long sequence, long digest, ProgressListener progress) {
        Market market = ReplayStart.before(into, instrument, new SequenceRange(1, Long.MAX_VALUE));
        if (market != null) {
            try (JournalReplay replay = new JournalReplay(into, market)) {
                long from = market.sequence();
                while (replay.step()) {
                    if (replay.replayed() % COMMANDS_BETWEEN_REPORTS == 0) {
                        progress.progress(replay.replayed(), sequence - from);
                    }
                }
                replay.tail();
            }
        }
        if (market == null || market.sequence() != sequence || market.digest() != digest) {
            throw new JournalException(
                    Code.CHECKPOINT_MISMATCH,
                    into.describe(""),
                    JournalException.NONE,
                    market == null ? JournalException.NONE : market.sequence(),
                    "the new data directory does not give back what was written; report this: written="
                            + Long.toHexString(digest) + " readBack="
                            + (market == null ? "nothing" : Long.toHexString(market.digest())));
        }
    }

    /**
     * Says that a new data directory cannot be written.
     *
     * @param into the new data directory
     * @param cause what the device said
     * @return the fault, coded {@link Code#WRITE_FAILED}
     */
    public static JournalException unwritable(Storage into, IOException cause) {
        return new JournalException(
                Code.WRITE_FAILED,
                into.describe(""),
                JournalException.NONE,
                JournalException.NONE,
                "the new data directory cannot be written, delete it and begin again; check the disk's health, space"
                        + " and permissions",
                cause);
    }
}
