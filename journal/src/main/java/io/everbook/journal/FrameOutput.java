package io.everbook.journal;

/** Where frames go. */
interface FrameOutput {

    /**
     * Writes a frame and clears it.
     *
     * @param kind of which kind it is
     * @param firstSequence the sequence it starts with, and so does a segment that is begun with it
     * @param newest the newest checkpoint, for the header of such a segment
     * @param splits whether a segment may begin with this frame
     */
    void write(FrameEncoder frame, byte kind, long firstSequence, Checkpoint newest, boolean splits);
}
