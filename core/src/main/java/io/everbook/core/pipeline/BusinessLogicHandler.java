package io.everbook.core.pipeline;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;

/**
 * The stage behind the journal: applies each journaled command to its market and hands on what happened. Commands that
 * no journal holds are never applied: they are answered with an unsequenced rejection. An exception stops the lane.
 */
public final class BusinessLogicHandler implements EventHandler<Command> {

    private final Market[] markets;
    private final boolean[] stopped;
    private final EventPublisher publisher;
    private final EventBatch events = new EventBatch();

    /**
     * Creates the stage.
     *
     * @param maxMarkets how many markets the lane can hold
     * @param publisher where events go
     */
    public BusinessLogicHandler(int maxMarkets, EventPublisher publisher) {
        markets = new Market[maxMarkets];
        stopped = new boolean[maxMarkets];
        this.publisher = publisher;
    }

    /**
     * Adds a market. The ring's publication makes it visible, so no command for it may be published before.
     *
     * @param marketIndex its place, as commands name it
     * @param market the market; owned by this stage from the first such command on
     */
    public void register(int marketIndex, Market market) {
        markets[marketIndex] = market;
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) {
        if (command.type() == CommandType.QUERY_BOOK) {
            answer(command);
        } else if (command.journaled()) {
            markets[command.marketIndex()].apply(command, events);
            publish(command);
        } else {
            refuse(command);
        }
        command.attachment(null);
    }

    private void answer(Command command) {
        boolean known = isKnown(command.marketIndex());
        Market market = known ? markets[command.marketIndex()] : null;
        if (command.attachment() instanceof MarketQuery query) {
            query.answer(market);
            return;
        }
        int depth = (int) Math.max(0, Math.min(command.quantityLots(), Integer.MAX_VALUE));
        BookView view = known ? market.view(depth) : null;
        if (command.attachment() instanceof BookQuery query) {
            query.answer(view);
        } else if (known) {
            events.clear();
            begin(EventType.BOOK, command).attachment(view);
            publisher.publish(events);
        } else {
            command.laneRefusal(RejectReason.UNKNOWN_INSTRUMENT);
            refuse(command);
        }
    }

    private void refuse(Command command) {
        events.clear();
        RejectReason reason = command.laneRefusal() == null ? RejectReason.ENGINE_STOPPED : command.laneRefusal();
        if (reason == RejectReason.JOURNAL_FAILED && !stopped[command.marketIndex()]) {
            stopped[command.marketIndex()] = true;
            begin(EventType.STOPPED, command).rejectReason(reason).lastOfCommand(false);
        }
        ExecutionEvent event = begin(EventType.REJECTED, command)
                .rejectReason(reason)
                .side(command.side())
                .orderId(command.orderId())
                .origRequestId(command.origRequestId());
        event.memo().set(command.memo(), 0, command.memoLength());
        publish(command);
    }

    /** Hands on what happened, with whatever the sender attached to its command, so that it finds its own events. */
    private void publish(Command command) {
        Object sender = command.attachment();
        if (sender == null) {
            publisher.publish(events);
            return;
        }
        events.attach(sender);
        publisher.publish(events);
        events.attach(null);
    }

    private boolean isKnown(int marketIndex) {
        return marketIndex >= 0 && marketIndex < markets.length && markets[marketIndex] != null;
    }

    private ExecutionEvent begin(EventType type, Command command) {
        return events.add(type)
                .commandType(command.type())
                .timestampNanos(command.timestampNanos())
                .marketIndex(isKnown(command.marketIndex()) ? command.marketIndex() : -1)
                .participantId(command.participantId())
                .requestId(command.requestId())
                .lastOfCommand(true);
    }
}
