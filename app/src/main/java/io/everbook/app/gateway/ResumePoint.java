package io.everbook.app.gateway;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Passes over the commands of a stream that a journal already holds: as many of each symbol as its sequence says. */
final class ResumePoint {

    private final Engine engine;
    private final boolean active;
    private final Map<Integer, Long> remaining = new HashMap<>();

    ResumePoint(Engine engine, boolean active) {
        this.engine = engine;
        this.active = active;
    }

    /** {@return whether the command is in the journal already; a query never is} */
    boolean passes(Command command) {
        if (!active) {
            return false;
        }
        long left = remaining.computeIfAbsent(command.marketIndex(), this::journaled);
        if (left == 0) {
            return false;
        }
        if (command.type() != CommandType.QUERY_BOOK) {
            remaining.put(command.marketIndex(), left - 1);
        }
        return true;
    }

    private long journaled(int marketIndex) {
        List<MarketHealth> markets = engine.health().markets();
        return markets.get(marketIndex).sequence();
    }
}
