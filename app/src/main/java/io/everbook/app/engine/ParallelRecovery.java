package io.everbook.app.engine;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException;
import io.everbook.snapshot.SnapshotException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Recovers symbols beside each other, at most one a core at a time. They share nothing but the disk. */
final class ParallelRecovery {

    private ParallelRecovery() {}

    /**
     * What became of one symbol.
     *
     * @param instrument its definition; null where it cannot be recovered
     * @param fault why it cannot be recovered: a {@link JournalException} or {@link SnapshotException}; else null
     */
    record Outcome(Instrument instrument, RuntimeException fault) {}

    /**
     * Recovers all and waits for all, also where one fails: nobody works on the data directory when this returns.
     *
     * @param bySymbol the symbols with their instruments, null where the data directory knows it
     * @param recover recovers one and tells its definition; called by several threads, each for another symbol
     * @return what became of each, in the same order
     */
    static Map<String, Outcome> run(
            Map<String, Instrument> bySymbol, BiFunction<String, Instrument, Instrument> recover) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        if (bySymbol.isEmpty()) {
            return outcomes;
        }
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), bySymbol.size());
        ExecutorService pool = Executors.newFixedThreadPool(threads, new RingThreads("recovery"));
        Map<String, Future<Instrument>> under = new LinkedHashMap<>();
        bySymbol.forEach((symbol, given) -> under.put(symbol, pool.submit(() -> recover.apply(symbol, given))));
        pool.shutdown();
        Throwable broken = null;
        for (Map.Entry<String, Future<Instrument>> entry : under.entrySet()) {
            Throwable failure = await(entry.getValue(), entry.getKey(), outcomes);
            broken = broken == null ? failure : broken;
        }
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken != null) {
            throw (RuntimeException) broken;
        }
        return outcomes;
    }

    /** Never given up where the waiting thread is interrupted: the recovery would go on. */
    private static Throwable await(Future<Instrument> recovery, String symbol, Map<String, Outcome> outcomes) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    outcomes.put(symbol, new Outcome(recovery.get(), null));
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    Throwable failure = e.getCause();
                    if (failure instanceof JournalException || failure instanceof SnapshotException) {
                        outcomes.put(symbol, new Outcome(null, (RuntimeException) failure));
                        return null;
                    }
                    return failure;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
