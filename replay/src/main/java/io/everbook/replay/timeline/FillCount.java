package io.everbook.replay.timeline;

import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Counts what each participant traded in two timelines. */
final class FillCount {

    private final Map<Integer, Sums> original = new HashMap<>();
    private final Map<Integer, Sums> changed = new HashMap<>();

    void add(ExecutionEvent trade, boolean isOriginal) {
        Map<Integer, Sums> sums = isOriginal ? original : changed;
        boolean buys = trade.side() == Side.BUY;
        int incoming = trade.participantId();
        int resting = trade.restingParticipantId();
        sums.computeIfAbsent(incoming, id -> new Sums()).add(buys, trade.quantityLots(), true);
        sums.computeIfAbsent(resting, id -> new Sums()).add(!buys, trade.quantityLots(), incoming != resting);
    }

    /** {@return those who traded otherwise, by id} */
    List<FillsDifference> differences() {
        TreeSet<Integer> participants = new TreeSet<>(original.keySet());
        participants.addAll(changed.keySet());
        List<FillsDifference> differences = new ArrayList<>();
        for (int participant : participants) {
            Fills before = fills(original.get(participant));
            Fills after = fills(changed.get(participant));
            if (!before.equals(after)) {
                differences.add(new FillsDifference(participant, before, after));
            }
        }
        return differences;
    }

    private static Fills fills(Sums sums) {
        return sums == null ? Fills.NONE : new Fills(sums.trades, total(sums.bought), total(sums.sold));
    }

    private static BigInteger total(long[] parts) {
        return BigInteger.valueOf(parts[0]).shiftLeft(Integer.SIZE).add(BigInteger.valueOf(parts[1]));
    }

    /** Sums in two halves, the upper ones first, which no journal can overflow. */
    private static final class Sums {

        private long trades;
        private final long[] bought = new long[2];
        private final long[] sold = new long[2];

        void add(boolean buys, long lots, boolean counts) {
            trades += counts ? 1 : 0;
            long[] sum = buys ? bought : sold;
            sum[0] += lots >>> Integer.SIZE;
            sum[1] += lots & 0xFFFF_FFFFL;
        }
    }
}
