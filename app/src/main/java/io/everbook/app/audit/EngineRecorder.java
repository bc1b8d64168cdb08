package io.everbook.app.audit;

import io.everbook.app.audit.AuditEvent.VerificationFailed;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.Stage;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records what becomes of an engine, and passes everything it tells on to another probe. Never holds up a lane. */
public final class EngineRecorder implements EngineProbe {

    private static final String JOURNAL = "journal";

    private final EngineAudit audit;
    private final EngineProbe next;
    private final Map<String, Long> replayed = new ConcurrentHashMap<>();
    private volatile boolean served;

    /**
     * Creates a recorder.
     *
     * @param audit where it records
     * @param next is told everything as well
     */
    public EngineRecorder(EngineAudit audit, EngineProbe next) {
        this.audit = audit;
        this.next = next;
    }

    /**
     * Records what was recovered at the start, and what could not be.
     *
     * @param health the engine once it serves
     * @param unserved why each symbol that could not be recovered is not served
     */
    public void served(EngineHealth health, Map<String, String> unserved) {
        served = true;
        for (MarketHealth market : health.markets()) {
            Long count = replayed.remove(market.symbol());
            if (count != null) {
                String digest = HexFormat.of().toHexDigits(market.digest());
                audit.record(new AuditEvent.Recovered(market.symbol(), market.sequence(), count, digest));
            }
        }
        unserved.forEach((symbol, fault) -> audit.record(new VerificationFailed("recovery", symbol, fault)));
    }

    @Override
    public void recovered(String symbol, Recovered recovered) {
        next.recovered(symbol, recovered);
        if (served) {
            audit.recordLater(new AuditEvent.Recovered(symbol, recovered.sequence(), recovered.replayed(), ""));
        } else {
            replayed.put(symbol, recovered.replayed());
        }
    }

    @Override
    public void started(long nanos) {
        next.started(nanos);
    }

    @Override
    public void compared(String symbol, long sequence, boolean equal) {
        next.compared(symbol, sequence, equal);
        if (!equal) {
            audit.recordLater(new VerificationFailed(
                    JOURNAL,
                    symbol,
                    "it does not rebuild the live market: they part not later than command " + sequence));
        }
    }

    @Override
    public void journalWritten(int commands, int bytes) {
        next.journalWritten(commands, bytes);
    }

    @Override
    public void journalForced(long nanos) {
        next.journalForced(nanos);
    }

    @Override
    public void journalFailed(String symbol) {
        next.journalFailed(symbol);
        audit.recordLater(new VerificationFailed(JOURNAL, symbol, "the device refused to keep it"));
    }

    @Override
    public void executionsWritten(int events, long bytes) {
        next.executionsWritten(events, bytes);
    }

    @Override
    public void executionsFailed(String symbol) {
        next.executionsFailed(symbol);
        audit.recordLater(new VerificationFailed("executions", symbol, "the device refused to keep it"));
    }

    @Override
    public void snapshotTaken(String symbol, long sequence, long bytes, long nanos) {
        next.snapshotTaken(symbol, sequence, bytes, nanos);
        audit.recordLater(new AuditEvent.Snapshot(symbol, sequence));
    }

    @Override
    public void snapshotFailed(String symbol) {
        next.snapshotFailed(symbol);
        audit.recordLater(new VerificationFailed("snapshot", symbol, "it was not taken: see the log"));
    }

    @Override
    public void passed(Stage stage, int commands, long nanos) {
        next.passed(stage, commands, nanos);
    }

    @Override
    public void answered(int commands, long nanos) {
        next.answered(commands, nanos);
    }

    @Override
    public void busy() {
        next.busy();
    }
}
