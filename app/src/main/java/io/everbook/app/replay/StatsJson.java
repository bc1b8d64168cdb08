package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.dump.Decimals;
import io.everbook.app.json.JsonObject;
import io.everbook.app.json.Words;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.statistics.Interval;
import io.everbook.replay.statistics.StatisticsReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;

/** The figures of a stretch of a journal, as one JSON object. */
final class StatsJson {

    private StatsJson() {}

    static String text(String symbol, StatisticsReport report, Instrument instrument) {
        return JsonObject.line(json -> {
            json.writeStringField("symbol", symbol);
            json.writeNumberField("firstSequence", report.firstSequence());
            json.writeNumberField("lastSequence", report.lastSequence());
            JsonObject.number(json, "firstTimestamp", report.firstNanos(), report.lastNanos() > 0);
            JsonObject.number(json, "lastTimestamp", report.lastNanos(), report.lastNanos() > 0);
            json.writeNumberField("commandCount", report.commandCount());
            json.writeNumberField("eventCount", report.eventCount());
            json.writeNumberField("participants", report.participants());
            json.writeNumberField("mostOpenOrders", report.mostOpenOrders());
            optional(json, "commandsPerSecond", StatsText.rate(report));
            json.writeFieldName("busiestSecond");
            if (report.busiestSecondCommands() == 0) {
                json.writeNull();
            } else {
                json.writeStartObject();
                json.writeNumberField("timestamp", report.busiestSecondNanos());
                json.writeNumberField("commands", report.busiestSecondCommands());
                json.writeEndObject();
            }
            json.writeNumberField("trades", report.tradeCount());
            BigDecimal lot = BigDecimal.valueOf(
                    instrument.lot().units(), instrument.lot().scale());
            json.writeStringField(
                    "tradedQuantity",
                    new BigDecimal(report.tradedLots()).multiply(lot).toPlainString());
            json.writeNumberField("orderMessages", report.orderMessages());
            optional(json, "orderToTradeRatio", StatsText.ratio(report));
            counts(json, "commands", report.commands(), Words::of);
            counts(json, "events", report.events(), Words::of);
            counts(json, "rejects", report.rejects(), Enum::name);
            counts(json, "cancels", report.cancels(), Enum::name);
            json.writeNumberField("intervalNanos", report.intervalNanos());
            json.writeArrayFieldStart("intervals");
            for (Interval interval : report.intervals()) {
                interval(json, interval, instrument);
            }
            json.writeEndArray();
        });
    }

    private static void interval(JsonGenerator json, Interval interval, Instrument instrument) throws IOException {
        json.writeStartObject();
        json.writeNumberField("timestamp", interval.startNanos());
        json.writeNumberField("commands", interval.commands());
        json.writeNumberField("trades", interval.trades());
        price(json, "bestBid", interval.bestBidTicks(), interval.bestBidTicks() != 0, instrument);
        price(json, "bestAsk", interval.bestAskTicks(), interval.bestAskTicks() != 0, instrument);
        price(json, "spread", interval.spreadTicks(), interval.spreadTicks() >= 0, instrument);
        json.writeStringField("bidDepth", Decimals.quantity(interval.bidDepthLots(), instrument));
        json.writeStringField("askDepth", Decimals.quantity(interval.askDepthLots(), instrument));
        json.writeNumberField("openOrders", interval.openOrders());
        json.writeEndObject();
    }

    private static void price(JsonGenerator json, String name, long ticks, boolean known, Instrument instrument)
            throws IOException {
        json.writeStringField(name, known ? Decimals.price(ticks, instrument) : null);
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        json.writeStringField(name, value.equals("-") ? null : value);
    }

    private static <K extends Enum<K>> void counts(
            JsonGenerator json, String name, Map<K, Long> counts, Function<K, String> word) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<K, Long> count : counts.entrySet()) {
            json.writeNumberField(word.apply(count.getKey()), count.getValue());
        }
        json.writeEndObject();
    }
}
