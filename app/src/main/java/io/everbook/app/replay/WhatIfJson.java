package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.everbook.app.json.EventWriter;
import io.everbook.app.json.Words;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.timeline.CommandDifference;
import io.everbook.replay.timeline.DifferenceListener;
import io.everbook.replay.timeline.Fills;
import io.everbook.replay.timeline.FillsDifference;
import io.everbook.replay.timeline.OrderDifference;
import io.everbook.replay.timeline.TimelineReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The differences of two timelines as JSON Lines, one each as it is found, and the summary as the last line. */
final class WhatIfJson implements DifferenceListener {

    private final JsonGenerator json;
    private final Instrument instrument;
    private final BookJson books;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final EventWriter events;
    private final ExecutionEvent shown = new ExecutionEvent();

    WhatIfJson(OutputStream out, Instrument instrument) {
        this.instrument = instrument;
        events = new EventWriter(line, new SoleInstrument(instrument));
        try {
            json = new JsonFactory().createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        books = new BookJson(json, instrument);
    }

    @Override
    public void command(CommandDifference difference) {
        write("command", () -> {
            json.writeStringField("kind", Words.of(difference.kind()));
            json.writeNumberField("sequence", difference.sequence());
            json.writeStringField("command", difference.type() == null ? null : Words.of(difference.type()));
            json.writeNumberField("participant", difference.participantId());
            if (difference.orderId() != 0) {
                json.writeNumberField("orderId", difference.orderId());
            }
            reason("original", difference.original());
            reason("changed", difference.changed());
        });
    }

    @Override
    public void trade(ExecutionEvent trade, boolean original) {
        write("trade", () -> {
            json.writeStringField("timeline", original ? "original" : "changed");
            shown.copyFrom(trade);
            shown.marketIndex(0);
            line.reset();
            events.write(shown);
            events.flush();
            json.writeFieldName("event");
            json.writeRawValue(line.toString(StandardCharsets.UTF_8).stripTrailing());
        });
    }

    @Override
    public void order(OrderDifference difference) {
        write("order", () -> {
            json.writeNumberField("orderId", difference.orderId());
            books.order("original", difference.original());
            books.order("changed", difference.changed());
        });
    }

    /** Writes the participants and the summary, and passes everything on. */
    void end(TimelineReport report) {
        for (FillsDifference difference : report.fills()) {
            write("participant", () -> {
                json.writeNumberField("participant", difference.participantId());
                fills("original", difference.original());
                fills("changed", difference.changed());
            });
        }
        write("summary", () -> {
            json.writeStringField("symbol", instrument.symbol());
            json.writeBooleanField("identical", report.identical());
            json.writeNumberField("after", report.after());
            json.writeNumberField("through", report.through());
            json.writeNumberField("commands", report.commands());
            json.writeBooleanField("tornTail", report.tornTail());
            json.writeNumberField("firstDifferent", report.firstDifferent());
            json.writeObjectFieldStart("commandsDiffering");
            for (CommandDifference.Kind kind : CommandDifference.Kind.values()) {
                json.writeNumberField(Words.of(kind), report.count(kind));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("trades");
            json.writeNumberField("inBoth", report.trades().inBoth());
            json.writeNumberField("onlyOriginal", report.trades().onlyOriginal());
            json.writeNumberField("onlyChanged", report.trades().onlyChanged());
            json.writeEndObject();
            json.writeNumberField("participantsDiffering", report.fills().size());
            json.writeNumberField("ordersDiffering", Math.max(0, report.orders()));
            json.writeBooleanField("priorityDiffers", report.orders() < 0);
            books.book("original", report.original().view());
            books.book("changed", report.changed().view());
        });
        try {
            json.writeRaw('\n');
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reason(String name, RejectReason reason) throws IOException {
        json.writeStringField(name, reason == null ? null : reason.name());
    }

    private void fills(String name, Fills fills) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("trades", fills.trades());
        json.writeStringField("bought", PlainDecimal.full(instrument.lot(), fills.boughtLots()));
        json.writeStringField("sold", PlainDecimal.full(instrument.lot(), fills.soldLots()));
        json.writeEndObject();
    }

    private void write(String difference, Fields fields) {
        try {
            json.writeStartObject();
            json.writeStringField("difference", difference);
            fields.write();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    private interface Fields {

        void write() throws IOException;
    }
}
