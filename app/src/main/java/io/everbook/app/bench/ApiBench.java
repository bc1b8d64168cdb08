package io.everbook.app.bench;

import io.everbook.app.client.ClientCommand;
import io.everbook.app.client.EverbookClient;
import io.everbook.app.client.StreamClient;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Measures round trips of orders on loopback, over HTTP and over WebSocket: from before an order is signed and sent
 * until its outcome has been read, with so many unanswered at a time and no more.
 */
public final class ApiBench {

    private static final int[] OUTSTANDING = {1, 100, 1_000};
    private static final double NANOS_PER_MICRO = 1e3;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LAST_SECONDS = 60;

    private final ApiBenchEngine engine;
    private final int seconds;
    private final int warmUpSeconds;
    private final PrintStream out;
    private final AtomicLong orders = new AtomicLong();

    /**
     * Prepares a measurement.
     *
     * @param engine an engine that limits no rates
     * @param seconds how long each line is measured, 1 or more
     * @param warmUpSeconds how long each transport is used before, 0 or more
     * @param out where the table is printed
     */
    public ApiBench(ApiBenchEngine engine, int seconds, int warmUpSeconds, PrintStream out) {
        this.engine = engine;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
        this.out = out;
    }

    /**
     * Measures and prints.
     *
     * @throws InterruptedException where it is interrupted
     * @throws TimeoutException where the engine does not answer any more
     * @throws IOException where the engine cannot be connected to
     */
    public void run() throws InterruptedException, TimeoutException, IOException {
        out.println("transport    outstanding  orders/s    p50 us    p90 us    p99 us  p99.9 us    max us");
        try (PlainHttpClient plain = engine.plainClient()) {
            rows(
                    "HTTP",
                    () -> plain.post(
                            orders.incrementAndGet() % 2 == 0
                                    ? "{\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}"
                                    : "{\"side\":\"sell\",\"price\":\"100.00\",\"quantity\":\"1\"}"));
        }
        EverbookClient client = engine.client();
        rows("HTTP client", () -> client.enterAsync(order(0)));
        try (StreamClient streams = client.streams(false)) {
            rows("WebSocket", () -> {
                synchronized (streams) {
                    return streams.submit("new", order(orders.get() + 1));
                }
            });
        }
    }

    private void rows(String transport, Supplier<? extends CompletableFuture<?>> sender)
            throws InterruptedException, TimeoutException {
        if (warmUpSeconds > 0) {
            measure(sender, OUTSTANDING[1], warmUpSeconds);
        }
        for (int outstanding : OUTSTANDING) {
            long start = System.nanoTime();
            Histogram latency = measure(sender, outstanding, seconds);
            double elapsed = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            out.println(String.format(
                    Locale.ROOT,
                    "%-11s  %11d  %8.0f  %8.0f  %8.0f  %8.0f  %8.0f  %8.0f",
                    transport,
                    outstanding,
                    latency.getTotalCount() / elapsed,
                    micros(latency, 50),
                    micros(latency, 90),
                    micros(latency, 99),
                    micros(latency, 99.9),
                    latency.getMaxValue() / NANOS_PER_MICRO));
            out.flush();
        }
    }

    private static double micros(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    private static Histogram measure(Supplier<? extends CompletableFuture<?>> sender, int outstanding, int forSeconds)
            throws InterruptedException, TimeoutException {
        Histogram latency = new ConcurrentHistogram(HIGHEST_NANOS, 3);
        CountDownLatch left = new CountDownLatch(outstanding);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(forSeconds);
        CompletableFuture<Void> failure = new CompletableFuture<>();
        for (int i = 0; i < outstanding; i++) {
            next(sender, end, latency, left, failure);
        }
        if (!left.await(forSeconds + LAST_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("orders stay unanswered: left=" + left.getCount());
        }
        if (failure.isCompletedExceptionally()) {
            failure.join();
        }
        return latency;
    }

    private static void next(
            Supplier<? extends CompletableFuture<?>> sender,
            long end,
            Histogram latency,
            CountDownLatch left,
            CompletableFuture<Void> failure) {
        if (System.nanoTime() - end > 0 || failure.isDone()) {
            left.countDown();
            return;
        }
        long sent = System.nanoTime();
        sender.get().whenComplete((outcome, refused) -> {
            if (refused != null) {
                failure.completeExceptionally(refused);
            } else {
                latency.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - sent));
            }
            next(sender, end, latency, left, failure);
        });
    }

    /** {@return a purchase or a sale by turns at one price, so that the book stays small} */
    private ClientCommand order(long requestId) {
        long number = orders.incrementAndGet();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("side", number % 2 == 0 ? "buy" : "sell");
        fields.put("price", "100.00");
        fields.put("quantity", "1");
        return new ClientCommand(requestId, fields);
    }
}
