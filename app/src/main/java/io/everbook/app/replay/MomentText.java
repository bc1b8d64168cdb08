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
    private final String margin;

    /**
     * Prepares it for one instrument.
     *
     * @param instrument whose ticks and lots are written as decimals
     */
    public MomentText(Instrument instrument) {
        this(instrument, "");
    }

    /** Prepares it for one instrument, all of it moved in. */
    MomentText(Instrument instrument, String margin) {
        this.instrument = instrument;
        this.margin = margin;
    }

    /**
     * Writes a command.
     *
     * @param command the command
     * @return its lines
     */
    public List<String> command(Command command) {
        String request = command.requestId() == 0 ? "" : ", request " + command.requestId();
        return StreamRows.wrapped(
                margin + "command " + command.sequence() + " of " + LadderText.time(command.timestampNanos())
                        + participant(command.participantId()) + request + ": "
                        + CommandSentence.of(command, instrument),
                margin.length() + INDENT);
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
            String whose = event.participantId() == participantId ? "" : participant(event.participantId());
            lines.addAll(StreamRows.wrapped("  " + EventSentence.of(event, instrument) + whose, 2 + INDENT));
        }
        return lines;
    }

    /** {@return one event and whose it is, behind a mark that stands in the margin} */
    List<String> marked(String mark, ExecutionEvent event) {
        String lead = margin + mark;
        return StreamRows.wrapped(
                lead + EventSentence.of(event, instrument) + participant(event.participantId()),
                margin.length() + INDENT);
    }

    private static String participant(int participantId) {
        return participantId == 0 ? "" : ", participant " + participantId;
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
