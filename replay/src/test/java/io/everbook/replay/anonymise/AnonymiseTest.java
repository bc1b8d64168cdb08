package io.everbook.replay.anonymise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.Journals;
import io.everbook.replay.MixedFlow;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.Verification;
import io.everbook.replay.session.ReplaySession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonymiseTest {

    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final int COMMANDS = 2_000;
    private static final List<Command> FLOW = MixedFlow.of(4, COMMANDS);

    @TempDir
    private Path directory;

    private FileStorage source;
    private FileStorage into;

    @BeforeEach
    void open() {
        source = new FileStorage(directory.resolve("source"));
        into = new FileStorage(directory.resolve("into"));
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        into.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void shouldGiveTheSameTradesAndDecisionsUnderOtherNames(boolean prices, boolean times) {
        Market market = Journals.write(source, Journals.XYZ, FLOW, 1_000);

        AnonymiseReport report = run(key(1), prices, times);

        assertThat(report.through()).isEqualTo(COMMANDS);
        assertThat(report.lastTradeId()).isEqualTo(market.lastTradeId());
        assertThat(report.notionalRefusals() > 0).isEqualTo(prices);
        assertThat(Verification.run(into, "XYZ", ProgressListener.NONE).good()).isTrue();
        List<String> before = outcomes(source, 0, 0);
        long shift = prices ? firstTrade(into) - firstTrade(source) : 0;
        assertThat(shift != 0).isEqualTo(prices);
        assertThat(outcomes(into, 0, shift)).isEqualTo(before);
        assertThat(before.stream().filter(line -> line.startsWith("TRADED"))).hasSizeGreaterThan(300);
    }

    @Test
    void shouldGoOnFromASnapshotWhereTheJournalsBeginningHasGone() {
        Market market = Journals.write(source, Journals.XYZ, FLOW, 1_000);
        JournalCatalog.compact(source, "XYZ", 1_000, JournalRetention.DELETE);

        AnonymiseReport report = run(key(1), true, true);

        assertThat(report.from()).isEqualTo(1_001);
        assertThat(report.lastTradeId()).isEqualTo(market.lastTradeId());
        assertThat(Verification.run(into, "XYZ", ProgressListener.NONE).good()).isTrue();
        long shift = firstTrade(into) - firstTrade(source);
        assertThat(outcomes(into, 1_000, shift)).isEqualTo(outcomes(source, 1_000, 0));
    }

    @Test
    void shouldLeaveNoNameAsItWas() {
        Journals.write(source, Journals.XYZ, FLOW);

        run(key(1), true, true);

        Map<Integer, Integer> names = new HashMap<>();
        Set<String> memos = new HashSet<>();
        List<Command> renamed = commands(into);
        long days = renamed.get(0).timestampNanos() - FLOW.get(0).timestampNanos();
        assertThat(days).isNegative();
        assertThat(days % DAY_NANOS).isZero();
        for (int i = 0; i < COMMANDS; i++) {
            Command before = FLOW.get(i);
            Command after = renamed.get(i);
            assertThat(after.participantId() == 0).isEqualTo(before.participantId() == 0);
            if (before.participantId() != 0) {
                assertThat(names.computeIfAbsent(before.participantId(), id -> after.participantId()))
                        .isEqualTo(after.participantId())
                        .isNotEqualTo(before.participantId());
            }
            assertThat(after.memoLength()).isEqualTo(before.memoLength() == 0 ? 0 : 16);
            memos.add(new String(after.memo(), 0, after.memoLength(), StandardCharsets.UTF_8));
            assertThat(after.timestampNanos() - before.timestampNanos()).isEqualTo(days);
            if (before.priceTicks() != 0) {
                assertThat(after.priceTicks()).isNotEqualTo(before.priceTicks());
            }
        }
        assertThat(new HashSet<>(names.values())).hasSameSizeAs(names.keySet()).hasSize(7);
        assertThat(memos).hasSize(13);
    }

    @Test
    void shouldGiveTheSameNamesForTheSameKeyAndOthersForAnother() throws IOException {
        Journals.write(source, Journals.XYZ, FLOW.subList(0, 200));

        AnonymiseReport first = run(key(1), true, true);
        AnonymiseReport again;
        AnonymiseReport other;
        try (FileStorage second = new FileStorage(directory.resolve("second"));
                FileStorage third = new FileStorage(directory.resolve("third"))) {
            again = Anonymise.run(
                    source, "XYZ", new AnonymiseOptions(key(1), true, true), second, ProgressListener.NONE);
            other = Anonymise.run(
                    source, "XYZ", new AnonymiseOptions(key(2), true, true), third, ProgressListener.NONE);
        }

        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(other.digest()).isNotEqualTo(first.digest());
    }

    @Test
    void shouldKeepNumbersAtTheEdgesWhereTheyAre() {
        long most = Journals.XYZ.tick().maxSteps();
        List<Command> commands = new ArrayList<>();
        for (long price : new long[] {0, -3, 1, 2, most, most + 1, Long.MAX_VALUE}) {
            Command order = new Command().copyFrom(limitOrder()).priceTicks(price);
            commands.add(order.requestId(price == 2 ? Long.MAX_VALUE : 0).sequence(commands.size() + 1L));
        }
        Journals.write(source, Journals.XYZ, commands);

        assertThatThrownBy(() -> run(key(1), true, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lowestTicks=1");
        run(key(1), false, true);

        assertThat(commands(into))
                .extracting(Command::priceTicks)
                .containsExactly(0L, -3L, 1L, 2L, most, most + 1, Long.MAX_VALUE);
        assertThat(commands(into).get(3).requestId()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldRefuseAKeyThatCanBeGuessedAndTimesThatCannotBeShifted() {
        Journals.write(
                source,
                Journals.XYZ,
                List.of(new Command()
                        .type(CommandType.ADVANCE_TIME)
                        .timestampNanos(5)
                        .sequence(1)));

        assertThatThrownBy(() -> new AnonymiseOptions(new byte[15], false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("keyBytes=15");
        assertThatThrownBy(() -> run(key(1), false, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("earliestNanos=5");
    }

    private AnonymiseReport run(byte[] key, boolean prices, boolean times) {
        return Anonymise.run(source, "XYZ", new AnonymiseOptions(key, prices, times), into, ProgressListener.NONE);
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[16];
        key[0] = (byte) seed;
        return key;
    }

    private static Command limitOrder() {
        return FLOW.stream()
                .filter(command -> command.type() == CommandType.NEW_ORDER
                        && command.orderType() == OrderType.LIMIT
                        && command.displayQuantityLots() == 0
                        && command.refusal() == null)
                .findFirst()
                .orElseThrow();
    }

    private static List<Command> commands(Storage storage) {
        List<Command> commands = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(storage, "XYZ", 1)) {
            Command command = new Command();
            JournalReader.Entry entry = reader.next(command);
            while (entry != JournalReader.Entry.END) {
                if (entry == JournalReader.Entry.COMMAND) {
                    commands.add(new Command().copyFrom(command));
                }
                entry = reader.next(command);
            }
        }
        return commands;
    }

    private static long firstTrade(Storage storage) {
        return outcomes(storage, 0, 0).stream()
                .filter(line -> line.startsWith("TRADED"))
                .mapToLong(line -> Long.parseLong(line.split(" ")[5]))
                .findFirst()
                .orElseThrow();
    }

    /** What was decided, with participants as numbers in the order in which they appear. */
    private static List<String> outcomes(Storage storage, long after, long priceShift) {
        List<String> lines = new ArrayList<>();
        Map<Integer, Integer> names = new HashMap<>();
        Market market;
        try (ReplaySession session = ReplaySession.openForward(storage, "XYZ")) {
            market = session.market();
        }
        try (JournalReplay replay = new JournalReplay(storage, market)) {
            replay.run(Long.MAX_VALUE, (command, events) -> {
                for (int i = 0; i < events.size() && command.sequence() > after; i++) {
                    lines.add(line(events, i, names, priceShift));
                }
            });
        }
        return lines;
    }

    private static String line(EventBatch events, int index, Map<Integer, Integer> names, long priceShift) {
        ExecutionEvent event = events.event(index);
        long price = event.priceTicks() == 0 ? 0 : event.priceTicks() - priceShift;
        RejectReason reason = event.rejectReason();
        return event.type() + " " + event.sequence() + " " + event.orderId() + " " + event.restingOrderId() + " "
                + event.tradeId() + " " + price + " " + event.quantityLots() + " " + event.leavesQuantityLots() + " "
                + event.side() + " " + name(event.participantId(), names) + " "
                + name(event.type() == EventType.TRADED ? event.restingParticipantId() : 0, names) + " " + reason + " "
                + event.cancelReason() + " " + event.priorityKept();
    }

    private static int name(int participantId, Map<Integer, Integer> names) {
        return participantId == 0 ? 0 : names.computeIfAbsent(participantId, id -> names.size() + 1);
    }
}
