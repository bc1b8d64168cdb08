package io.everbook.replay;

import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsFinding;
import io.everbook.journal.ExecutionsPatch;
import io.everbook.journal.ExecutionsSurvey;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalTail;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one symbol's executions log to where its journal is: sets aside what does not belong there, writes what is
 * missing in the middle or before the snapshot, and takes the rest from the recovery's own replay. Whatever is wrong
 * with the log never keeps the market from being recovered.
 */
final class ExecutionsRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionsRecovery.class);

    private final Storage storage;
    private final Instrument instrument;
    private final String symbol;
    private final ExecutionsSettings settings;
    private final RecoveryListener listener;
    private ExecutionsWriter writer;
    private JournalException refusal;

    /** Does nothing yet. */
    ExecutionsRecovery(Storage storage, Instrument instrument, ExecutionsSettings settings, RecoveryListener listener) {
        this.storage = storage;
        this.instrument = instrument;
        this.settings = settings;
        this.listener = listener;
        symbol = instrument.symbol();
    }

    /**
     * Prepares the log for the events of the replay that follows.
     *
     * @param snapshotSequence the command after which that replay starts
     * @param requirement throws where the journal must not end where it does
     */
    void begin(long snapshotSequence, Consumer<JournalTail> requirement) {
        JournalTail journal;
        try {
            journal = JournalReader.tailAfter(storage, symbol, snapshotSequence);
            requirement.accept(journal);
        } catch (JournalException e) {
            // Where the journal is damaged nothing of its outcomes may be touched. The replay will say what is wrong.
            refusal = e;
            return;
        }
        try {
            ExecutionsSurvey survey = repaired(journal.nextSequence() - 1);
            long foreign = new ForeignEvents(storage, symbol).first(survey.nextSequence() - 1);
            if (foreign > 0) {
                survey = repaired(foreign - 1);
            }
            JournalTail tail = complete(survey, snapshotSequence);
            writer = ExecutionsWriter.open(storage, instrument, tail, settings.options(), settings.listener());
        } catch (JournalException e) {
            writer = ExecutionsWriter.unavailable(symbol, e, settings.listener());
        } catch (SnapshotException e) {
            writer = ExecutionsWriter.unavailable(symbol, wrapped(e), settings.listener());
        }
    }

    private ExecutionsSurvey repaired(long lastSequence) {
        ExecutionsSurvey survey = ExecutionsSurvey.of(storage, instrument, lastSequence);
        survey.findings().forEach(this::report);
        survey.repair();
        return survey;
    }

    /** Takes the events of a command that was replayed, unless the log has them. */
    void replayed(EventBatch events) {
        if (writer != null && events.event(0).sequence() >= writer.nextSequence()) {
            for (int i = 0; i < events.size(); i++) {
                writer.append(events.event(i));
            }
        }
    }

    /** {@return the writer, behind the last command of the journal} */
    ExecutionsWriter end() {
        if (writer == null) {
            writer = ExecutionsWriter.unavailable(symbol, refusal, settings.listener());
        }
        writer.commit();
        return writer;
    }

    /** Lets go of the log where the market could not be recovered. */
    void abandon() {
        if (writer != null) {
            writer.close();
        }
    }

    /** Writes what is missing up to the snapshot; {@return where the writer begins} */
    private JournalTail complete(ExecutionsSurvey survey, long snapshotSequence) {
        List<SequenceRange> missing = new ArrayList<>(survey.missing());
        long next = Math.max(1, survey.nextSequence());
        boolean before = next <= snapshotSequence;
        if (before) {
            missing.add(new SequenceRange(next, snapshotSequence));
            survey.closeActive();
        }
        for (SequenceRange range : missing) {
            fill(range, survey.nextSequence() == 0);
        }
        JournalTail tail = survey.tail();
        return before ? new JournalTail(null, 0, 0, snapshotSequence + 1, tail.closedBytes(), tail.checkpoint()) : tail;
    }

    private void fill(SequenceRange range, boolean isNew) {
        Market market = ReplayStart.before(storage, instrument, range);
        long from = market == null ? range.last() + 1 : Math.max(range.first(), market.sequence() + 1);
        if (from > range.first()) {
            reportMissing(new SequenceRange(range.first(), Math.min(range.last(), from - 1)), isNew);
        }
        if (from <= range.last()) {
            fill(market, from, range.last());
        }
    }

    private void fill(Market market, long from, long last) {
        LOG.info("Completing the executions log of {} from the journal: from={} through={}", symbol, from, last);
        try (ExecutionsPatch patch = new ExecutionsPatch(storage, instrument, from, settings.options())) {
            JournalException damage = null;
            try (JournalReplay replay = new JournalReplay(storage, market)) {
                replay.run(last, (command, events) -> {
                    for (int i = 0; i < events.size() && command.sequence() >= from; i++) {
                        patch.append(events.event(i));
                    }
                });
            } catch (JournalException e) {
                if (e.code() == JournalException.Code.WRITE_FAILED) {
                    throw e;
                }
                damage = e;
            }
            patch.finish();
            if (patch.nextSequence() <= last) {
                LOG.warn(
                        "The journal of {} before its snapshot cannot be replayed: {}",
                        symbol,
                        damage == null ? "it ends early" : damage.getMessage());
                reportMissing(new SequenceRange(patch.nextSequence(), last), false);
            }
        }
    }

    private void report(ExecutionsFinding finding) {
        LOG.warn(
                "Bytes of the executions log of {} are set aside: {} file={} offset={} bytes={} sequence={}{}",
                symbol,
                finding.kind(),
                finding.file(),
                finding.offset(),
                finding.bytes(),
                finding.nextSequence(),
                finding.cause() == null ? "" : " cause=" + finding.cause().getMessage());
        listener.executionsSetAside(symbol, finding);
    }

    /** A log that is made new begins where the journal lets it; anything else that it lacks is a loss. */
    private void reportMissing(SequenceRange range, boolean isNew) {
        if (isNew) {
            LOG.info(
                    "The executions log of {} begins behind the commands that the journal no longer has: first={}",
                    symbol,
                    range.last() + 1);
            return;
        }
        LOG.warn(
                "The executions log of {} lacks the events of commands {}, which the journal no longer has;"
                        + " restore both from a backup if they are needed",
                symbol,
                range);
        listener.executionsMissing(symbol, range);
    }

    private static JournalException wrapped(SnapshotException e) {
        return new JournalException(
                JournalException.Code.UNREADABLE,
                "snapshots",
                JournalException.NONE,
                JournalException.NONE,
                "the executions log cannot be completed, since the snapshots cannot be read",
                e);
    }
}
