package io.everbook.replay;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import io.everbook.journal.Fragments;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a data directory that starts of one that does not: copies what is provably good, sets aside what is not, and
 * says which commands are lost and which orders that may touch. The original is only read.
 */
public final class Salvage {

    private final Storage from;
    private final SalvagePlan plan;
    private final SetAsideListener listener;
    private final Market market;
    private final List<CommandRange> setAside = new ArrayList<>();
    private List<CommandRange> events = List.of();
    private final Set<Long> open = new HashSet<>();
    private final List<Long> inDoubt = new ArrayList<>();
    private final List<Long> referring = new ArrayList<>();
    private final CommandRange archived;

    private Salvage(Storage from, String symbol, SetAsideListener listener) {
        this.from = from;
        this.listener = listener;
        plan = SalvagePlan.of(from, symbol);
        market = new SalvagedCommands(from, plan).rebuild();
        CommandRange first =
                plan.scan().runs().isEmpty() ? null : plan.scan().runs().get(0);
        archived = first == null || first.from() >= plan.range().from() ? null : first;
    }

    /**
     * Salvages one symbol.
     *
     * @param from the damaged data directory, which nobody writes; only read
     * @param symbol the symbol
     * @param into the new data directory, which knows nothing of the symbol; null to only say what would be done
     * @param listener is given the commands that can be read but not applied, and the events behind the kept commands
     * @return what is kept and what is not
     * @throws JournalException where nothing leads to a state, where a replay of whole bytes does not give what the
     *     living engine had, where a newer Everbook wrote a file, or where a device refuses
     * @throws SnapshotException where a newer Everbook wrote a snapshot
     */
    public static SalvageReport run(Storage from, String symbol, Storage into, SetAsideListener listener) {
        Salvage salvage = new Salvage(from, symbol, listener);
        salvage.judgeOrders();
        salvage.passOnUnapplied();
        salvage.passOnEvents(symbol);
        if (into != null) {
            new SalvageOutput(from, into, salvage.plan, salvage.archived).write(salvage.market.digest());
        }
        return salvage.report(symbol);
    }

    /** Orders are in doubt where commands behind the salvaged state are lost. */
    private void judgeOrders() {
        market.visit(new OpenOrders(open));
        boolean lostBehind =
                lost().stream().anyMatch(range -> range.through() > plan.range().through());
        if (lostBehind) {
            inDoubt.addAll(open);
            inDoubt.sort(null);
        }
    }

    private void passOnUnapplied() {
        Command command = new Command();
        for (String file : plan.scan().files()) {
            try (Fragments fragments = Fragments.open(from, file)) {
                while (fragments.nextFrame()) {
                    while (isUnapplied(fragments)) {
                        fragments.read(command);
                        pass(command);
                    }
                }
            }
        }
    }

    /** What came of commands that are not kept was told to participants, and is untrue in the new market. */
    private void passOnEvents(String symbol) {
        events = new SalvagedEvents(from, symbol, plan.range().through())
                .passOn(event -> listener.setAside(plan.instrument(), event));
    }

    private boolean isUnapplied(Fragments fragments) {
        long sequence = fragments.nextSequence();
        boolean readable = plan.scan().runs().stream().anyMatch(run -> run.contains(sequence));
        boolean kept = plan.range().contains(sequence) || archived != null && archived.contains(sequence);
        return fragments.commandsLeft() > 0 && readable && !kept;
    }

    private void pass(Command command) {
        long sequence = command.sequence();
        CommandRange last = setAside.isEmpty() ? null : setAside.get(setAside.size() - 1);
        if (last != null && last.next() == sequence) {
            setAside.set(setAside.size() - 1, new CommandRange(last.from(), sequence));
        } else {
            setAside.add(new CommandRange(sequence, sequence));
        }
        boolean behind = sequence > plan.range().through();
        boolean names = open.contains(command.orderId())
                || command.orderId() == 0 && command.origRequestId() != 0
                || lost().stream().anyMatch(range -> range.contains(command.orderId()));
        if (behind && names) {
            referring.add(sequence);
        }
        listener.setAside(plan.instrument(), command);
    }

    /** The gaps between what can be read, and between that and the newest snapshot or checkpoint. */
    private List<CommandRange> lost() {
        List<CommandRange> lost = new ArrayList<>();
        long next = 0;
        for (CommandRange run : plan.scan().runs()) {
            if (next > 0 && run.from() > next) {
                lost.add(new CommandRange(next, run.from() - 1));
            }
            next = run.next();
        }
        for (SnapshotFile snapshot : plan.kept()) {
            if (snapshot.sequence() >= next && next > 0) {
                lost.add(new CommandRange(next, snapshot.sequence()));
                next = snapshot.sequence() + 1;
            }
        }
        next = Math.max(next, plan.range().next());
        if (plan.scan().lastCheckpoint() >= next) {
            lost.add(new CommandRange(next, plan.scan().lastCheckpoint()));
            next = plan.scan().lastCheckpoint() + 1;
        }
        if (plan.scan().endUnknown()) {
            lost.add(new CommandRange(next, CommandRange.UNKNOWN));
        }
        return lost;
    }

    private SalvageReport report(String symbol) {
        return new SalvageReport(
                symbol,
                plan.range(),
                plan.kept().stream().map(SnapshotFile::file).toList(),
                market.digest(),
                market.openOrderCount(),
                lost(),
                List.copyOf(setAside),
                events,
                archived == null ? List.of() : List.of(archived),
                plan.scan().damaged(),
                inDoubt,
                referring);
    }

    /** Collects the ids of open orders. */
    private record OpenOrders(Set<Long> ids) implements StateVisitor {

        @Override
        public void summary(MarketSummary summary) {}

        @Override
        public void participant(int participantId, long lastRequestId, ParticipantState state) {}

        @Override
        public void order(RestingOrder order) {
            ids.add(order.orderId);
        }
    }
}
