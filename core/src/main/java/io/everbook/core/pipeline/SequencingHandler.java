package io.everbook.core.pipeline;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.RejectReason;

/**
 * Stands in the journaling handler's place when persistence is switched off: numbers each market's commands and lets
 * them pass. Nothing survives the process.
 */
public final class SequencingHandler implements EventHandler<Command> {

    private final long[] nextSequences;

    /**
     * Creates the stage.
     *
     * @param maxMarkets how many markets the lane can hold
     */
    public SequencingHandler(int maxMarkets) {
        nextSequences = new long[maxMarkets];
    }

    /**
     * Adds a market. No command for it may be published before.
     *
     * @param marketIndex its place, as commands name it
     */
    public void register(int marketIndex) {
        nextSequences[marketIndex] = 1;
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) {
        int index = command.marketIndex();
        if (command.type() == CommandType.QUERY_BOOK || command.laneRefusal() != null) {
            return;
        }
        if (index < 0 || index >= nextSequences.length || nextSequences[index] == 0) {
            command.laneRefusal(RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        if (command.type() == null) {
            command.laneRefusal(RejectReason.INVALID_COMMAND);
            return;
        }
        command.sequence(nextSequences[index]++);
        command.journaled(true);
    }
}
