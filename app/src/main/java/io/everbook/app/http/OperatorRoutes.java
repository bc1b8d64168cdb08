package io.everbook.app.http;

import io.everbook.app.json.CommandParser;
import io.everbook.app.trading.Trading;
import io.everbook.core.command.CommandType;
import java.util.List;

/** What an operator does. All of it that changes a market's state is a journaled command, so that a replay sees it. */
final class OperatorRoutes {

    private final HttpSources sources;
    private final Trading trading;

    OperatorRoutes(HttpSources sources) {
        this.sources = sources;
        trading = sources.trading();
    }

    List<Route> routes() {
        return List.of(
                Route.post("/operator/instruments", Access.OPERATOR, this::addInstrument),
                command("/operator/instrument-state", CommandType.SET_INSTRUMENT_STATE),
                command("/operator/participant-state", CommandType.SET_PARTICIPANT_STATE),
                command("/operator/limits", CommandType.SET_LIMITS),
                command("/operator/time", CommandType.ADVANCE_TIME),
                Route.get("/operator/status", Access.OPERATOR, this::status));
    }

    private Route command(String path, CommandType type) {
        return Route.post(path, Access.OPERATOR, exchange -> {
            exchange.query();
            OutcomeJson.answer(
                    exchange, trading.submit(new CommandParser(trading).parse(type, 0, exchange.body())), trading);
        });
    }

    private void addInstrument(Exchange exchange) {
        exchange.query();
        exchange.later(
                trading.addInstrument(new CommandParser(trading).parseInstrument(exchange.body())),
                trading.replies(),
                added -> MarketJson.instruments(List.of(added)));
    }

    private void status(Exchange exchange) {
        exchange.query();
        exchange.reply()
                .json(
                        200,
                        JsonBody.status(
                                sources.health().get(), sources, trading.outstanding(), trading.remainingCapacity()));
    }
}
