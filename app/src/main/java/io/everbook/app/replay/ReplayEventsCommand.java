package io.everbook.app.replay;

import io.everbook.app.dump.EventCsvDump;
import io.everbook.app.dump.EventJsonDump;
import io.everbook.app.dump.EventTextDump;
import io.everbook.app.dump.EventWriting;
import io.everbook.app.json.Words;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.condition.ConditionText;
import io.everbook.replay.session.StopCondition;
import io.everbook.replay.stream.EventStream;
import io.everbook.replay.stream.StreamFilter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook replay events}: what happened. */
@Command(
        name = "events",
        description = {
            "Show the events that the commands of a journal gave: all, or those that meet every condition.",
            "They are made anew by replaying, so they are exact, and there without an executions log too. A trade is"
                    + " about two orders and two participants, and shown for each. Its JSON Lines are those that"
                    + " everbook match writes."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay events --data data --from 41 --to 43",
            "  everbook replay events --order 17",
            "  everbook replay events --kind traded --since 2026-11-24T10:31:00Z --json",
            "  everbook replay events --kind rejected --participant 7",
            "  everbook replay events --where 'crossed 101.5 or quantity > 1000'",
            "  everbook replay events --format csv > events.csv",
            "",
            "Exit codes: 0 all of it was printed, 1 standard output was closed, 2 the input",
            "cannot be used, or is damaged: what comes before the damage was printed."
        })
final class ReplayEventsCommand implements Callable<Integer> {

    @Mixin
    private ReplaySource source;

    @Mixin
    private StreamOptions options;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description =
                    "Only of commands that meet a condition in words, such as 'participant 7 and (traded or reject"
                            + " WOULD_TAKE)'; docs/replay-debugging.md lists the words.")
    private String where;

    @Option(
            names = "--unchecked",
            description = "Go on where the replay does not arrive at a checkpoint, as on a build with other rules.")
    private boolean unchecked;

    @Override
    public Integer call() throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(Terminal.OUT_STREAM, 1 << 16);
        try (JournalSource journal = source.open()) {
            String symbol = source.symbol(journal);
            Instrument instrument = EventsSource.instrument(journal.storage(), symbol, source.path());
            StreamFilter filter =
                    options.filter(instrument).kinds(Set.of(), options.kinds(Words::eventType, Words.eventTypes()));
            EventWriting writer = writer(out);
            try (EventStream stream = EventStream.open(journal.storage(), symbol, filter, !unchecked)) {
                options.requireReached(stream.lastSequence());
                EventsSource.requireReplay(stream, options.from(), source.path());
                print(stream, where == null ? null : ConditionText.parse(where, instrument), writer);
            }
            return ExitCode.OK;
        } catch (UncheckedIOException closed) {
            throw new OutputFailure("standard output cannot be written: cause="
                    + closed.getCause().getMessage());
        }
    }

    private static void print(EventStream stream, StopCondition condition, EventWriting writer) {
        ProgressBar bar = ProgressBar.besideOutput("replay", "commands");
        writer.define(stream.instrument());
        try {
            if (condition == null) {
                stream.run(writer::event, bar::progress);
            } else {
                stream.run(condition, writer::event, bar::progress);
            }
        } finally {
            bar.end();
            writer.flush();
        }
    }

    private EventWriting writer(OutputStream out) {
        return switch (options.format(source.json())) {
            case TEXT -> new EventTextDump(out);
            case JSON -> new EventJsonDump(out);
            case CSV -> new EventCsvDump(out);
        };
    }
}
