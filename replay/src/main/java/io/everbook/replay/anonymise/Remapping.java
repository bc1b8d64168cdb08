package io.everbook.replay.anonymise;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.Limits;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import io.everbook.core.instrument.Instrument;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns commands, orders and events into those of the anonymised market. What the market refuses because of its range
 * stays out of range, zero stays zero, and order and differences are kept of everything that is shifted.
 */
final class Remapping {

    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long MOST_DAYS = 3_650;
    private static final long MOST_REQUESTS = 1L << 32;
    private static final long LEAST_SPREAD = 1_000;

    private final Pseudonyms pseudonyms;
    private final Map<Integer, Long> requestShifts = new HashMap<>();
    private final long mostRequests;
    private final long maxPriceTicks;
    private final long priceShift;
    private final long timeShift;
    private final boolean shiftsPrices;
    private long memos;

    Remapping(AnonymiseOptions options, Instrument instrument, Survey survey) {
        pseudonyms = new Pseudonyms(options.key());
        mostRequests = Math.min(MOST_REQUESTS, Long.MAX_VALUE - survey.highestRequestId());
        maxPriceTicks = instrument.tick().maxSteps();
        shiftsPrices = options.prices();
        priceShift = shiftsPrices ? priceShift(instrument.symbol(), survey) : 0;
        timeShift = options.times() ? timeShift(survey) : 0;
    }

    /** As far down as prices stay above zero, or up to twice as high. */
    private long priceShift(String symbol, Survey survey) {
        long down = survey.lowestPrice() - 1;
        long room = maxPriceTicks - survey.highestPrice();
        long up = Math.min(room, Math.max(LEAST_SPREAD, survey.highestPrice()));
        if (down + up == 0) {
            throw new IllegalArgumentException("the prices use the whole range, so they cannot be shifted: lowestTicks="
                    + survey.lowestPrice() + " highestTicks=" + survey.highestPrice());
        }
        long place = pseudonyms.number("price " + symbol, down + up - 1);
        // Never by nothing.
        return place < down ? place - down : place - down + 1;
    }

    /** By whole days into the past, since day orders end at midnight. */
    private long timeShift(Survey survey) {
        long days = 1 + pseudonyms.number("time", MOST_DAYS - 1);
        if (days * DAY_NANOS >= survey.earliestNanos()) {
            throw new IllegalArgumentException("the journal has times too near to the epoch to be shifted; leave the"
                    + " times as they are: earliestNanos=" + survey.earliestNanos());
        }
        return -days * DAY_NANOS;
    }

    /** Renames a command in place. */
    void command(Command command) {
        int participant = command.participantId();
        command.requestId(request(participant, command.requestId()))
                .origRequestId(request(participant, command.origRequestId()))
                .participantId(pseudonyms.participant(participant))
                .priceTicks(price(command.priceTicks()))
                .triggerPriceTicks(price(command.triggerPriceTicks()))
                .timestampNanos(time(command.timestampNanos()))
                .expireNanos(time(command.expireNanos()));
        limits(command.limits());
        if (command.memoLength() > 0) {
            memos++;
            byte[] memo = pseudonyms.memo(command.memo(), command.memoLength());
            command.memo(memo, memo.length);
        }
    }

    /** Renames an order in place. */
    void order(RestingOrder order) {
        order.requestId = request(order.participantId, order.requestId);
        order.participantId = pseudonyms.participant(order.participantId);
        order.priceTicks = price(order.priceTicks);
        order.triggerPriceTicks = price(order.triggerPriceTicks);
        order.timestampNanos = time(order.timestampNanos);
        order.expireNanos = time(order.expireNanos);
        memo(order.memo);
    }

    /** Renames an event in place, which came of a command of a participant. */
    void event(ExecutionEvent event, int commandParticipant) {
        event.requestId(request(commandParticipant, event.requestId()))
                .origRequestId(request(event.participantId(), event.origRequestId()))
                .restingRequestId(request(event.restingParticipantId(), event.restingRequestId()))
                .participantId(pseudonyms.participant(event.participantId()))
                .restingParticipantId(pseudonyms.participant(event.restingParticipantId()))
                .priceTicks(price(event.priceTicks()))
                .timestampNanos(time(event.timestampNanos()));
        memo(event.memo());
        memo(event.restingMemo());
        if (event.type() == EventType.LIMITS_CHANGED) {
            limits(event.limits());
        }
    }

    /** Renames limits in place. The notional limit has no counterpart among shifted prices, and is lifted. */
    void limits(Limits limits) {
        limits.priceBand(price(limits.minPriceTicks()), price(limits.maxPriceTicks()));
        if (shiftsPrices && limits.maxNotional() > 0) {
            limits.maxNotional(0);
        }
    }

    int participant(int participantId) {
        return pseudonyms.participant(participantId);
    }

    /** {@return a request id of a participant, in the same order among its own} */
    long request(int participantId, long requestId) {
        return requestId <= 0
                ? requestId
                : requestId
                        + requestShifts.computeIfAbsent(
                                participantId, id -> pseudonyms.number("requests " + id, mostRequests));
    }

    long price(long ticks) {
        return ticks > 0 && ticks <= maxPriceTicks ? ticks + priceShift : ticks;
    }

    long time(long nanos) {
        return nanos > 0 ? nanos + timeShift : nanos;
    }

    boolean shiftsPrices() {
        return shiftsPrices;
    }

    int participants() {
        return pseudonyms.participantCount();
    }

    long memos() {
        return memos;
    }

    private void memo(Memo memo) {
        if (memo.length() > 0) {
            byte[] other = pseudonyms.memo(memo.bytes(), memo.length());
            memo.set(other, 0, other.length);
        }
    }
}
