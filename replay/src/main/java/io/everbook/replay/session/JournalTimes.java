package io.everbook.replay.session;

import io.everbook.core.command.Command;
import io.everbook.journal.JournalReader;
import io.everbook.journal.storage.Storage;

/** Finds commands by their time stamps. */
final class JournalTimes {

    private JournalTimes() {}

    /** The last command before the first one stamped later than a moment; the first position where there is none. */
    static long lastUpTo(Storage storage, BaseStates bases, long epochNanos) {
        Command command = new Command();
        String symbol = bases.instrument().symbol();
        try (JournalReader reader = JournalReader.open(storage, symbol, bases.first() + 1)) {
            long last = bases.first();
            while (true) {
                switch (reader.next(command)) {
                    case COMMAND -> {
                        if (command.timestampNanos() > epochNanos) {
                            return last;
                        }
                        last = command.sequence();
                    }
                    case CHECKPOINT -> {}
                    case END -> {
                        return last;
                    }
                }
            }
        }
    }
}
