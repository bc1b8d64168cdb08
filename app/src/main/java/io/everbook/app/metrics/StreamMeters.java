package io.everbook.app.metrics;

import io.everbook.app.stream.Channel;
import io.everbook.app.stream.StreamClose;
import io.everbook.app.stream.StreamProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the streams tell about themselves. */
final class StreamMeters implements StreamProbe {

    private final MeterRegistry registry;
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<Channel, AtomicInteger> subscriptions = new EnumMap<>(Channel.class);
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder conflated = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder resyncs = new LongAdder();
    private final LongAdder limited = new LongAdder();

    StreamMeters(MeterRegistry registry, int mostConnections) {
        this.registry = registry;
        Gauge.builder("everbook.streams.connections", connections, AtomicInteger::get)
                .description("Open WebSocket connections")
                .baseUnit("connections")
                .register(registry);
        Gauge.builder("everbook.streams.connection.limit", () -> mostConnections)
                .description("How many WebSocket connections there are at most at a time")
                .baseUnit("connections")
                .register(registry);
        for (Channel channel : Channel.values()) {
            AtomicInteger count = new AtomicInteger();
            subscriptions.put(channel, count);
            Gauge.builder("everbook.streams.subscriptions", count, AtomicInteger::get)
                    .description("Subscriptions, by channel")
                    .baseUnit("subscriptions")
                    .tag("channel", channel.word())
                    .register(registry);
        }
        count("everbook.streams.messages", "messages", "Messages handed to connections", messages);
        count("everbook.streams.sent", "bytes", "Bytes of these messages", bytes);
        count("everbook.streams.conflated", "updates", "Updates of a book merged for a client behind", conflated);
        count("everbook.streams.dropped", "trades", "Trades not sent to a client behind", dropped);
        count("everbook.streams.resyncs", "resyncs", "Markets read anew after their events came too fast", resyncs);
        count("everbook.streams.rate.limited", "messages", "Messages refused for their rate", limited);
    }

    private void count(String name, String unit, String description, LongAdder counted) {
        FunctionCounter.builder(name, counted, LongAdder::sum)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    @Override
    public void opened() {
        connections.incrementAndGet();
    }

    @Override
    public void closed(StreamClose reason) {
        connections.decrementAndGet();
        Counter.builder("everbook.streams.closed")
                .description("WebSocket connections that ended, by reason")
                .baseUnit("connections")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(registry)
                .increment();
    }

    @Override
    public void subscribed(Channel channel, int change) {
        subscriptions.get(channel).addAndGet(change);
    }

    @Override
    public void sent(int length) {
        messages.increment();
        bytes.add(length);
    }

    @Override
    public void conflated() {
        conflated.increment();
    }

    @Override
    public void dropped(int trades) {
        dropped.add(trades);
    }

    @Override
    public void resynced() {
        resyncs.increment();
    }

    @Override
    public void rateLimited() {
        limited.increment();
    }
}
