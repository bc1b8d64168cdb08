package io.everbook.app.gateway;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineException;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.Submission;
import io.everbook.app.json.CommandReader;
import io.everbook.app.json.EventWriter;
import io.everbook.app.json.InstrumentDirectory;
import io.everbook.app.json.InvalidLineException;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One stream of JSON Lines commands into an engine, and all its events out as JSON Lines: use it where nobody else
 * submits commands, since an answer does not say whose it is. Give it to the engine as a
 * listener, then let one thread {@link #pump}. A busy engine makes it wait; so does a slow reader of its output.
 */
public final class JsonLinesGateway implements EngineListener, InstrumentDirectory {

    private static final Instrument DEFAULT = Instrument.of("BTC-USD", "0.01", "0.00000001");
    private static final long PARK_NANOS = 50_000L;

    private final EventWriter writer;
    private final boolean definesDefault;
    private final boolean resumes;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final Command command = new Command();
    private volatile Engine engine;
    private volatile UncheckedIOException outputFailure;
    private long submitted;
    private long skipped;

    /**
     * Creates a gateway.
     *
     * @param out receives the events; flushed whenever no further event is at hand, not closed
     * @param definesDefault whether a stream that defines no instrument is about BTC-USD
     * @param resumes whether commands that the journal already holds, counted per symbol, are passed over
     */
    public JsonLinesGateway(OutputStream out, boolean definesDefault, boolean resumes) {
        writer = new EventWriter(out, this);
        this.definesDefault = definesDefault;
        this.resumes = resumes;
    }

    /** Names the engine, before the first command. */
    public void serve(Engine served) {
        engine = served;
    }

    /** {@return how many commands and queries were handed to the engine} */
    public long submitted() {
        return submitted;
    }

    /** {@return how many commands were passed over because the journal holds them} */
    public long skipped() {
        return skipped;
    }

    /** {@return how many events were written} */
    public long events() {
        return events.get();
    }

    /**
     * Reads commands to the end of the stream and waits until each is answered.
     *
     * @param in the stream; not closed
     * @throws InvalidLineException where a line is no command; everything before it has been carried out and answered
     * @throws IOException where the stream fails
     * @throws UncheckedIOException where the events cannot be written
     * @throws IllegalStateException where the engine stops
     */
    public void pump(InputStream in) throws IOException {
        CommandReader reader = new CommandReader(in, this);
        ResumePoint resume = new ResumePoint(engine, resumes);
        try {
            CommandReader.Kind kind = reader.next(command);
            while (kind != CommandReader.Kind.END) {
                if (kind == CommandReader.Kind.INSTRUMENT) {
                    define(reader);
                } else if (resume.passes(command)) {
                    skipped++;
                } else {
                    submit();
                }
                kind = reader.next(command);
            }
        } finally {
            awaitAnswers();
        }
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (outputFailure == null) {
            try {
                writer.write(event);
                if (endOfBatch) {
                    writer.flush();
                }
                events.incrementAndGet();
            } catch (UncheckedIOException failure) {
                outputFailure = failure;
            }
        }
        if (event.lastOfCommand()) {
            answered.incrementAndGet();
        }
    }

    @Override
    public List<Instrument> instruments() {
        return engine.instruments();
    }

    @Override
    public int marketIndex(String symbol) {
        if (symbol.equals(DEFAULT.symbol())) {
            defineDefault();
        }
        return engine.marketIndex(symbol);
    }

    @Override
    public int soleMarketIndex() {
        defineDefault();
        return engine.instruments().size() == 1 ? 0 : -1;
    }

    private void defineDefault() {
        if (definesDefault && engine.instruments().isEmpty()) {
            engine.addInstrument(DEFAULT);
        }
    }

    private void define(CommandReader reader) {
        try {
            engine.addInstrument(reader.instrument());
        } catch (EngineException fault) {
            throw new InvalidLineException(reader.line(), fault.getMessage());
        }
    }

    private void submit() {
        Submission submission = engine.submit(command);
        while (submission == Submission.BUSY) {
            check();
            LockSupport.parkNanos(PARK_NANOS);
            submission = engine.submit(command);
        }
        if (submission == Submission.STOPPED) {
            throw new IllegalStateException(stopped());
        }
        submitted++;
        check();
    }

    private void awaitAnswers() {
        while (answered.get() < submitted) {
            check();
            LockSupport.parkNanos(PARK_NANOS);
        }
        check();
    }

    private void check() {
        if (outputFailure != null) {
            throw outputFailure;
        }
        if (engine.fault() != null) {
            throw new IllegalStateException(stopped());
        }
    }

    private String stopped() {
        return engine.fault() == null ? "the engine has stopped" : engine.fault();
    }
}
