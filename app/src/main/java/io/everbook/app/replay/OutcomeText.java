package io.everbook.app.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/** A command with both its outcomes, one below the other for a person: what only one of them has is marked. */
final class OutcomeText {

    private static final String MARGIN = "   ";
    private static final String SAME = "  ";
    private static final String DIFFERENT = "! ";

    private final Instrument instrument;
    private final MomentText moment;

    OutcomeText(Instrument instrument) {
        this.instrument = instrument;
        moment = new MomentText(instrument, MARGIN);
    }

    /** {@return the command as one sentence, broken at 80 columns} */
    List<String> command(Command command) {
        return moment.command(command);
    }

    /**
     * Writes the events of one outcome.
     *
     * @param name whose they are
     * @param events the events
     * @param other the events of the other outcome
     */
    List<String> events(String name, List<ExecutionEvent> events, List<ExecutionEvent> other) {
        List<String> others =
                other.stream().map(event -> JsonText.event(event, instrument)).toList();
        List<String> lines = new ArrayList<>(List.of(MARGIN + name + ":" + (events.isEmpty() ? " no events" : "")));
        for (ExecutionEvent event : events) {
            boolean same = others.contains(JsonText.event(event, instrument));
            lines.addAll(moment.marked(same ? SAME : DIFFERENT, event));
        }
        return lines;
    }
}
