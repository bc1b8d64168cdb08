package io.everbook.app.metrics;

import io.everbook.app.http.HttpProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What the HTTP port is asked. Its labels are of few values: routes as documented, statuses, and codes of ours. */
final class HttpMeters implements HttpProbe {

    private final MeterRegistry registry;
    private final AtomicInteger connections = new AtomicInteger();

    HttpMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("everbook.http.connections", connections, AtomicInteger::get)
                .description("Open connections of the HTTP port, those of streams included")
                .baseUnit("connections")
                .register(registry);
    }

    @Override
    public void answered(String route, int status) {
        Counter.builder("everbook.http.requests")
                .description("Requests answered, by route and status")
                .baseUnit("requests")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    @Override
    public void notAuthenticated(String code) {
        Counter.builder("everbook.http.authentication.failures")
                .description("Requests that were not let in, by the code they were answered with")
                .baseUnit("requests")
                .tag("code", code)
                .register(registry)
                .increment();
    }

    @Override
    public void rateLimited(Limited limited) {
        Counter.builder("everbook.http.rate.limited")
                .description("Requests that came faster than a key or a connection may send them")
                .baseUnit("requests")
                .tag("by", limited.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Override
    public void opened() {
        connections.incrementAndGet();
    }

    @Override
    public void closed() {
        connections.decrementAndGet();
    }
}
