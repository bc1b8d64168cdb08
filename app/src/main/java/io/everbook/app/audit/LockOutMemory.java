package io.everbook.app.audit;

import io.everbook.app.security.LockOut;
import io.everbook.app.security.LockOutListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps those locked out who were when the engine ended, lets those in who were known, and records both. */
public final class LockOutMemory implements AuditMemory, LockOutListener {

    private static final String ENDED = "ended";

    private final LockOut lockOut = new LockOut(this);
    private volatile Audit audit = Audit.NONE;

    /** {@return who is locked out} */
    public LockOut lockOut() {
        return lockOut;
    }

    /**
     * Says where lock-outs are recorded from now on.
     *
     * @param recorder the audit, once it has told of what was before
     */
    public void recordIn(Audit recorder) {
        audit = recorder;
    }

    @Override
    public void lockedOut(String keyId, String address, long failures, long untilMillis) {
        audit.record(new AuditEvent.LockedOut(keyId, address, failures, untilMillis));
    }

    @Override
    public void ended(String keyId, String address, long failures, long refused) {
        audit.record(new AuditEvent.LockOutEnded(keyId, address, failures, refused));
    }

    @Override
    public void passed(long epochMillis) {
        lockOut.tellEnded(epochMillis);
    }

    @Override
    public void cleared(String keyId, String address) {
        audit.record(new AuditEvent.FailuresCleared(keyId, address));
    }

    @Override
    public void whileStill(Runnable work) {
        lockOut.whileStill(work);
    }

    @Override
    public List<Remembered> state() {
        List<Remembered> pieces = new ArrayList<>();
        lockOut.forEach((keyId, address, failures, untilMillis, ended) -> {
            Map<String, String> details =
                    new LinkedHashMap<>(new AuditEvent.LockedOut(keyId, address, failures, untilMillis).details());
            details.put(ENDED, Boolean.toString(ended));
            pieces.add(new Remembered(AuditKind.LOCKED_OUT, keyId, address, details));
        });
        return pieces;
    }

    @Override
    public void recall(AuditRecord record) {
        if (record.address().equals(AuditCounts.OTHERS)) {
            return;
        }
        switch (record.kind()) {
            case LOCKED_OUT -> {
                lockOut.restore(
                        record.keyId(), record.address(), record.number("failures", 0), record.number("until", 0));
                if (Boolean.parseBoolean(record.details().get(ENDED))) {
                    lockOut.restoreEnded(record.keyId(), record.address());
                }
            }
            case LOCK_OUT_ENDED -> lockOut.restoreEnded(record.keyId(), record.address());
            case FAILURES_CLEARED -> lockOut.restoreCleared(record.keyId(), record.address());
            case ACCESS ->
                record.details().keySet().stream()
                        .filter(detail -> detail.startsWith(AccessStatistics.ADDRESS_PREFIX))
                        .forEach(detail -> lockOut.knows(
                                record.keyId(), detail.substring(AccessStatistics.ADDRESS_PREFIX.length())));
            default -> {
                // Tells nothing of lock-outs.
            }
        }
    }
}
