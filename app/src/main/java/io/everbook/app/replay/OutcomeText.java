package io.everbook.app.replay;

import io.everbook.app.dump.CommandSentence;
import io.everbook.app.dump.EventSentence;
import io.everbook.app.dump.StreamRows;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/** A command with both its outcomes, side by side for a person: what only one of them has is marked. */
final class OutcomeText {

    private static final String SAME = "     ";
    private static final String DIFFERENT = "   ! ";

    private OutcomeText() {}

    /** {@return the command as one sentence, broken at 80 columns} */
    static List<String> command(Command command, Instrument instrument) {
        String who = command.participantId() == 0 ? "" : ", participant " + command.participantId();
        return StreamRows.wrapped(
                "   command " + command.sequence() + " of " + StreamRows.instant(command.timestampNanos()) + who + ": "
                        + CommandSentence.of(command, instrument),
                SAME.length() + 2);
    }

    /**
     * Writes the events of one outcome.
     *
     * @param name whose they are
     * @param events the events
     * @param other the events of the other outcome
     * @param instrument what is traded
     */
    static List<String> events(
            String name, List<ExecutionEvent> events, List<ExecutionEvent> other, Instrument instrument) {
        List<String> others =
                other.stream().map(event -> JsonText.event(event, instrument)).toList();
        List<String> lines = new ArrayList<>(List.of("   " + name + ":" + (events.isEmpty() ? " no events" : "")));
        for (ExecutionEvent event : events) {
            String mark = others.contains(JsonText.event(event, instrument)) ? SAME : DIFFERENT;
            String who = event.participantId() == 0 ? "" : ", participant " + event.participantId();
            lines.addAll(StreamRows.wrapped(mark + EventSentence.of(event, instrument) + who, mark.length() + 2));
        }
        return lines;
    }
}
