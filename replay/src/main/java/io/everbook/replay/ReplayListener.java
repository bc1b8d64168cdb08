package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;

/** Sees each replayed command with its events. */
@FunctionalInterface
public interface ReplayListener {

    /**
     * A command was applied.
     *
     * @param command the command; used again for the next
     * @param events what happened; used again for the next
     */
    void onCommand(Command command, EventBatch events);
}
