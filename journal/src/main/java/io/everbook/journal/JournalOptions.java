package io.everbook.journal;

/**
 * How segments are laid out. It changes no meaning: a journal may be continued with other options.
 *
 * @param segmentBytes when a segment is closed and the next begun, 8 KiB to 16 GiB; a larger frame stands alone
 * @param growBytes how far zeros are written ahead of the frames, 0 to 1 GiB; a force on such bytes needs no new blocks
 * @param frameBytes the largest frame, 1 KiB to 256 KiB; a larger batch becomes several frames
 */
public record JournalOptions(long segmentBytes, int growBytes, int frameBytes) {

    /** 64 MiB a segment, 1 MiB written ahead, frames of up to 128 KiB. */
    public static final JournalOptions DEFAULT = new JournalOptions(64L << 20, 1 << 20, 128 << 10);

    private static final long MIN_SEGMENT_BYTES = 8L << 10;
    private static final long MAX_SEGMENT_BYTES = 16L << 30;
    private static final int MAX_GROW_BYTES = 1 << 30;
    private static final int MIN_FRAME_BYTES = 1 << 10;
    private static final int MAX_FRAME_BYTES = 256 << 10;

    /** Checks the ranges. */
    public JournalOptions {
        require("segmentBytes", segmentBytes, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
        require("growBytes", growBytes, 0, MAX_GROW_BYTES);
        require("frameBytes", frameBytes, MIN_FRAME_BYTES, MAX_FRAME_BYTES);
    }

    /**
     * Changes when a segment is closed.
     *
     * @param bytes the new size, 8 KiB to 16 GiB
     * @return these options with it
     */
    public JournalOptions withSegmentBytes(long bytes) {
        return new JournalOptions(bytes, growBytes, frameBytes);
    }

    private static void require(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " must be " + min + " to " + max + ": " + key + "=" + value);
        }
    }
}
