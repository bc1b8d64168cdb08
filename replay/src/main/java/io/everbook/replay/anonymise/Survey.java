package io.everbook.replay.anonymise;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import io.everbook.journal.JournalReader;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.ProgressListener;

/** What a journal's numbers range over, which bounds how far they can be shifted and stay what they are. */
final class Survey implements StateVisitor {

    private static final int COMMANDS_BETWEEN_REPORTS = 1024;

    private final long maxPriceTicks;
    private long lowestPrice = Long.MAX_VALUE;
    private long highestPrice;
    private long earliestNanos = Long.MAX_VALUE;
    private long highestRequestId;

    private Survey(Instrument instrument) {
        maxPriceTicks = instrument.tick().maxSteps();
    }

    /** Reads everything behind a market, and the market. */
    static Survey of(Storage storage, Market base, long last, ProgressListener progress) {
        Survey survey = new Survey(base.instrument());
        base.visit(survey);
        Command command = new Command();
        String symbol = base.instrument().symbol();
        try (JournalReader reader = JournalReader.open(storage, symbol, base.sequence() + 1)) {
            JournalReader.Entry entry = reader.next(command);
            while (entry != JournalReader.Entry.END) {
                if (entry == JournalReader.Entry.COMMAND) {
                    survey.command(command);
                    if (command.sequence() % COMMANDS_BETWEEN_REPORTS == 0) {
                        progress.progress(command.sequence(), Anonymise.PASSES * last);
                    }
                }
                entry = reader.next(command);
            }
        }
        return survey;
    }

    /** {@return the lowest price; 1 where there is none} */
    long lowestPrice() {
        return highestPrice == 0 ? 1 : lowestPrice;
    }

    /** {@return the highest price; 1 where there is none} */
    long highestPrice() {
        return Math.max(1, highestPrice);
    }

    /** {@return the earliest time after the epoch; the end of time where there is none} */
    long earliestNanos() {
        return earliestNanos;
    }

    long highestRequestId() {
        return highestRequestId;
    }

    private void command(Command command) {
        price(command.priceTicks());
        price(command.triggerPriceTicks());
        limits(command.limits());
        time(command.timestampNanos());
        time(command.expireNanos());
        request(command.requestId());
        request(command.origRequestId());
    }

    @Override
    public void summary(MarketSummary summary) {
        price(summary.lastTradePriceTicks());
        limits(summary.limits());
        time(summary.timeNanos());
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        request(lastRequestId);
    }

    @Override
    public void order(RestingOrder order) {
        price(order.priceTicks);
        price(order.triggerPriceTicks);
        time(order.timestampNanos);
        time(order.expireNanos);
        request(order.requestId);
    }

    private void limits(Limits limits) {
        price(limits.minPriceTicks());
        price(limits.maxPriceTicks());
    }

    private void price(long ticks) {
        if (ticks > 0 && ticks <= maxPriceTicks) {
            lowestPrice = Math.min(lowestPrice, ticks);
            highestPrice = Math.max(highestPrice, ticks);
        }
    }

    private void time(long nanos) {
        if (nanos > 0) {
            earliestNanos = Math.min(earliestNanos, nanos);
        }
    }

    private void request(long requestId) {
        highestRequestId = Math.max(highestRequestId, requestId);
    }
}
