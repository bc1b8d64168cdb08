package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.Storage;

/**
 * Replays one symbol's journal into a market, command by command, and checks every checkpoint on the way whose command
 * is among the last 131,072, or is one at which a checkpoint is due. For one thread, which must not be interrupted.
 */
public final class JournalReplay implements AutoCloseable {

    private final Market market;
    private final JournalReader reader;
    private final DigestHistory history;
    private final boolean checked;
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();
    private long replayed;
    private long checkpointsVerified;
    private long checkpointsPassed;
    private long lastEqual;

    /**
     * Opens the journal behind a market's last command.
     *
     * @param storage the data directory; stays the caller's
     * @param market the market that takes the commands
     * @throws JournalException where the journal does not have the next command, or cannot be read
     */
    public JournalReplay(Storage storage, Market market) {
        this(market, true, JournalReader.open(storage, market.instrument().symbol(), market.sequence() + 1));
    }

    private JournalReplay(Market market, boolean checked, JournalReader reader) {
        this.market = market;
        this.checked = checked;
        this.reader = reader;
        history = new DigestHistory(market.sequence(), market.digest());
        lastEqual = market.sequence();
    }

    /**
     * Opens the journal behind a market's last command without reading the frames of its segment that stand before it,
     * so that it takes some milliseconds wherever that is; damage in those is not found.
     *
     * @param storage the data directory; stays the caller's
     * @param market the market that takes the commands
     * @return the replay; closed by the caller
     * @throws JournalException where the journal does not have the next command, or cannot be read
     */
    public static JournalReplay seek(Storage storage, Market market) {
        return new JournalReplay(
                market, true, JournalReader.seek(storage, market.instrument().symbol(), market.sequence() + 1));
    }

    /**
     * Opens the journal likewise, for a replay that goes on where a checkpoint differs, to find out why.
     *
     * @param storage the data directory; stays the caller's
     * @param market the market that takes the commands
     * @return the replay
     * @throws JournalException where the journal does not have the next command, or cannot be read
     */
    public static JournalReplay unchecked(Storage storage, Market market) {
        return new JournalReplay(
                market, false, JournalReader.open(storage, market.instrument().symbol(), market.sequence() + 1));
    }

    /**
     * Applies the next command.
     *
     * @return whether there was one; where not, a later call may find one if the journal is being written
     * @throws JournalException where the journal is damaged, or a checkpoint is not what the market arrived at
     */
    public boolean step() {
        while (true) {
            String file = reader.file();
            long offset = reader.offset();
            switch (reader.next(command)) {
                case COMMAND -> {
                    market.apply(command, events);
                    history.add(market.sequence(), market.digest());
                    replayed++;
                    return true;
                }
                case CHECKPOINT -> verify(reader.file().equals(file) ? offset : reader.offset());
                case END -> {
                    return false;
                }
            }
        }
    }

    /**
     * Applies commands up to a sequence, or to the end of the journal.
     *
     * @param throughSequence the last command to apply; {@link Long#MAX_VALUE} for all
     * @param listener sees each
     * @return how many commands were applied
     * @throws JournalException as {@link #step()} does
     */
    public long run(long throughSequence, ReplayListener listener) {
        long before = replayed;
        while (market.sequence() < throughSequence && step()) {
            listener.onCommand(command, events);
        }
        return replayed - before;
    }

    private void verify(long offset) {
        long sequence = reader.checkpointSequence();
        boolean ahead = sequence > market.sequence();
        if (!ahead && !history.contains(sequence)) {
            checkpointsPassed++;
            return;
        }
        if (checked && (ahead || history.digest(sequence) != reader.checkpointDigest())) {
            String replayedDigest = ahead ? "none" : Long.toHexString(history.digest(sequence));
            throw new JournalException(
                    JournalException.Code.CHECKPOINT_MISMATCH,
                    reader.file(),
                    offset,
                    sequence,
                    "the replayed state is not the one that was journaled as proof; keep all files, and replay with"
                            + " the version that wrote them: journaled=" + Long.toHexString(reader.checkpointDigest())
                            + " replayed=" + replayedDigest + " lastEqual=" + lastEqual);
        }
        lastEqual = Math.max(lastEqual, sequence);
        checkpointsVerified++;
    }

    /** {@return the last command applied; used again for the next} */
    public Command command() {
        return command;
    }

    /** {@return what happened at the last command applied; used again for the next} */
    public EventBatch events() {
        return events;
    }

    /** {@return the market} */
    public Market market() {
        return market;
    }

    /** {@return how many commands were applied} */
    public long replayed() {
        return replayed;
    }

    /** {@return how many checkpoints were equal to what the market arrived at} */
    public long checkpointsVerified() {
        return checkpointsVerified;
    }

    /** {@return the digest of the newest checkpoint read} */
    long checkpointDigest() {
        return reader.checkpointDigest();
    }

    /** {@return the digest after a command that was replayed a short time ago; 0 where it was not} */
    long digestAfter(long sequence) {
        return history.contains(sequence) ? history.digest(sequence) : 0;
    }

    /** {@return how many checkpoints speak of commands before those that were replayed, and so prove nothing here} */
    public long checkpointsPassed() {
        return checkpointsPassed;
    }

    /** {@return the newest command at which a checkpoint was equal; where the replay began, before the first} */
    public long lastEqual() {
        return lastEqual;
    }

    /** {@return the name of the segment being read; null where there is none} */
    public String file() {
        return reader.file();
    }

    /** {@return where in that segment the next frame starts, in bytes} */
    public long offset() {
        return reader.offset();
    }

    /**
     * Tells how the journal ends, after {@link #step()} returned false and while nobody writes it.
     *
     * @return the tail: clean, or torn by an unfinished last write
     * @throws JournalException where bytes that were forced are damaged, or the journal ends before the market
     */
    public JournalTail tail() {
        return reader.tail();
    }

    /** Closes the journal. */
    @Override
    public void close() {
        reader.close();
    }
}
