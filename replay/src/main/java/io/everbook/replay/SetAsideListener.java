package io.everbook.replay;

import io.everbook.core.command.Command;
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
}
