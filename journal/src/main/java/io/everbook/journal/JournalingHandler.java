package io.everbook.journal;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.RejectReason;

/**
 * The first stage of a lane: numbers commands, writes each batch to the journals of its symbols, and marks what is
 * written. What cannot be written is refused, and the stages behind never apply it; other symbols go on. The ring must
 * release a batch to the next stage only after its end, as a batch event processor does.
 */
public final class JournalingHandler implements EventHandler<Command> {

    private final JournalWriter[] writers;
    private final boolean forceEachBatch;
    private final JournalListener listener;
    /** Markets with commands in this batch, and how many; the commands themselves, in order. */
    private final int[] touched;

    private final int[] commandCounts;
    private final long[] writtenBytes;
    private int touchedCount;
    private final Command[] pending;
    private int pendingCount;

    /**
     * Creates the stage.
     *
     * @param maxMarkets how many markets the lane can hold
     * @param largestBatch how many commands a batch can have, the size of the ring
     * @param forceEachBatch whether each batch is on the device before the next stage sees it
     * @param listener told what happens
     */
    public JournalingHandler(int maxMarkets, int largestBatch, boolean forceEachBatch, JournalListener listener) {
        pending = new Command[largestBatch];
        writers = new JournalWriter[maxMarkets];
        touched = new int[maxMarkets];
        commandCounts = new int[maxMarkets];
        writtenBytes = new long[maxMarkets];
        this.forceEachBatch = forceEachBatch;
        this.listener = listener;
    }

    /**
     * Adds a market. The ring's publication makes it visible, so no command for it may be published before.
     *
     * @param marketIndex its place, as commands name it
     * @param writer its journal; used by this stage from the first such command on, closed by the caller
     */
    public void register(int marketIndex, JournalWriter writer) {
        writers[marketIndex] = writer;
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) {
        if (command.type() != CommandType.QUERY_BOOK && command.laneRefusal() == null) {
            number(command);
        }
        if (endOfBatch) {
            finishBatch();
        }
    }

    private void number(Command command) {
        int index = command.marketIndex();
        if (index < 0 || index >= writers.length || writers[index] == null) {
            command.laneRefusal(RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        if (command.type() == null) {
            command.laneRefusal(RejectReason.INVALID_COMMAND);
            return;
        }
        JournalWriter writer = writers[index];
        if (!writer.failed() && append(writer, command)) {
            remember(index, command);
        } else {
            refuse(command);
        }
    }

    private boolean append(JournalWriter writer, Command command) {
        command.sequence(writer.nextSequence());
        try {
            writer.append(command);
            return true;
        } catch (JournalException e) {
            report(writer, e);
            return false;
        }
    }

    private void remember(int index, Command command) {
        if (commandCounts[index]++ == 0) {
            touched[touchedCount++] = index;
        }
        pending[pendingCount++] = command;
    }

    private void finishBatch() {
        for (int i = 0; i < touchedCount; i++) {
            int index = touched[i];
            // A count of -1 marks, for the loop below, a market whose commands are not in its journal.
            commandCounts[index] = commit(index) ? 0 : -1;
        }
        for (int i = 0; i < pendingCount; i++) {
            Command command = pending[i];
            pending[i] = null;
            if (commandCounts[command.marketIndex()] == 0) {
                command.journaled(true);
            } else {
                refuse(command);
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            commandCounts[touched[i]] = 0;
        }
        touchedCount = 0;
        pendingCount = 0;
    }

    private boolean commit(int index) {
        JournalWriter writer = writers[index];
        try {
            writer.commit();
            long bytes = writer.writtenBytes();
            listener.written(commandCounts[index], (int) (bytes - writtenBytes[index]));
            writtenBytes[index] = bytes;
            if (forceEachBatch) {
                force(writer, listener);
            }
            return true;
        } catch (JournalException e) {
            report(writer, e);
            return false;
        }
    }

    /** Forces and tells how long it took. */
    static void force(JournalWriter writer, JournalListener listener) {
        long start = System.nanoTime();
        if (writer.force()) {
            listener.forced(System.nanoTime() - start);
        }
    }

    private void report(JournalWriter writer, JournalException exception) {
        if (writer.mayReportFailure()) {
            listener.failed(writer.symbol(), exception);
        }
    }

    private static void refuse(Command command) {
        command.sequence(0);
        command.laneRefusal(RejectReason.JOURNAL_FAILED);
    }
}
