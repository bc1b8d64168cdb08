package io.everbook.app.http;

import io.everbook.app.json.CommandParser;
import io.everbook.app.trading.ExecutionsPage;
import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.app.trading.Outcome;
import io.everbook.app.trading.Trading;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Orders and what became of them. Whose they are comes from the key; an operator reads everybody's. */
final class OrderRoutes {

    private static final String SYMBOL = "symbol";
    private static final String REQUEST_ID = "requestId";
    private static final String ORIG_REQUEST_ID = "origRequestId";
    private static final String MEMO = "memo";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final String PARTICIPANT = "participant";
    private static final int MAX_ORDERS = 500;
    private static final int MAX_EVENTS = 1_000;
    private static final int DEFAULT_PAGE = 100;

    private final Trading trading;

    OrderRoutes(Trading trading) {
        this.trading = trading;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/orders", Access.TRADER, exchange -> command(exchange, CommandType.NEW_ORDER)),
                new Route(
                        "PUT",
                        "/orders",
                        Access.TRADER,
                        true,
                        exchange -> command(exchange, CommandType.REPLACE_ORDER)),
                new Route("DELETE", "/orders", Access.TRADER, false, this::cancelNamed),
                new Route("DELETE", "/orders/{orderId}", Access.TRADER, false, this::cancel),
                Route.post(
                        "/orders/mass-cancel", Access.TRADER, exchange -> command(exchange, CommandType.MASS_CANCEL)),
                Route.get("/orders", Access.PRIVATE, this::openOrders),
                Route.get("/orders/{orderId}", Access.PRIVATE, this::order),
                Route.get("/executions", Access.PRIVATE, this::executions));
    }

    private void command(Exchange exchange, CommandType type) {
        exchange.query();
        Command command = new CommandParser(trading).parse(type, exchange.participantId(), exchange.body());
        answer(exchange, trading.submit(command));
    }

    private void cancel(Exchange exchange) {
        Query query = exchange.query(SYMBOL, REQUEST_ID);
        long orderId = Query.number("orderId", exchange.variable(), 1, Long.MAX_VALUE);
        answer(exchange, trading.submit(cancelOf(exchange, query).orderId(orderId)));
    }

    private void cancelNamed(Exchange exchange) {
        Query query = exchange.query(SYMBOL, REQUEST_ID, ORIG_REQUEST_ID, MEMO);
        String memo = query.text(MEMO);
        long origRequestId = query.number(ORIG_REQUEST_ID, 1, Long.MAX_VALUE, 0);
        if ((memo == null) == (origRequestId == 0)) {
            throw new Refusal(Refusal.BAD_REQUEST, "name the order by one of origRequestId and memo");
        }
        Command command = cancelOf(exchange, query);
        answer(
                exchange,
                memo == null
                        ? trading.submit(command.origRequestId(origRequestId))
                        : new MemoCancel(trading).submit(command, memo));
    }

    private Command cancelOf(Exchange exchange, Query query) {
        return new Command()
                .clear()
                .type(CommandType.CANCEL_ORDER)
                .marketIndex(query.market(trading))
                .participantId(exchange.participantId())
                .requestId(query.number(REQUEST_ID, 1, Long.MAX_VALUE, 0));
    }

    private void openOrders(Exchange exchange) {
        Query query = exchange.query(SYMBOL, AFTER, LIMIT, PARTICIPANT);
        int market = query.market(trading);
        int participantId = participant(exchange, query);
        if (participantId == 0) {
            throw new Refusal(Refusal.BAD_REQUEST, "whose orders? name the participant");
        }
        long after = query.number(AFTER, 0, Long.MAX_VALUE, 0);
        int limit = (int) query.number(LIMIT, 1, MAX_ORDERS, DEFAULT_PAGE);
        exchange.later(
                trading.ask(market, read -> OrderPage.of(read, participantId, after, limit)),
                trading.replies(),
                OrderJson::orders);
    }

    /** An open order is read from the market; what became of one that is gone, from the executions log. */
    private void order(Exchange exchange) {
        int market = exchange.query(SYMBOL).market(trading);
        long orderId = Query.number("orderId", exchange.variable(), 1, Long.MAX_VALUE);
        int participantId = exchange.participantId();
        CompletableFuture<String> body = trading.ask(
                        market, read -> new Found(OrderPage.find(read, orderId), read.sequence()))
                .thenCompose(found -> found.open()
                        .map(open -> CompletableFuture.completedFuture(OrderJson.order(
                                open, participantId, trading.instruments().get(market))))
                        .orElseGet(() -> closed(market, orderId, participantId, found.sequence())));
        exchange.later(body, trading.replies(), text -> text);
    }

    /** An order as the market had it behind a command. */
    private record Found(Optional<RestingOrder> open, long sequence) {}

    /** Its last event may have been told its owner, and not be in the log yet. */
    private CompletableFuture<String> closed(int market, long orderId, int participantId, long sequence) {
        return trading.executionsThrough(
                        market, new Place(orderId - 1, Place.WHOLE), participantId, MAX_EVENTS, sequence)
                .thenApply(page -> OrderJson.closed(page, orderId, trading));
    }

    private void executions(Exchange exchange) {
        Query query = exchange.query(SYMBOL, AFTER, LIMIT, PARTICIPANT);
        int market = query.market(trading);
        int limit = (int) query.number(LIMIT, 1, MAX_EVENTS, DEFAULT_PAGE);
        int participantId = participant(exchange, query);
        CompletableFuture<ExecutionsPage> page =
                trading.executions(market, PlaceText.parse(query.text(AFTER)), participantId, limit);
        int viewer = exchange.participantId();
        exchange.later(page, trading.replies(), found -> OrderJson.executions(found, market, viewer, trading));
    }

    /** {@return whose: a trader's own, or whom an operator names} */
    private static int participant(Exchange exchange, Query query) {
        if (exchange.participantId() == 0) {
            return (int) query.number(PARTICIPANT, 1, Integer.MAX_VALUE, 0);
        }
        if (query.text(PARTICIPANT) != null) {
            throw new Refusal(Refusal.BAD_REQUEST, "participant comes from the key: leave it out");
        }
        return exchange.participantId();
    }

    private void answer(Exchange exchange, CompletableFuture<Outcome> outcome) {
        OutcomeJson.answer(exchange, outcome, trading);
    }
}
