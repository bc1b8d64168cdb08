package io.everbook.app.http;

import io.everbook.app.trading.RecentTrades;
import io.everbook.app.trading.Trading;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Public market data: instruments, books by level and by order, trades. Nothing in it tells whose an order is. */
final class MarketRoutes {

    private static final long BOOK_SECONDS = 2;
    private static final int MAX_ORDERS = 1_000;
    private static final int DEFAULT_ORDERS = 100;
    private static final String SYMBOL = "symbol";
    private static final String LIMIT = "limit";

    private final HttpSources sources;
    private final Trading trading;
    private final Supplier<Executor> threads;

    MarketRoutes(HttpSources sources, Supplier<Executor> threads) {
        this.sources = sources;
        this.threads = threads;
        trading = sources.trading();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/instruments", Access.MARKET_DATA, this::instruments),
                Route.get("/instruments/{symbol}", Access.MARKET_DATA, this::instrument),
                Route.get("/book", Access.MARKET_DATA, this::book),
                Route.get("/book/orders", Access.MARKET_DATA, this::orders),
                Route.get("/trades", Access.MARKET_DATA, this::trades));
    }

    private void instruments(Exchange exchange) {
        exchange.query();
        exchange.reply().json(200, MarketJson.instruments(trading.instruments()));
    }

    private void instrument(Exchange exchange) {
        exchange.query();
        int market = trading.marketIndex(exchange.variable());
        if (market < 0) {
            throw Refusal.unknownSymbol(exchange.variable(), Refusal.UNKNOWN_SYMBOL);
        }
        exchange.later(trading.ask(market, MarketJson::state), trading.replies(), MarketJson::instrument);
    }

    private void book(Exchange exchange) {
        BookRequest asked =
                BookRequest.of(Query.fields(exchange.request()), sources.books().instruments());
        // Not on the thread that completes it: that one is the engine's.
        exchange.later(
                sources.books()
                        .book(asked.instrument().symbol(), asked.depth())
                        .copy()
                        .orTimeout(BOOK_SECONDS, TimeUnit.SECONDS),
                threads.get(),
                book -> JsonBody.book(book, asked.instrument()));
    }

    private void orders(Exchange exchange) {
        Query query = exchange.query(SYMBOL, LIMIT);
        int market = query.market(trading);
        int limit = (int) query.number(LIMIT, 1, MAX_ORDERS, DEFAULT_ORDERS);
        exchange.later(
                trading.ask(market, read -> MarketJson.orders(read, limit)), trading.replies(), MarketJson::orders);
    }

    private void trades(Exchange exchange) {
        Query query = exchange.query(SYMBOL, LIMIT);
        int market = query.market(trading);
        int limit = (int) query.number(LIMIT, 1, RecentTrades.CAPACITY, DEFAULT_ORDERS);
        exchange.reply()
                .json(
                        200,
                        MarketJson.trades(
                                trading.instruments().get(market),
                                sources.trades().latest(market, limit)));
    }
}
