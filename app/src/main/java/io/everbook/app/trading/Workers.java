package io.everbook.app.trading;

import io.everbook.app.trading.TradingException.Code;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few daemon threads with a bounded line of work in front of them; what does not fit is refused as busy. */
final class Workers implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    Workers(String name, int count, int mostWaiting) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), work -> {
                    Thread thread = new Thread(work, name + "-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException full) {
            throw new TradingException(Code.BUSY, "too many requests wait for the disk: try again");
        }
    }

    /** Takes nothing more and lets go of what waits. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
