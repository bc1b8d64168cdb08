package io.everbook.app.dump;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Limits;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * One YAML document for the instrument, each command and each checkpoint, through Chronicle Wire. Fields that a command
 * leaves at their defaults are left out; prices and quantities are decimal text, times ISO-8601 in UTC.
 */
public final class YamlDump implements DumpWriter {

    private static final byte[] SEPARATOR = "---\n".getBytes(StandardCharsets.US_ASCII);
    private static final long NANOS = 1_000_000_000L;

    private final OutputStream out;
    private final Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap();
    private final Wire wire = WireType.YAML_ONLY.apply(bytes);

    /**
     * Writes to a stream.
     *
     * @param out receives UTF-8 text, a document at a time; not closed
     */
    public YamlDump(OutputStream out) {
        this.out = out;
    }

    @Override
    public void define(Instrument instrument) {
        text("instrument", instrument.symbol());
        text("tick", instrument.tick().toString());
        text("lot", instrument.lot().toString());
        wire.write("maxOpenOrders").int32(instrument.maxOpenOrders());
        pass();
    }

    @Override
    public void checkpoint(Instrument instrument, long sequence, long digest) {
        wire.write("checkpoint").int64(sequence);
        text("symbol", instrument.symbol());
        text("digest", HexFormat.of().toHexDigits(digest));
        pass();
    }

    @Override
    public void command(Command command, Instrument instrument) {
        wire.write("sequence").int64(command.sequence());
        text("type", word(command.type()));
        text("symbol", instrument.symbol());
        if (command.timestampNanos() != 0 || command.type() == CommandType.ADVANCE_TIME) {
            text("timestamp", time(command.timestampNanos()));
        }
        number("participant", command.participantId());
        number("requestId", command.requestId());
        number("orderId", command.orderId());
        number("origRequestId", command.origRequestId());
        word("side", command.side());
        word("orderType", command.orderType());
        word("timeInForce", command.timeInForce());
        word("selfTradePrevention", command.selfTradePrevention());
        decimal("price", command.priceTicks(), instrument.tick());
        decimal("quantity", command.quantityLots(), instrument.lot());
        decimal("leavesQuantity", command.leavesQuantityLots(), instrument.lot());
        decimal("triggerPrice", command.triggerPriceTicks(), instrument.tick());
        decimal("displayQuantity", command.displayQuantityLots(), instrument.lot());
        if (command.expireNanos() != 0) {
            text("expireTime", time(command.expireNanos()));
        }
        if (command.postOnly()) {
            wire.write("postOnly").bool(true);
        }
        word("state", command.type() == CommandType.SET_INSTRUMENT_STATE ? command.instrumentState() : null);
        word("state", command.type() == CommandType.SET_PARTICIPANT_STATE ? command.participantState() : null);
        if (command.type() == CommandType.SET_LIMITS) {
            limits(command.limits(), instrument);
        }
        if (command.memoLength() > 0) {
            text("memo", new String(command.memo(), 0, command.memoLength(), StandardCharsets.UTF_8));
        }
        if (command.refusal() != null) {
            text("refusal", command.refusal().name());
        }
        pass();
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void limits(Limits limits, Instrument instrument) {
        decimal("minPrice", limits.minPriceTicks(), instrument.tick());
        decimal("maxPrice", limits.maxPriceTicks(), instrument.tick());
        decimal("maxQuantity", limits.maxQuantityLots(), instrument.lot());
        number("maxNotionalTicksTimesLots", limits.maxNotional());
        number("maxOpenOrders", limits.maxOpenOrders());
    }

    private void number(String name, long value) {
        if (value != 0) {
            wire.write(name).int64(value);
        }
    }

    private void text(String name, String value) {
        wire.write(name).text(value);
    }

    private void decimal(String name, long steps, DecimalUnit unit) {
        if (steps != 0) {
            BigDecimal exact = BigDecimal.valueOf(steps).multiply(BigDecimal.valueOf(unit.units(), unit.scale()));
            text(name, exact.toPlainString());
        }
    }

    private void word(String name, Enum<?> value) {
        if (value != null) {
            text(name, word(value));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS))
                .toString();
    }

    private void pass() {
        try {
            out.write(SEPARATOR);
            out.write(bytes.underlyingObject(), 0, (int) bytes.writePosition());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.clear();
    }
}
