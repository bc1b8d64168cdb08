package io.everbook.replay.timeline;

/**
 * A participant who traded otherwise in the second timeline.
 *
 * @param participantId the participant
 * @param original what it traded in the first
 * @param changed what it traded in the second
 */
public record FillsDifference(int participantId, Fills original, Fills changed) {}
