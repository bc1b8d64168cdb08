package io.everbook.app.stream;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.Submission;
import io.everbook.app.stream.FoldedOrders.Answer;
import io.everbook.app.stream.FoldedOrders.Question;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.pipeline.MarketQuery;
import java.util.concurrent.Executor;

/**
 * Asks the engine for the book of a market. The answer is given to the thread of the streams, and is there before any
 * event behind it is, since both come from the thread that applies commands.
 */
final class EngineReader {

    private final Engine engine;
    private final Executor streams;

    /**
     * Creates a reader.
     *
     * @param engine the engine
     * @param streams has the thread of the streams do something
     */
    EngineReader(Engine engine, Executor streams) {
        this.engine = engine;
        this.streams = streams;
    }

    /** Asks for the best levels of both sides. */
    Submission ask(MarketStream market) {
        int asked = market.asked();
        int levels = market.depthAsked();
        return submit(market, read -> {
            BookView view = read.view(levels);
            streams.execute(() -> market.load(view, asked));
        });
    }

    /** Asks for orders. */
    Submission ask(MarketStream market, Question question) {
        int asked = market.asked();
        return submit(market, read -> {
            Answer answer = question.read(read);
            streams.execute(() -> market.answered(answer, asked));
        });
    }

    private Submission submit(MarketStream market, MarketQuery query) {
        return engine.submit(new Command()
                .clear()
                .type(CommandType.QUERY_BOOK)
                .marketIndex(market.index())
                .attachment(query));
    }
}
