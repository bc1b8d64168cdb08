package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.everbook.app.json.EventWriter;
import io.everbook.app.json.Words;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.book.BookView;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.timeline.CommandDifference;
import io.everbook.replay.timeline.DifferenceListener;
import io.everbook.replay.timeline.Fills;
import io.everbook.replay.timeline.FillsDifference;
import io.everbook.replay.timeline.FinalBook;
import io.everbook.replay.timeline.OrderDifference;
import io.everbook.replay.timeline.OrderState;
import io.everbook.replay.timeline.TimelineReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The differences of two timelines as JSON Lines, one each as it is found, and the summary as the last line. */
final class WhatIfJson implements DifferenceListener {

    private static final int LEVELS = 10;

    private final JsonGenerator json;
    private final Instrument instrument;
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
            order("original", difference.original());
            order("changed", difference.changed());
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
            book("original", report.original());
            book("changed", report.changed());
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
        json.writeStringField("bought", decimal(instrument.lot(), fills.boughtLots()));
        json.writeStringField("sold", decimal(instrument.lot(), fills.soldLots()));
        json.writeEndObject();
    }

    private void order(String name, OrderState order) throws IOException {
        if (order == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("participant", order.participantId());
        json.writeStringField("side", Words.of(order.side()));
        json.writeStringField("orderType", Words.of(order.orderType()));
        json.writeBooleanField("waiting", order.waiting());
        if (order.priceTicks() != 0) {
            json.writeStringField("price", instrument.tick().format(order.priceTicks()));
        }
        if (order.triggerPriceTicks() != 0) {
            json.writeStringField("triggerPrice", instrument.tick().format(order.triggerPriceTicks()));
        }
        json.writeStringField("quantity", instrument.lot().format(order.quantityLots()));
        json.writeStringField("leavesQuantity", instrument.lot().format(order.leavesQuantityLots()));
        json.writeStringField("shownQuantity", instrument.lot().format(order.shownQuantityLots()));
        json.writeEndObject();
    }

    private void book(String name, FinalBook book) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("sequence", book.sequence());
        json.writeStringField("digest", HexFormat.of().toHexDigits(book.digest()));
        json.writeNumberField("lastTradeId", book.view().lastTradeId());
        json.writeNumberField("openOrders", book.view().openOrderCount());
        levels("bids", book.view().bids());
        levels("asks", book.view().asks());
        json.writeEndObject();
    }

    private void levels(String name, BookView.Levels levels) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < Math.min(LEVELS, levels.depth()); i++) {
            json.writeStartObject();
            json.writeStringField("price", instrument.tick().format(levels.priceTicks()[i]));
            json.writeStringField("quantity", instrument.lot().format(levels.quantityLots()[i]));
            json.writeNumberField("orders", levels.orderCount()[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String decimal(DecimalUnit unit, BigInteger steps) {
        return new BigDecimal(steps.multiply(BigInteger.valueOf(unit.units())), unit.scale()).toPlainString();
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
