package io.everbook.app.cli;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.Submission;
import io.everbook.app.http.BookSource;
import io.everbook.app.http.BookUnavailable;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.pipeline.BookQuery;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Books for the HTTP port: each is a query through the command ring, so it shows one moment between two commands. */
final class EngineBooks implements BookSource {

    private final Engine engine;

    EngineBooks(Engine engine) {
        this.engine = engine;
    }

    @Override
    public List<Instrument> instruments() {
        return engine.instruments();
    }

    @Override
    public CompletableFuture<BookView> book(String symbol, int depth) {
        int marketIndex = engine.marketIndex(symbol);
        if (marketIndex < 0) {
            throw new BookUnavailable(symbol + " is not served yet: try again");
        }
        CompletableFuture<BookView> answer = new CompletableFuture<>();
        BookQuery query = answer::complete;
        Submission submission = engine.submit(new Command()
                .clear()
                .type(CommandType.QUERY_BOOK)
                .marketIndex(marketIndex)
                .quantityLots(depth)
                .attachment(query));
        return switch (submission) {
            case TAKEN -> answer;
            case BUSY -> throw new BookUnavailable("the engine is busy: try again");
            case STOPPED -> throw new BookUnavailable("the engine has stopped");
        };
    }
}
