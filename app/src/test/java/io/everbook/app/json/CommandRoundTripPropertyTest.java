package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class CommandRoundTripPropertyTest {

    private static final List<Instrument> INSTRUMENTS = List.of(
            Instrument.of("BTC-USD", "0.01", "0.00000001"),
            new Instrument("ODD.1", DecimalUnit.of("0.25"), DecimalUnit.of("100"), 77),
            Instrument.of("FINE", "0.000000000001", "0.000000000001"));
    private static final int[] CHARACTERS = {'a', '"', '\\', 1, 0x1F, 0x7F, 0xE9, 0x20AC, 0x1F680};

    @Property(tries = 300)
    void shouldReadBackWhatWasWritten(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Command> commands = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandWriter writer = new CommandWriter(out);
        INSTRUMENTS.forEach(writer::define);
        for (int i = 0; i < 20; i++) {
            Command command = randomCommand(random);
            commands.add(command);
            writer.write(command, INSTRUMENTS.get(command.marketIndex()));
        }
        writer.flush();

        TestInstruments directory = TestInstruments.of();
        CommandReader reader = new CommandReader(new ByteArrayInputStream(out.toByteArray()), directory);
        Command read = new Command();
        for (Instrument instrument : INSTRUMENTS) {
            assertThat(reader.next(read)).isEqualTo(CommandReader.Kind.INSTRUMENT);
            assertThat(reader.instrument()).isEqualTo(instrument);
            directory.add(instrument);
        }
        for (Command command : commands) {
            assertThat(reader.next(read)).isEqualTo(CommandReader.Kind.COMMAND);
            assertThat(CommandText.of(read)).isEqualTo(CommandText.of(command));
        }
        assertThat(reader.next(read)).isEqualTo(CommandReader.Kind.END);
    }

    private static Command randomCommand(Random random) {
        CommandType type = pick(random, CommandType.values());
        int market = random.nextInt(INSTRUMENTS.size());
        Instrument instrument = INSTRUMENTS.get(market);
        Command command = new Command().clear().type(type).marketIndex(market);
        boolean owned = type.compareTo(CommandType.MASS_CANCEL) <= 0;
        if (owned) {
            command.requestId(random.nextBoolean() ? 0 : random.nextLong(1, Long.MAX_VALUE));
        }
        if (owned || type == CommandType.SET_PARTICIPANT_STATE) {
            command.participantId(random.nextInt(1, Integer.MAX_VALUE));
        }
        if (type == CommandType.ADVANCE_TIME || random.nextBoolean()) {
            command.timestampNanos(random.nextLong(1, Long.MAX_VALUE));
        }
        if (type != CommandType.QUERY_BOOK && random.nextInt(8) == 0) {
            command.refusal(pick(random, RejectReason.values()));
        }
        fill(command, instrument, random);
        return command;
    }

    private static void fill(Command command, Instrument instrument, Random random) {
        switch (command.type()) {
            case NEW_ORDER -> newOrder(command, instrument, random);
            case CANCEL_ORDER -> order(command, random);
            case REPLACE_ORDER -> {
                order(command, random);
                command.priceTicks(random.nextBoolean() ? 0 : steps(random, instrument.tick()));
                long lots = steps(random, instrument.lot()) + 1;
                command.triggerPriceTicks(random.nextBoolean() ? 0 : steps(random, instrument.tick()));
                if (random.nextBoolean()) {
                    command.quantityLots(lots);
                } else {
                    command.leavesQuantityLots(lots);
                }
            }
            case MASS_CANCEL -> command.side(random.nextBoolean() ? null : pick(random, Side.values()));
            case SET_INSTRUMENT_STATE -> command.instrumentState(pick(random, InstrumentState.values()));
            case SET_PARTICIPANT_STATE -> command.participantState(pick(random, ParticipantState.values()));
            case SET_LIMITS -> {
                command.limits().priceBand(steps(random, instrument.tick()), steps(random, instrument.tick()));
                command.limits().maxQuantityLots(steps(random, instrument.lot()));
                command.limits().maxNotional(random.nextBoolean() ? 0 : random.nextLong(1L << 62));
                command.limits().maxOpenOrders(random.nextInt(Integer.MAX_VALUE));
            }
            case ADVANCE_TIME -> {}
            case QUERY_BOOK -> command.quantityLots(random.nextInt(1, 1001));
        }
    }

    private static void newOrder(Command command, Instrument instrument, Random random) {
        command.side(pick(random, Side.values()))
                .orderType(pick(random, OrderType.values()))
                .timeInForce(pick(random, TimeInForce.values()))
                .selfTradePrevention(pick(random, SelfTradePrevention.values()))
                .postOnly(random.nextBoolean())
                .priceTicks(steps(random, instrument.tick()))
                .quantityLots(steps(random, instrument.lot()))
                .triggerPriceTicks(steps(random, instrument.tick()))
                .displayQuantityLots(steps(random, instrument.lot()))
                .expireNanos(random.nextLong(1, Long.MAX_VALUE));
        StringBuilder memo = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            memo.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        byte[] bytes = memo.toString().getBytes(StandardCharsets.UTF_8);
        command.memo(bytes, bytes.length);
    }

    private static void order(Command command, Random random) {
        long id = random.nextLong(1, Long.MAX_VALUE);
        if (random.nextBoolean()) {
            command.orderId(id);
        } else {
            command.origRequestId(id);
        }
    }

    private static long steps(Random random, DecimalUnit unit) {
        return random.nextLong(unit.maxSteps()) >> random.nextInt(62);
    }

    private static <E> E pick(Random random, E[] values) {
        return values[random.nextInt(values.length)];
    }
}
