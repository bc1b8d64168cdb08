package io.everbook.core.event;

import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;

/**
 * The 64-bit digest over every event of a market: two runs that decided the same have the same digest. It is a
 * fingerprint against error, not against malice. Four or five words at a time are multiplied independently by odd
 * constants (the first digits of 2^64 over the golden ratio, and primes of xxHash) and folded into one chain.
 */
public final class Digest {

    /** The digest before the first event. */
    public static final long START = 0x4576_6572_626F_6F6BL;

    private static final long P1 = 0x9E37_79B1_85EB_CA87L;
    private static final long P2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long P3 = 0x1656_67B1_9E37_79F9L;
    private static final long P4 = 0x85EB_CA77_C2B2_AE63L;
    private static final long P5 = 0x27D4_EB2F_1656_67C5L;

    private static final long P6 = 0x9FB2_1C65_1E98_DF25L;

    private Digest() {}

    /** {@return the digest after one more event} */
    public static long fold(long digest, ExecutionEvent event) {
        long who = (long) event.participantId() << 32 | event.indexInCommand() & 0xFFFF_FFFFL;
        long result = fold(digest, event.kinds(), who, event.sequence(), event.orderId());
        result = fold(
                result,
                event.requestId(),
                event.origRequestId(),
                event.priceTicks(),
                event.quantityLots(),
                event.leavesQuantityLots());
        if (!event.isPlain()) {
            result = foldSeldomUsed(result, event);
        }
        return event.memo().digest(result);
    }

    private static long foldSeldomUsed(long digest, ExecutionEvent event) {
        Memo memo = event.restingMemo();
        long states = code(event.instrumentState()) | code(event.participantState()) << 8;
        long result = fold(digest, states, event.restingParticipantId(), memo.length(), event.tradeId());
        if (event.type() == EventType.TRADED) {
            long leaves = event.restingLeavesQuantityLots();
            result = fold(result, event.restingOrderId(), event.restingRequestId(), leaves, 0);
        } else if (event.type() == EventType.LIMITS_CHANGED) {
            Limits limits = event.limits();
            result = fold(result, limits.minPriceTicks(), limits.maxPriceTicks(), limits.maxQuantityLots(), 0);
            result = fold(result, limits.maxNotional(), limits.maxOpenOrders(), 0, 0);
        }
        return memo.digest(result);
    }

    private static int code(InstrumentState state) {
        return state == null ? 0 : state.code();
    }

    private static int code(ParticipantState state) {
        return state == null ? 0 : state.code();
    }

    /** {@return the digest after four more words} */
    static long fold(long digest, long a, long b, long c, long d) {
        long words = mix(a * P1 + Long.rotateLeft(b * P2, 23), P1) + mix(c * P3 + Long.rotateLeft(d * P4, 41), P2);
        long result = (digest ^ words) * P5;
        return result ^ result >>> 29;
    }

    /** {@return the digest after five more words} */
    private static long fold(long digest, long a, long b, long c, long d, long e) {
        long last = c * P3 + Long.rotateLeft(d * P4, 41) + Long.rotateLeft(e * P6, 11);
        long words = mix(a * P1 + Long.rotateLeft(b * P2, 23), P1) + mix(last, P2);
        long result = (digest ^ words) * P5;
        return result ^ result >>> 29;
    }

    private static long mix(long word, long multiplier) {
        return (word ^ word >>> 32) * multiplier;
    }
}
