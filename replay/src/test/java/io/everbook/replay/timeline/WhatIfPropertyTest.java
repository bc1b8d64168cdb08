package io.everbook.replay.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;
import io.everbook.journal.storage.FileStorage;
import io.everbook.replay.Journals;
import io.everbook.replay.MixedFlow;
import io.everbook.replay.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second timeline is what a fresh market makes of the edited stream, which is edited here by the plainest means: a
 * list, and a map from the old ids to the new. Run one seed again with -Deverbook.seed=N.
 */
class WhatIfPropertyTest {

    private static final int COMMANDS = 700;

    @TempDir
    private Path directory;

    /** The edited stream, each command with the number that it had; 0 for an added one. */
    private final List<Command> stream = new ArrayList<>();

    private final List<Integer> numbers = new ArrayList<>();

    @RepeatedTest(8)
    void shouldBeWhatAFreshMarketMakesOfTheEditedStream(RepetitionInfo repetition) throws IOException {
        long seed = Long.getLong("everbook.seed", System.nanoTime() ^ repetition.getCurrentRepetition());
        System.out.println("WhatIfPropertyTest -Deverbook.seed=" + seed);
        Random random = new Random(seed);
        List<Command> commands = MixedFlow.of(random.nextLong(), COMMANDS);
        List<Command> others = MixedFlow.of(random.nextLong(), COMMANDS);
        List<Change> changes = changes(random, others);
        edit(commands, changes);
        List<String> freshTrades = new ArrayList<>();
        Market fresh = run(freshTrades);
        List<String> originalTrades = new ArrayList<>();
        Map<String, Integer> balance = new HashMap<>();
        try (FileStorage storage = new FileStorage(directory)) {
            Market original = Journals.write(storage, Journals.XYZ, commands, 1 + random.nextInt(COMMANDS));
            trades(commands, originalTrades);

            TimelineReport report = WhatIf.run(
                    storage,
                    "XYZ",
                    changes,
                    new DifferenceListener() {
                        @Override
                        public void trade(ExecutionEvent trade, boolean isOriginal) {
                            balance.merge(terms(trade), isOriginal ? -1 : 1, Integer::sum);
                        }
                    },
                    ProgressListener.NONE);

            assertThat(report.changed().sequence()).as("seed=%d", seed).isEqualTo(fresh.sequence());
            assertThat(report.changed().digest()).as("seed=%d", seed).isEqualTo(fresh.digest());
            assertThat(report.original().digest()).as("seed=%d", seed).isEqualTo(original.digest());
            assertThat(levels(report.changed().view())).isEqualTo(levels(fresh.view(WhatIf.DEPTH)));
            assertThat(report.trades().inBoth() + report.trades().onlyChanged() + before(report, originalTrades))
                    .as("trades, seed=%d", seed)
                    .isEqualTo(fresh.lastTradeId());
        }
        // The differences turn the trades of the one run into those of the other.
        originalTrades.forEach(trade -> balance.merge(trade, 1, Integer::sum));
        freshTrades.forEach(trade -> balance.merge(trade, -1, Integer::sum));
        assertThat(balance.values()).as("seed=%d", seed).containsOnly(0);
    }

    /** How many trades there were before the timelines parted. */
    private static long before(TimelineReport report, List<String> originalTrades) {
        return originalTrades.stream()
                .filter(trade -> Long.parseLong(trade.substring(0, trade.indexOf(' '))) <= report.after())
                .count();
    }

    private static List<Change> changes(Random random, List<Command> others) {
        List<Change> changes = new ArrayList<>();
        long sequence = 1 + random.nextInt(COMMANDS / 2);
        while (sequence <= COMMANDS && changes.size() < 12) {
            List<Command> some = others.subList((int) sequence - 1, Math.min(COMMANDS, (int) sequence + 2));
            switch (random.nextInt(3)) {
                case 0 -> changes.add(new Change.Drop(sequence));
                case 1 -> changes.add(new Change.Replace(sequence, some));
                default -> {
                    changes.add(new Change.InsertBefore(sequence, some));
                    if (random.nextBoolean()) {
                        changes.add(new Change.Drop(sequence));
                    }
                }
            }
            sequence += random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(100);
        }
        return changes;
    }

    private void edit(List<Command> commands, List<Change> changes) {
        for (Command command : commands) {
            int number = (int) command.sequence();
            boolean stays = true;
            List<Command> behind = List.of();
            for (Change change : changes) {
                if (change.sequence() != number) {
                    continue;
                }
                if (change instanceof Change.InsertBefore insert) {
                    insert.commands().forEach(added -> add(added, 0));
                } else if (change instanceof Change.Replace replace) {
                    stays = false;
                    add(replace.commands().get(0), number);
                    behind = replace.commands().subList(1, replace.commands().size());
                } else {
                    stays = false;
                }
            }
            if (stays) {
                add(command, number);
            }
            behind.forEach(added -> add(added, 0));
        }
        rename();
    }

    private void add(Command command, int number) {
        stream.add(new Command().copyFrom(command));
        numbers.add(number);
    }

    /** Gives each command its place, and lets those that name an order name it by its new place. */
    private void rename() {
        Map<Long, Long> newIds = new HashMap<>();
        for (int i = 0; i < stream.size(); i++) {
            if (numbers.get(i) > 0) {
                newIds.put((long) numbers.get(i), i + 1L);
            }
        }
        for (int i = 0; i < stream.size(); i++) {
            Command command = stream.get(i).sequence(i + 1L);
            if (command.orderId() != 0) {
                command.orderId(newIds.getOrDefault(command.orderId(), Long.MAX_VALUE));
            }
        }
    }

    private Market run(List<String> trades) {
        Market market = new Market(Journals.XYZ);
        EventBatch events = new EventBatch();
        for (Command command : stream) {
            market.apply(command, events);
            for (int i = 0; i < events.size(); i++) {
                ExecutionEvent event = events.event(i);
                if (event.type() == EventType.TRADED) {
                    event.sequence(old(event.sequence()))
                            .orderId(old(event.orderId()))
                            .restingOrderId(old(event.restingOrderId()));
                    trades.add(terms(event));
                }
            }
        }
        return market;
    }

    private static void trades(List<Command> commands, List<String> trades) {
        Market market = new Market(Journals.XYZ);
        EventBatch events = new EventBatch();
        for (Command command : commands) {
            market.apply(command, events);
            for (int i = 0; i < events.size(); i++) {
                if (events.event(i).type() == EventType.TRADED) {
                    trades.add(terms(events.event(i)));
                }
            }
        }
    }

    /** The old number of a command, or minus its place among the added ones. */
    private long old(long place) {
        int number = numbers.get((int) place - 1);
        return number > 0
                ? number
                : -numbers.subList(0, (int) place).stream()
                        .filter(other -> other == 0)
                        .count();
    }

    private static String terms(ExecutionEvent trade) {
        return trade.sequence() + " " + trade.orderId() + "x" + trade.restingOrderId() + " " + trade.priceTicks() + " "
                + trade.quantityLots();
    }

    private static List<String> levels(BookView view) {
        List<String> levels = new ArrayList<>();
        for (BookView.Levels side : List.of(view.bids(), view.asks())) {
            for (int i = 0; i < side.depth(); i++) {
                levels.add(side.priceTicks()[i] + " " + side.quantityLots()[i] + " " + side.orderCount()[i]);
            }
        }
        return levels;
    }
}
