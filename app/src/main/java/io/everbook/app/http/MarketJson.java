package io.everbook.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.BookFields;
import io.everbook.app.json.JsonObject;
import io.everbook.app.trading.RecentTrades.Trade;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.Side;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The JSON bodies of public market data. What is read of a market is copied first: the market goes on. */
final class MarketJson {

    private MarketJson() {}

    /** What a market is, at one moment. */
    record MarketState(Instrument instrument, long sequence, InstrumentState state, Limits limits, int openOrders) {}

    /** The visible orders first in line, at one moment. */
    record VisibleOrders(Instrument instrument, long sequence, List<VisibleOrder> bids, List<VisibleOrder> asks) {}

    /** What everybody may know of an order. */
    record VisibleOrder(long orderId, long priceTicks, long shownLots) {

        static VisibleOrder of(RestingOrder order) {
            return new VisibleOrder(order.orderId, order.priceTicks, order.shownQuantityLots);
        }
    }

    /** Reads a market on its own thread. */
    static MarketState state(Market market) {
        Limits limits = new Limits();
        limits.copyFrom(market.limits());
        return new MarketState(market.instrument(), market.sequence(), market.state(), limits, market.openOrderCount());
    }

    /** Reads a market on its own thread. */
    static VisibleOrders orders(Market market, int limit) {
        List<VisibleOrder> bids = new ArrayList<>();
        List<VisibleOrder> asks = new ArrayList<>();
        market.walk().orders(Side.BUY, limit, order -> bids.add(VisibleOrder.of(order)));
        market.walk().orders(Side.SELL, limit, order -> asks.add(VisibleOrder.of(order)));
        return new VisibleOrders(market.instrument(), market.sequence(), bids, asks);
    }

    static String instruments(List<Instrument> instruments) {
        return JsonObject.line(json -> {
            json.writeArrayFieldStart("instruments");
            for (Instrument instrument : instruments) {
                json.writeStartObject();
                write(json, instrument);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String instrument(MarketState market) {
        Instrument instrument = market.instrument();
        Limits limits = market.limits();
        return JsonObject.line(json -> {
            write(json, instrument);
            json.writeStringField("state", JsonBody.word(market.state()));
            json.writeNumberField("sequence", market.sequence());
            json.writeNumberField("openOrders", market.openOrders());
            json.writeObjectFieldStart("limits");
            writeLimit(json, "minPrice", instrument.tick(), limits.minPriceTicks());
            writeLimit(json, "maxPrice", instrument.tick(), limits.maxPriceTicks());
            writeLimit(json, "maxQuantity", instrument.lot(), limits.maxQuantityLots());
            writeNotional(json, instrument, limits.maxNotional());
            if (limits.maxOpenOrders() != 0) {
                json.writeNumberField("maxOpenOrders", limits.maxOpenOrders());
            }
            json.writeEndObject();
        });
    }

    static String orders(VisibleOrders orders) {
        return JsonObject.line(json -> {
            json.writeStringField("symbol", orders.instrument().symbol());
            json.writeNumberField("sequence", orders.sequence());
            side(json, "bids", orders.bids(), orders.instrument());
            side(json, "asks", orders.asks(), orders.instrument());
        });
    }

    static String trades(Instrument instrument, List<Trade> trades) {
        return JsonObject.line(json -> {
            json.writeStringField("symbol", instrument.symbol());
            json.writeArrayFieldStart("trades");
            for (Trade trade : trades) {
                json.writeStartObject();
                json.writeNumberField("tradeId", trade.tradeId());
                json.writeNumberField("sequence", trade.sequence());
                json.writeStringField("aggressor", JsonBody.word(trade.aggressor()));
                json.writeStringField("price", BookFields.decimal(instrument.tick(), trade.priceTicks()));
                json.writeStringField("quantity", BookFields.decimal(instrument.lot(), trade.quantityLots()));
                json.writeNumberField("timestamp", trade.timestampNanos());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void side(JsonGenerator json, String name, List<VisibleOrder> orders, Instrument instrument)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (VisibleOrder order : orders) {
            json.writeStartObject();
            json.writeNumberField("orderId", order.orderId());
            json.writeStringField("price", BookFields.decimal(instrument.tick(), order.priceTicks()));
            json.writeStringField("quantity", BookFields.decimal(instrument.lot(), order.shownLots()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Instrument instrument) throws IOException {
        json.writeStringField("symbol", instrument.symbol());
        json.writeStringField("tick", instrument.tick().toString());
        json.writeStringField("lot", instrument.lot().toString());
        json.writeNumberField("maxOpenOrders", instrument.maxOpenOrders());
    }

    private static void writeLimit(JsonGenerator json, String name, DecimalUnit unit, long steps) throws IOException {
        if (steps != 0) {
            json.writeStringField(name, BookFields.decimal(unit, steps));
        }
    }

    /** A notional is in ticks times lots. */
    private static void writeNotional(JsonGenerator json, Instrument instrument, long steps) throws IOException {
        if (steps != 0) {
            DecimalUnit tick = instrument.tick();
            DecimalUnit lot = instrument.lot();
            BigInteger units = BigInteger.valueOf(tick.units()).multiply(BigInteger.valueOf(lot.units()));
            json.writeStringField(
                    "maxNotional",
                    new BigDecimal(units.multiply(BigInteger.valueOf(steps)), tick.scale() + lot.scale())
                            .stripTrailingZeros()
                            .toPlainString());
        }
    }
}
