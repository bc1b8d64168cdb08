package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;

/** Is given the commands that are readable but cannot be applied, because commands before them are lost. */
@FunctionalInterface
public interface SetAsideListener {

    /**
     * A command is set aside.
     *
     * @param instrument what it is for
     * @param command the command; used again for the next
     */
    void setAside(Instrument instrument, Command command);

    /**
     * An event of the executions log is of a command behind those that are kept.
     *
     * @param instrument the instrument
     * @param event the event, without its market index; used again for the next
     */
    default void setAside(Instrument instrument, ExecutionEvent event) {}
}
