package io.everbook.app.cli;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditAnchor;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.AuditMemory;
import io.everbook.app.audit.AuditProbe;
import io.everbook.app.audit.EngineAudit;
import io.everbook.app.audit.EngineRecorder;
import io.everbook.app.audit.LastStart;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineProbe;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit of a service through its life: what was before it, its start, its end. */
final class AuditService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    private final EngineAudit audit;
    private EngineRecorder recorder;

    private AuditService(EngineAudit audit) {
        this.audit = audit;
    }

    /** Opens the audit of a data directory, where there is one, and records the start. */
    static AuditService start(Configuration configuration, List<AuditMemory> memories, AuditProbe probe) {
        if (!configuration.persistence().enabled()) {
            return new AuditService(null);
        }
        LastStart before = new LastStart();
        List<AuditMemory> all = new ArrayList<>(memories);
        all.add(before);
        EngineAudit audit =
                EngineAudit.start(configuration.persistence().dataDirectory(), configuration.audit(), all, probe);
        AuditAnchor anchor = audit.anchor();
        LOG.info("Audit: last engine {}, anchor {}", before.end(), anchor == null ? "none" : anchor);
        String now = digest(configuration);
        before.began(now);
        audit.record(new AuditEvent.Started(Version.number(), now, before.end()));
        if (!before.configuration().isEmpty() && !before.configuration().equals(now)) {
            audit.record(new AuditEvent.ConfigurationChanged(before.configuration(), now));
        }
        return new AuditService(audit);
    }

    /** {@return where everything else records} */
    Audit audit() {
        return audit == null ? Audit.NONE : audit;
    }

    /** {@return why nothing is recorded now, or null} */
    String fault() {
        return audit == null ? null : audit.fault();
    }

    /** {@return what the engine is to tell, so that it is recorded and told to another probe} */
    EngineProbe probe(EngineProbe next) {
        if (audit == null) {
            return next;
        }
        recorder = new EngineRecorder(audit, next);
        return recorder;
    }

    /** Records what was recovered. */
    void served(Engine engine) {
        if (recorder != null) {
            recorder.served(engine.health(), engine.unserved());
        }
    }

    /** Records an end in order. */
    void stopped(String fault) {
        audit().record(new AuditEvent.Stopped(fault == null ? "" : fault));
    }

    @Override
    public void close() {
        if (audit != null) {
            audit.close();
            LOG.info("Audit ended: anchor {}", audit.anchor());
        }
    }

    /** SHA-256 of everything that a configuration says; it holds no secret, only where secrets lie. */
    private static String digest(Configuration configuration) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(configuration.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
