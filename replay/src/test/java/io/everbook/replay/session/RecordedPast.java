package io.everbook.replay.session;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.snapshot.SnapshotCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A data directory that is written by random commands of every kind, and what a straight run had after each. */
final class RecordedPast implements AutoCloseable {

    static final Instrument INSTRUMENT = Instrument.of("ACME", "0.01", "1");
    static final String SYMBOL = "ACME";
    static final long START_NANOS = 1_700_000_000_000_000_000L;

    private static final int PARTICIPANTS = 7;
    private static final JournalOptions SMALL_SEGMENTS = new JournalOptions(8 << 10, 1 << 10, 1 << 10);

    private final FileStorage storage;
    private final JournalWriter writer;
    private final SnapshotCatalog snapshots;
    private final Random random;
    private final Market market = new Market(INSTRUMENT);
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();
    private final long[] requestIds = new long[PARTICIPANTS + 1];
    private final List<Long> digests = new ArrayList<>();
    private final List<Integer> states = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    RecordedPast(Path directory, long seed) {
        this(directory, seed, SMALL_SEGMENTS);
    }

    RecordedPast(Path directory, long seed, JournalOptions options) {
        storage = new FileStorage(directory);
        random = new Random(seed);
        snapshots = new SnapshotCatalog(storage, SYMBOL);
        writer = JournalWriter.open(storage, INSTRUMENT, JournalTail.empty(1), options);
        record(0);
    }

    /** Writes commands in frames of random size, with a checkpoint now and then. */
    RecordedPast run(int commands) {
        for (int i = 0; i < commands; i++) {
            fill();
            writer.append(command.sequence(market.sequence() + 1));
            market.apply(command, events);
            record(command.timestampNanos());
            if (random.nextInt(8) == 0 || i == commands - 1) {
                writer.commit();
            }
            if (random.nextInt(40) == 0) {
                writer.commit();
                writer.offerCheckpoint(market.sequence(), market.digest());
            }
        }
        return this;
    }

    /** Takes a snapshot here. */
    RecordedPast snapshot() {
        writer.force();
        snapshots.write(market, 1_000 + market.sequence());
        return this;
    }

    /** Removes the closed segments before the oldest snapshot kept. */
    RecordedPast compact(int keep, JournalRetention retention) {
        snapshots.retain(keep);
        JournalCatalog.compact(storage, SYMBOL, snapshots.oldestSequence(), retention);
        return this;
    }

    long last() {
        return market.sequence();
    }

    long digest(long sequence) {
        return digests.get((int) sequence);
    }

    /** A hash of every order and participant after a command. */
    int state(long sequence) {
        return states.get((int) sequence);
    }

    long time(long sequence) {
        return times.get((int) sequence);
    }

    FileStorage storage() {
        return storage;
    }

    @Override
    public void close() {
        writer.close();
        try {
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(long timestampNanos) {
        digests.add(market.digest());
        states.add(StateHash.of(market));
        times.add(timestampNanos);
    }

    private void fill() {
        long now = START_NANOS + market.sequence() / 3 * 1_000;
        int participant = 1 + random.nextInt(PARTICIPANTS);
        command.clear().timestampNanos(now).participantId(participant).requestId(++requestIds[participant]);
        int kind = random.nextInt(100);
        if (kind < 62) {
            enter(now);
        } else if (kind < 76) {
            command.type(CommandType.CANCEL_ORDER).orderId(some());
        } else if (kind < 93) {
            command.type(CommandType.REPLACE_ORDER)
                    .orderId(some())
                    .priceTicks(price())
                    .quantityLots(1 + random.nextInt(50));
        } else if (kind < 98) {
            command.type(CommandType.ADVANCE_TIME);
        } else if (kind < 99) {
            command.type(CommandType.MASS_CANCEL);
        } else {
            command.type(CommandType.SET_PARTICIPANT_STATE)
                    .participantState(random.nextInt(4) > 0 ? ParticipantState.ENABLED : ParticipantState.DISABLED);
        }
    }

    private void enter(long now) {
        command.type(CommandType.NEW_ORDER)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.values()[random.nextInt(SelfTradePrevention.values().length)])
                .priceTicks(price())
                .quantityLots(1 + random.nextInt(50));
        switch (random.nextInt(9)) {
            case 0 -> command.orderType(OrderType.MARKET).priceTicks(0).timeInForce(TimeInForce.IOC);
            case 1 -> command.timeInForce(TimeInForce.FOK);
            case 2 -> command.postOnly(true);
            case 3 -> command.displayQuantityLots(1 + random.nextInt(9));
            case 4 -> command.timeInForce(TimeInForce.GTD).expireNanos(now + 1 + random.nextInt(100_000));
            case 5 -> command.orderType(OrderType.STOP_LIMIT).triggerPriceTicks(price());
            case 6 -> command.timeInForce(TimeInForce.IOC);
            default -> command.memo(new byte[] {(byte) random.nextInt(100), 7}, 1 + random.nextInt(2));
        }
    }

    private long price() {
        return 10_000 + random.nextInt(60) - 30;
    }

    private long some() {
        return 1 + random.nextInt((int) Math.max(1, market.sequence()));
    }
}
