package io.everbook.app.trading;

import io.everbook.app.engine.EngineListener;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.util.Arrays;

/**
 * Remembers which command each of the latest requests was: market, participant and request id give a sequence. It holds
 * a fixed number of requests over all markets and forgets the oldest; it makes no garbage. Any thread may ask.
 */
public final class RequestMemory implements EngineListener {

    /** How many requests are remembered. */
    public static final int CAPACITY = 1 << 17;

    private static final int EMPTY = -1;

    private final int mask;
    private final int tableMask;
    private final int[] marketIndexes;
    private final int[] participantIds;
    private final long[] requestIds;
    private final long[] sequences;
    /** Open addressing: places in the arrays above. */
    private final int[] table;

    private long count;

    /** Creates an empty memory. */
    public RequestMemory() {
        this(CAPACITY);
    }

    RequestMemory(int capacity) {
        mask = capacity - 1;
        tableMask = 2 * capacity - 1;
        marketIndexes = new int[capacity];
        participantIds = new int[capacity];
        requestIds = new long[capacity];
        sequences = new long[capacity];
        table = new int[2 * capacity];
        Arrays.fill(table, EMPTY);
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.indexInCommand() == 0 && event.requestId() != 0 && event.sequence() != 0) {
            remember(event.marketIndex(), event);
        }
    }

    /** Remembers the request of the first event of a command; one that is a repetition is passed over. */
    synchronized void remember(int marketIndex, ExecutionEvent event) {
        if (event.rejectReason() == RejectReason.DUPLICATE_REQUEST) {
            return;
        }
        int participantId = event.participantId();
        long requestId = event.requestId();
        if (slot(marketIndex, participantId, requestId) != EMPTY) {
            return;
        }
        int place = (int) (count & mask);
        if (count > mask) {
            forget(place);
        }
        marketIndexes[place] = marketIndex;
        participantIds[place] = participantId;
        requestIds[place] = requestId;
        sequences[place] = event.sequence();
        int at = home(place);
        while (table[at] != EMPTY) {
            at = at + 1 & tableMask;
        }
        table[at] = place;
        count++;
    }

    /** {@return the sequence of the command that a participant's request was; 0 where it is not remembered} */
    synchronized long find(int marketIndex, int participantId, long requestId) {
        int at = slot(marketIndex, participantId, requestId);
        return at == EMPTY ? 0 : sequences[table[at]];
    }

    private int slot(int marketIndex, int participantId, long requestId) {
        int at = hash(marketIndex, participantId, requestId);
        while (table[at] != EMPTY) {
            int place = table[at];
            if (requestIds[place] == requestId
                    && participantIds[place] == participantId
                    && marketIndexes[place] == marketIndex) {
                return at;
            }
            at = at + 1 & tableMask;
        }
        return EMPTY;
    }

    /** Takes a place out of the table, and moves up whatever had to give way to it. */
    private void forget(int place) {
        int hole = slot(marketIndexes[place], participantIds[place], requestIds[place]);
        int at = hole;
        table[hole] = EMPTY;
        while (true) {
            at = at + 1 & tableMask;
            if (table[at] == EMPTY) {
                return;
            }
            int distance = at - home(table[at]) & tableMask;
            if (distance >= (at - hole & tableMask)) {
                table[hole] = table[at];
                table[at] = EMPTY;
                hole = at;
            }
        }
    }

    private int home(int place) {
        return hash(marketIndexes[place], participantIds[place], requestIds[place]);
    }

    private int hash(int marketIndex, int participantId, long requestId) {
        long mixed = (requestId * 31 + participantId) * 31 + marketIndex;
        mixed *= 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 40) & tableMask;
    }
}
