package io.everbook.replay;

import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.JournalOptions;

/**
 * How a recovery opens the executions log.
 *
 * @param options how its segments are laid out
 * @param listener is told what it does, also after the recovery
 */
public record ExecutionsSettings(JournalOptions options, ExecutionsListener listener) {}
