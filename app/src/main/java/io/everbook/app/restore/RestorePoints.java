package io.everbook.app.restore;

import io.everbook.app.terminal.TimeOption;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.restore.Restore;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.ReplaySession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What {@code --to SEQ|TIME} means to each symbol.
 *
 * @param sequences the last command to take of each symbol
 * @param absent the symbols that were not there yet
 */
public record RestorePoints(Map<String, Long> sequences, List<String> absent) {

    /** Copies both, and keeps their order. */
    public RestorePoints {
        sequences = Collections.unmodifiableMap(new LinkedHashMap<>(sequences));
        absent = List.copyOf(absent);
    }

    /**
     * Finds the points.
     *
     * @param storage a data directory; only read
     * @param symbols all that is to be restored from it
     * @param to a sequence, or a moment
     * @param sole tells of which symbol a sequence is
     * @return the points
     * @throws UserFault where no symbol was there yet at that moment
     * @throws ReplayException where a point cannot be reached
     */
    public static RestorePoints of(Storage storage, List<String> symbols, String to, Supplier<String> sole) {
        if (to.matches("[0-9]{1,18}")) {
            String symbol = sole.get();
            long sequence = Long.parseLong(to);
            Restore.requireReachable(storage, symbol, sequence);
            return new RestorePoints(Map.of(symbol, sequence), List.of());
        }
        long nanos = TimeOption.nanos("--to", to, 0);
        Map<String, Long> sequences = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (String symbol : symbols) {
            try (ReplaySession session = ReplaySession.openForward(storage, symbol)) {
                sequences.put(symbol, session.sequenceAt(nanos));
            } catch (ReplayException fault) {
                if (fault.code() != ReplayException.Code.BEFORE_BEGINNING || wasThere(storage, symbol)) {
                    throw fault;
                }
                absent.add(symbol);
            }
        }
        if (sequences.isEmpty()) {
            throw new UserFault(
                    "no symbol was there yet at that moment: --to=" + to + " symbols=" + String.join(", ", absent));
        }
        return new RestorePoints(sequences, absent);
    }

    /** Whether commands are gone from the beginning of its journal, so that nobody can say what was at that time. */
    private static boolean wasThere(Storage storage, String symbol) {
        try (ReplaySession session = ReplaySession.openForward(storage, symbol)) {
            return session.firstSequence() > 0;
        }
    }
}
