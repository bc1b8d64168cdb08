package io.everbook.app.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is recorded. An empty key or address means that there is none. No part is ever a secret, and every part is cut
 * to what {@link AuditText} lets through.
 */
public sealed interface AuditEvent {

    /** {@return of which kind it is} */
    AuditKind kind();

    /** {@return which key is concerned; empty for none} */
    default String keyId() {
        return "";
    }

    /** {@return from where, as a numeric address; empty for this host's own commands} */
    default String address() {
        return "";
    }

    /** {@return everything else, by name, in order} */
    default Map<String, String> details() {
        return Map.of();
    }

    /**
     * An engine begins.
     *
     * @param version of Everbook
     * @param configuration SHA-256 of the effective configuration, in hexadecimal
     * @param before how the life before ended: stopped, died, none
     */
    record Started(String version, String configuration, String before) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.STARTED;
        }

        @Override
        public Map<String, String> details() {
            return named("version", version, "configuration", configuration, "before", before);
        }
    }

    /**
     * An engine ended in order.
     *
     * @param fault what had failed before; empty for nothing
     */
    record Stopped(String fault) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.STOPPED;
        }

        @Override
        public Map<String, String> details() {
            return named("fault", fault);
        }
    }

    /**
     * A market was recovered.
     *
     * @param symbol which
     * @param sequence the last command that it has; 0 for none
     * @param replayed how many commands were replayed
     * @param digest of the state, in hexadecimal; empty where it is not told
     */
    record Recovered(String symbol, long sequence, long replayed, String digest) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.RECOVERED;
        }

        @Override
        public Map<String, String> details() {
            return named(
                    "symbol",
                    symbol,
                    "sequence",
                    Long.toString(sequence),
                    "replayed",
                    Long.toString(replayed),
                    "digest",
                    digest);
        }
    }

    /**
     * The configuration is not that of the start before.
     *
     * @param before SHA-256 of the configuration before, in hexadecimal
     * @param now SHA-256 of the configuration now
     */
    record ConfigurationChanged(String before, String now) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.CONFIGURATION_CHANGED;
        }

        @Override
        public Map<String, String> details() {
            return named("before", before, "now", now);
        }
    }

    /**
     * A credential, or the store of them, is about to be changed.
     *
     * @param action what is done, as a word: init, add, rotate, revoke, passwd; hand-over where a
     *     running engine is given the new password
     * @param keyId whose; empty where it is the whole store
     */
    record CredentialChanged(String action, String keyId) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.CREDENTIAL_CHANGED;
        }

        @Override
        public Map<String, String> details() {
            return named("action", action);
        }
    }

    /**
     * An operator is about to do what only operators may.
     *
     * @param keyId which operator
     * @param address from where
     * @param action what, as the gateway calls it, such as {@code POST /operator/limits}
     * @param parameters what was asked exactly; empty for nothing more
     */
    record OperatorAction(String keyId, String address, String action, String parameters) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.OPERATOR_ACTION;
        }

        @Override
        public Map<String, String> details() {
            return named("action", action, "parameters", parameters);
        }
    }

    /**
     * A request was authenticated. Only {@link AuditKind#ACCESS} statistics are kept of these.
     *
     * @param keyId which key signed it
     * @param address from where
     * @param route what it asked for, as the gateway documents it; one of few
     */
    record Authenticated(String keyId, String address, String route) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.ACCESS;
        }
    }

    /**
     * A request was not let in.
     *
     * @param keyId the key it named, which may be anything
     * @param address from where
     * @param reason why, as a code
     */
    record AuthenticationFailed(String keyId, String address, String reason) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.AUTHENTICATION_FAILED;
        }

        @Override
        public Map<String, String> details() {
            return named("reason", reason);
        }
    }

    /**
     * A request came too early.
     *
     * @param keyId which key; empty where a connection had used up its rate
     * @param address from where
     * @param limit what was used up, as a word: key, connection
     */
    record RateLimited(String keyId, String address, String limit) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.RATE_LIMITED;
        }

        @Override
        public Map<String, String> details() {
            return named("limit", limit);
        }
    }

    /**
     * A key or an address is locked out. Exactly one of the two is given.
     *
     * @param keyId which key; empty where an address is locked out
     * @param address which address; empty where a key is locked out
     * @param failures how many failures have led to it
     * @param untilEpochMillis when it ends, in milliseconds since the epoch
     */
    record LockedOut(String keyId, String address, long failures, long untilEpochMillis) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.LOCKED_OUT;
        }

        @Override
        public Map<String, String> details() {
            return named("failures", Long.toString(failures), "until", Long.toString(untilEpochMillis));
        }
    }

    /**
     * A lock-out is over. Exactly one of key and address is given.
     *
     * @param keyId which key; empty where an address was locked out
     * @param address which address; empty where a key was locked out
     * @param failures how many failures had led to it
     * @param refused how many requests were refused for it, in this life of the engine
     */
    record LockOutEnded(String keyId, String address, long failures, long refused) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.LOCK_OUT_ENDED;
        }

        @Override
        public Map<String, String> details() {
            return named("failures", Long.toString(failures), "refused", Long.toString(refused));
        }
    }

    /**
     * The failures of a key, an address, or both are forgotten. Recorded only where there were any.
     *
     * @param keyId which key; empty for none
     * @param address which address; empty for none
     */
    record FailuresCleared(String keyId, String address) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.FAILURES_CLEARED;
        }
    }

    /**
     * A backup is about to be made, verified, restored or pruned, or has been.
     *
     * @param action what, as a word: create, verify, restore, prune
     * @param target which backup, and where
     * @param outcome begun, done, or what went wrong
     * @param by who does it: {@code schedule}, or the user of the operating system who runs the command
     */
    record Backup(String action, String target, String outcome, String by) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.BACKUP;
        }

        @Override
        public Map<String, String> details() {
            return named("action", action, "target", target, "outcome", outcome, "by", by);
        }
    }

    /**
     * A part of what is to go on after a crash.
     *
     * @param piece what
     * @param number which part it is, from 1
     * @param of how many parts there are
     */
    record Checkpoint(Remembered piece, int number, int of) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.CHECKPOINT;
        }

        @Override
        public String keyId() {
            return piece.keyId();
        }

        @Override
        public String address() {
            return piece.address();
        }

        @Override
        public Map<String, String> details() {
            Map<String, String> all = new LinkedHashMap<>(named(
                    Remembered.PART,
                    Integer.toString(number),
                    Remembered.OF,
                    Integer.toString(of),
                    Remembered.AS,
                    piece.kind().word()));
            all.putAll(piece.details());
            return all;
        }
    }

    /**
     * The oldest segment of the audit journal is about to be removed.
     *
     * @param file which
     * @param firstSequence its first record
     * @param bytes how many bytes it has
     * @param anchor its last record, which pins all of it
     * @param why by what rule
     */
    record SegmentRemoved(String file, long firstSequence, long bytes, String anchor, String why)
            implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.SEGMENT_REMOVED;
        }

        @Override
        public Map<String, String> details() {
            return named(
                    "file",
                    file,
                    "firstRecord",
                    Long.toString(firstSequence),
                    "bytes",
                    Long.toString(bytes),
                    "anchor",
                    anchor,
                    "why",
                    why);
        }
    }

    /**
     * What was read is not what was written.
     *
     * @param what what was read: journal, snapshot, executions, credentials, backup, audit
     * @param name which, such as a symbol or a file
     * @param finding what is wrong
     */
    record VerificationFailed(String what, String name, String finding) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.VERIFICATION_FAILED;
        }

        @Override
        public Map<String, String> details() {
            return named("what", what, "name", name, "finding", finding);
        }
    }

    /**
     * A snapshot was taken.
     *
     * @param symbol of which market
     * @param sequence after which command
     */
    record Snapshot(String symbol, long sequence) implements AuditEvent {
        @Override
        public AuditKind kind() {
            return AuditKind.SNAPSHOT;
        }

        @Override
        public Map<String, String> details() {
            return named("symbol", symbol, "sequence", Long.toString(sequence));
        }
    }

    /** Names and values in turn; those without a value are left out. */
    private static Map<String, String> named(String... namesAndValues) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = Objects.requireNonNull(namesAndValues[i + 1], namesAndValues[i]);
            if (!value.isEmpty()) {
                details.put(namesAndValues[i], value);
            }
        }
        return details;
    }
}
