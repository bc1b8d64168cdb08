package io.everbook.snapshot;

import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.MarketSummary;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.BinaryWire;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The header of a snapshot: everything about the market but its participants and orders, as self-describing Wire.
 *
 * @param instrument what is traded
 * @param epochMillis when the snapshot was taken, milliseconds since the epoch
 * @param summary the state besides participants and orders
 */
record SnapshotHeader(Instrument instrument, long epochMillis, MarketSummary summary) {

    void write(Bytes<?> out) {
        WireOut wire = new BinaryWire(out);
        wire.write("symbol").text(instrument.symbol());
        wire.write("tickUnits").int64(instrument.tick().units());
        wire.write("tickScale").int32(instrument.tick().scale());
        wire.write("lotUnits").int64(instrument.lot().units());
        wire.write("lotScale").int32(instrument.lot().scale());
        wire.write("maxOpenOrders").int32(instrument.maxOpenOrders());
        wire.write("epochMillis").int64(epochMillis);
        wire.write("sequence").int64(summary.sequence());
        wire.write("digest").int64(summary.digest());
        wire.write("lastTradeId").int64(summary.lastTradeId());
        wire.write("lastTradePriceTicks").int64(summary.lastTradePriceTicks());
        wire.write("timeNanos").int64(summary.timeNanos());
        wire.write("instrumentState").int32(summary.instrumentState().code());
        wire.write("minPriceTicks").int64(summary.limits().minPriceTicks());
        wire.write("maxPriceTicks").int64(summary.limits().maxPriceTicks());
        wire.write("maxQuantityLots").int64(summary.limits().maxQuantityLots());
        wire.write("maxNotional").int64(summary.limits().maxNotional());
        wire.write("limitOpenOrders").int32(summary.limits().maxOpenOrders());
        wire.write("participantCount").int32(summary.participantCount());
        wire.write("openOrderCount").int32(summary.openOrderCount());
    }

    /**
     * Reads a header whose checksum was right.
     *
     * @throws RuntimeException where it makes no sense all the same
     */
    static SnapshotHeader read(Bytes<?> in) {
        WireIn wire = new BinaryWire(in);
        Instrument instrument = new Instrument(
                wire.read("symbol").text(),
                new DecimalUnit(
                        wire.read("tickUnits").int64(), wire.read("tickScale").int32()),
                new DecimalUnit(
                        wire.read("lotUnits").int64(), wire.read("lotScale").int32()),
                wire.read("maxOpenOrders").int32());
        long epochMillis = wire.read("epochMillis").int64();
        MarketSummary summary = new MarketSummary(
                wire.read("sequence").int64(),
                wire.read("digest").int64(),
                wire.read("lastTradeId").int64(),
                wire.read("lastTradePriceTicks").int64(),
                wire.read("timeNanos").int64(),
                Records.known(
                        InstrumentState.ofCode(wire.read("instrumentState").int32()), "instrument state"),
                limits(wire),
                wire.read("participantCount").int32(),
                wire.read("openOrderCount").int32());
        if (summary.sequence() < 0 || summary.participantCount() < 0 || summary.openOrderCount() < 0) {
            throw new IllegalArgumentException("a header counts from 0: summary=" + summary);
        }
        return new SnapshotHeader(instrument, epochMillis, summary);
    }

    private static Limits limits(WireIn wire) {
        Limits limits = new Limits();
        limits.priceBand(
                wire.read("minPriceTicks").int64(), wire.read("maxPriceTicks").int64());
        limits.maxQuantityLots(wire.read("maxQuantityLots").int64());
        limits.maxNotional(wire.read("maxNotional").int64());
        limits.maxOpenOrders(wire.read("limitOpenOrders").int32());
        return limits;
    }
}
