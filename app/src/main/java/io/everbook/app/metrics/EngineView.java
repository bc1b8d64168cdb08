package io.everbook.app.metrics;

import io.everbook.app.engine.EngineHealth;
import io.everbook.app.http.BookSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is read off a running engine at each scrape. None of it may block.
 *
 * @param health how the engine is
 * @param commandsRemaining how many slots the fullest command ring has left
 * @param eventsRemaining how many slots the fullest event ring has left
 * @param books where books come from; null where none are looked at
 */
public record EngineView(
        Supplier<EngineHealth> health,
        LongSupplier commandsRemaining,
        LongSupplier eventsRemaining,
        BookSource books) {}
