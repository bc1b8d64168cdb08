package io.everbook.app.replay;

import io.everbook.app.dump.CommandSentence;
import io.everbook.app.dump.EventSentence;
import io.everbook.app.dump.StreamRows;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/** One command and what came of it, as sentences of which no line is longer than 80 columns. */
public final class MomentText {

    private static final int INDENT = 4;

    private final Instrument instrument;

    /**
     * Prepares it for one instrument.
     *
     * @param instrument whose ticks and lots are written as decimals
     */
    public MomentText(Instrument instrument) {
        this.instrument = instrument;
    }

    /**
     * Writes a command.
     *
     * @param command the command
     * @return its lines
     */
    public List<String> command(Command command) {
        String who = command.participantId() == 0 ? "" : ", participant " + command.participantId();
        String request = command.requestId() == 0 ? "" : ", request " + command.requestId();
        return StreamRows.wrapped(
                "command " + command.sequence() + " of " + LadderText.time(command.timestampNanos()) + who + request
                        + ": " + CommandSentence.of(command, instrument),
                INDENT);
    }

    /**
     * Writes what came of a command.
     *
     * @param events its events
     * @param participantId who sent the command; an event about another participant says so
     * @return their lines, moved in
     */
    public List<String> events(EventBatch events, int participantId) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            boolean foreign = event.participantId() != 0 && event.participantId() != participantId;
            String whose = foreign ? ", participant " + event.participantId() : "";
            lines.addAll(StreamRows.wrapped("  " + EventSentence.of(event, instrument) + whose, 2 + INDENT));
        }
        return lines;
    }

    /**
     * Writes a trade so that it can stand in a list.
     *
     * @param event an event of kind TRADED
     * @return its lines
     */
    public List<String> trade(ExecutionEvent event) {
        return StreamRows.wrapped(
                event.sequence() + " of " + LadderText.time(event.timestampNanos()) + ", participant "
                        + event.participantId() + ": " + EventSentence.of(event, instrument),
                INDENT);
    }
}
