package io.everbook.app.cli;

import io.everbook.app.json.EventWriter;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.ExecutionsComparison;
import io.everbook.replay.VerificationReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What came of comparing an executions log with the replay, for a person. */
final class ExecutionsText {

    private ExecutionsText() {}

    static List<String> lines(VerificationReport report) {
        List<String> lines = new ArrayList<>();
        ExecutionsComparison compared = report.executions();
        String what = report.symbol() + ": executions: ";
        lines.add(what
                + (compared.lastSequence() == 0
                        ? "no command could be compared"
                        : compared.events() + " events of commands " + compared.firstSequence() + " to "
                                + compared.lastSequence() + " are those of the replay")
                + (compared.unproved() == 0
                        ? ""
                        : "; " + compared.unproved() + " commands have no journal left to compare with"));
        ExecutionsComparison.Difference difference = compared.difference();
        if (difference != null) {
            lines.add(what + "the first that differs: sequence=" + difference.sequence() + " event="
                    + difference.index() + " file=" + difference.file() + " offset=" + difference.offset());
            lines.add(what + "replayed: " + event(difference.replayed(), report.instrument(), "no such event"));
            lines.add(what + "logged:   " + event(difference.logged(), report.instrument(), "no such event"));
        }
        return lines;
    }

    /** {@return an event as a client is told it; something else where there is none} */
    static String event(ExecutionEvent event, Instrument instrument, String none) {
        if (event == null) {
            return none;
        }
        ExecutionEvent shown = new ExecutionEvent();
        shown.copyFrom(event);
        shown.marketIndex(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventWriter writer = new EventWriter(bytes, new SoleInstrument(instrument));
        writer.write(shown);
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
