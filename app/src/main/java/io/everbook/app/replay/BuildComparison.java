package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.everbook.app.json.EventWriter;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.stream.EventStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Holds the events that this build gives against those of another one, event by event, up to the first difference. */
final class BuildComparison {

    private static final int COMMANDS_BETWEEN_REPORTS = 4096;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final EventStream stream;
    private final Supplier<String> other;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final EventWriter writer;
    private long commands;
    private long events;
    private Difference difference;
    private String otherFault = "";

    /**
     * Prepares a comparison.
     *
     * @param stream this build's events, from the first that can be replayed
     * @param other gives the other build's events as JSON, one after the other; null at their end
     */
    BuildComparison(EventStream stream, Supplier<String> other) {
        this.stream = stream;
        this.other = other;
        writer = new EventWriter(bytes, new SoleInstrument(stream.instrument()));
    }

    /**
     * The first command with other events there.
     *
     * @param command the command; null where the journal here has no such command
     * @param sequence the command
     * @param here its events here, as JSON
     * @param there its events there, as JSON
     * @param ended whether the other build gave nothing more
     */
    record Difference(Command command, long sequence, List<String> here, List<String> there, boolean ended) {

        /** Copies the lists. */
        Difference {
            here = List.copyOf(here);
            there = List.copyOf(there);
        }
    }

    /** Compares to the end or to the first difference. */
    BuildComparison run(ProgressListener progress) {
        long total = stream.lastSequence() - stream.firstSequence() + 1;
        EventBatch batch = stream.step();
        while (batch != null && difference == null) {
            compare(batch);
            if (++commands % COMMANDS_BETWEEN_REPORTS == 0) {
                progress.progress(commands, total);
            }
            batch = difference == null ? stream.step() : null;
        }
        String surplus = difference == null ? other.get() : null;
        if (surplus != null) {
            difference = new Difference(null, sequence(surplus), List.of(), rest(surplus, sequence(surplus)), false);
        }
        return this;
    }

    private void compare(EventBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            String here = line(batch, i);
            String there = other.get();
            if (!here.equals(there)) {
                differ(batch, i, there);
                return;
            }
            events++;
        }
    }

    private void differ(EventBatch batch, int index, String found) {
        List<String> here = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            here.add(line(batch, i));
        }
        long sequence = stream.command().sequence();
        List<String> there = new ArrayList<>(here.subList(0, index));
        there.addAll(rest(found, sequence));
        difference = new Difference(new Command().copyFrom(stream.command()), sequence, here, there, found == null);
    }

    /** The lines of one command there, from the first that differs. */
    private List<String> rest(String first, long sequence) {
        List<String> lines = new ArrayList<>();
        for (String line = first; line != null && sequence(line) == sequence; line = other.get()) {
            lines.add(line);
        }
        return lines;
    }

    private String line(EventBatch batch, int index) {
        bytes.reset();
        writer.write(batch.event(index).marketIndex(0));
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** The command that a line is about; -1 where it does not say. */
    private static long sequence(String line) {
        try (JsonParser parser = FACTORY.createParser(line)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && "sequence".equals(parser.currentName())
                        && parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    return parser.getLongValue();
                }
            }
        } catch (IOException noJson) {
            return -1;
        }
        return -1;
    }

    /** Takes note of what the other build said when it ended; empty where it said nothing. */
    void otherFault(String fault) {
        otherFault = fault;
    }

    /** {@return what the other build said when it ended; empty where it said nothing} */
    String otherFault() {
        return otherFault;
    }

    /** {@return how many commands were compared} */
    long commands() {
        return commands;
    }

    /** {@return how many events were compared and are equal} */
    long events() {
        return events;
    }

    /** {@return whether the other build gave the same events, and ended without a fault} */
    boolean equal() {
        return difference == null && otherFault.isEmpty();
    }

    /** {@return the first difference; null where there is none} */
    Difference difference() {
        return difference;
    }
}
