package io.everbook.app.stream;

/** The trades of a market for one connection. Those for which it has no room are left out: their ids tell. */
final class TradesSubscription implements Subscription {

    private final StreamConnection connection;

    TradesSubscription(StreamConnection connection) {
        this.connection = connection;
    }

    @Override
    public Channel channel() {
        return Channel.TRADES;
    }

    @Override
    public StreamConnection connection() {
        return connection;
    }

    @Override
    public void published(MarketStream market) {
        int count = market.trades().size();
        if (count == 0) {
            return;
        }
        if (!connection.outbox().hasRoom() || !connection.outbox().offer(market.tradesText())) {
            market.probe().dropped(count);
        }
    }
}
