package io.everbook.app.stream;

/** The best levels of a market for one connection: always the latest ones, older ones are left out. */
final class TopSubscription implements Subscription {

    private final StreamConnection connection;
    private boolean stale = true;

    TopSubscription(StreamConnection connection) {
        this.connection = connection;
    }

    @Override
    public Channel channel() {
        return Channel.TOP;
    }

    @Override
    public StreamConnection connection() {
        return connection;
    }

    @Override
    public void published(MarketStream market) {
        stale |= market.topChanged();
        serve(market);
    }

    @Override
    public void serve(MarketStream market) {
        if (stale && connection.outbox().hasRoom() && connection.outbox().offer(market.topText())) {
            stale = false;
        }
    }
}
