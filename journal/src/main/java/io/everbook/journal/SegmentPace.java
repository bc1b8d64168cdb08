package io.everbook.journal;

/**
 * Tells whether a log fills so fast that whoever writes it should not have to write zeros too: a megabyte a second or
 * more. A segment that follows a fast one is taken for fast until a sixteenth of it says otherwise.
 */
final class SegmentPace {

    private static final long FAST_NANOS_PER_BYTE = 1_000;
    private static final long PART = 16;

    private final long leastBytes;
    private ActiveSegment seen;
    private long seenNanos;
    private long seenPosition;
    private boolean fast;

    SegmentPace(JournalOptions options) {
        leastBytes = options.segmentBytes() / PART;
    }

    /** To be asked again and again; the first time for a segment is when its time begins. */
    boolean isFast(ActiveSegment segment, long nowNanos) {
        if (segment != seen) {
            seen = segment;
            seenNanos = nowNanos;
            seenPosition = segment.position();
            return fast;
        }
        long written = segment.position() - seenPosition;
        if (written >= leastBytes) {
            fast = nowNanos - seenNanos <= written * FAST_NANOS_PER_BYTE;
        }
        return fast;
    }
}
