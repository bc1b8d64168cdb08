package io.everbook.replay.simulation;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalReader;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must be true of one market: its own copy of every command sent, in order, applied to a market of its own; how
 * many of them must be there after the process died, and how many after the power was cut.
 */
final class ModelMarket {

    private final Instrument instrument;
    private final List<Command> sent = new ArrayList<>();
    private final EventBatch events = new EventBatch();
    private final Command command = new Command();
    private final List<List<ExecutionEvent>> outcomes = new ArrayList<>();
    private long[] digests = new long[128];
    private Market market;
    private int acknowledged;
    private int durable;

    ModelMarket(Instrument instrument) {
        this.instrument = instrument;
        start();
    }

    String symbol() {
        return instrument.symbol();
    }

    Instrument instrument() {
        return instrument;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** Takes a copy of a command that the journal may get from now on. */
    void send(Command original) {
        sent.add(new Command().copyFrom(original).sequence(sent.size() + 1L));
    }

    /** The engine has acknowledged a command. */
    void acknowledge(Command original, boolean isDurable) {
        long sequence = original.sequence();
        if (sequence != acknowledged + 1L) {
            throw new Violation(at(sequence) + "acknowledged out of sequence: expected=" + (acknowledged + 1));
        }
        requireDigest(sequence, original.digestAfter(), "acknowledged");
        acknowledged = (int) sequence;
        durable = isDurable ? acknowledged : durable;
    }

    /** Everything acknowledged is on the device. */
    void forced() {
        durable = acknowledged;
    }

    /** Everything up to a command is on the device. */
    void forced(long sequence) {
        durable = Math.max(durable, (int) sequence);
    }

    /** Everything sent was answered in order; nothing is on its way. */
    void requireNothingUnderWay() {
        if (sent.size() != acknowledged) {
            throw new Violation(at(acknowledged + 1L) + "neither acknowledged nor refused: sent=" + sent.size());
        }
    }

    /** The engine is gone, and with it, after a power cut, whatever was not forced. */
    void crashed(boolean powerCut) {
        acknowledged = powerCut ? durable : acknowledged;
    }

    /** Allows that the journal ends earlier, for good, because its last bytes are damaged. */
    void allowEnd(long sequence) {
        acknowledged = (int) Math.min(acknowledged, sequence);
        durable = Math.min(durable, acknowledged);
    }

    /** Checks what came back. Commands behind it are lost, which must have been possible. */
    int recovered(Market found) {
        long sequence = found.sequence();
        if (sequence < acknowledged) {
            throw new Violation(at(sequence + 1) + "lost although acknowledged: acknowledged=" + acknowledged);
        }
        if (sequence > sent.size()) {
            throw new Violation(at(sequence) + "recovered and never sent: sent=" + sent.size());
        }
        requireDigest(sequence, found.digest(), "recovered");
        if (found.openOrderCount() != market(sequence).openOrderCount()
                || found.lastTradeId() != market(sequence).lastTradeId()) {
            throw new Violation(at(sequence) + "recovered with other orders or trades than the model has");
        }
        int lost = sent.size() - (int) sequence;
        sent.subList((int) sequence, sent.size()).clear();
        return lost;
    }

    /** What was recovered is where the journal goes on, and is forced. */
    void opened() {
        acknowledged = sent.size();
        durable = acknowledged;
    }

    /** Reads a journal and compares each command with what was sent. */
    void requireSameCommands(Storage storage, long fromSequence) {
        try (JournalReader reader = JournalReader.open(storage, symbol(), fromSequence)) {
            long next = fromSequence;
            JournalReader.Entry entry = reader.next(command);
            while (entry != JournalReader.Entry.END) {
                if (entry == JournalReader.Entry.COMMAND) {
                    boolean known = next <= sent.size();
                    if (!known || !CommandComparison.same(command, sent.get((int) next - 1))) {
                        throw new Violation(at(next) + "in the journal and not what was sent: file=" + reader.file());
                    }
                    next++;
                }
                entry = reader.next(command);
            }
            if (next <= acknowledged) {
                throw new Violation(at(next) + "not in the journal: acknowledged=" + acknowledged);
            }
        }
    }

    /** What came of a command that is there: all its events. */
    List<ExecutionEvent> outcome(long sequence) {
        if (market.sequence() < sequence) {
            market(sequence);
        }
        return outcomes.get((int) sequence - 1);
    }

    private void requireDigest(long sequence, long digest, String what) {
        market(sequence);
        if (digests[(int) sequence] != digest) {
            throw new Violation(at(sequence) + what + " with another digest than the model's: model="
                    + Long.toHexString(digests[(int) sequence]) + " digest=" + Long.toHexString(digest));
        }
    }

    /** The model's market after a command. */
    private Market market(long sequence) {
        if (sequence > sent.size()) {
            throw new Violation(at(sequence) + "never sent: sent=" + sent.size());
        }
        if (market.sequence() > sequence) {
            start();
        }
        while (market.sequence() < sequence) {
            market.apply(command.copyFrom(sent.get((int) market.sequence())), events);
            int at = (int) market.sequence();
            if (at == digests.length) {
                digests = Arrays.copyOf(digests, 2 * at);
            }
            digests[at] = market.digest();
            keepEvents(at);
        }
        return market;
    }

    private void keepEvents(int sequence) {
        if (sequence > outcomes.size()) {
            outcomes.add(null);
        }
        outcomes.set(sequence - 1, copies(events));
    }

    static List<ExecutionEvent> copies(EventBatch events) {
        List<ExecutionEvent> copies = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent copy = new ExecutionEvent();
            copy.copyFrom(events.event(i));
            copies.add(copy);
        }
        return copies;
    }

    private void start() {
        market = new Market(instrument);
        digests[0] = market.digest();
    }

    private String at(long sequence) {
        return symbol() + " command " + sequence + " ";
    }
}
