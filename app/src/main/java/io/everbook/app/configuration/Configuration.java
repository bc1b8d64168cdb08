package io.everbook.app.configuration;

import io.everbook.app.secret.PasswordSource;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalRetention;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything an operator can set. Every value is in its range; docs/configuration.md explains each.
 *
 * @param persistence journals and snapshots
 * @param instruments what is served from the start, each symbol once; may be empty for an engine that is told later
 * @param lanes how many pairs of rings, 1 to 64
 * @param ringSize slots of a command ring, a power of two, 64 to 2^20
 * @param eventRingSize slots of an event ring, a power of two, 64 to 2^20
 * @param waitStrategy how ring threads wait
 * @param stages how the stages of a lane are spread over threads
 * @param http the HTTP port
 * @param logging the log
 * @param backup backups that a running engine makes
 * @param audit how long the audit is kept
 */
public record Configuration(
        Persistence persistence,
        List<Instrument> instruments,
        int lanes,
        int ringSize,
        int eventRingSize,
        WaitStrategyKind waitStrategy,
        StageLayout stages,
        Http http,
        Logging logging,
        BackupSchedule backup,
        AuditRetention audit) {

    private static final Configuration DEFAULTS = new Configuration(
            new Persistence(true, Path.of("data"), 100, 15, 0, 5, 1_000_000, JournalRetention.DELETE, 64L << 20),
            List.of(Instrument.of("BTC-USD", "0.01", "0.00000001")),
            1,
            16 * 1024,
            32 * 1024,
            WaitStrategyKind.AUTO,
            StageLayout.AUTO,
            new Http(true, "127.0.0.1", 8080),
            Logging.DEFAULTS,
            BackupSchedule.DEFAULTS,
            AuditRetention.DEFAULTS);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException where a value is out of its range or a symbol stands twice
     */
    public Configuration {
        instruments = List.copyOf(instruments);
        Key.LANES.check(lanes);
        Key.RING_SIZE.check(ringSize);
        Key.EVENT_RING_SIZE.check(eventRingSize);
        if (instruments.stream().map(Instrument::symbol).distinct().count() < instruments.size()) {
            throw new IllegalArgumentException("instruments must have each symbol once: instruments=" + instruments);
        }
        require(persistence != null && waitStrategy != null && stages != null && http != null, "configuration");
        require(logging != null && backup != null && audit != null, "configuration");
    }

    /**
     * How the state is kept on disk.
     *
     * @param enabled whether anything is kept
     * @param dataDirectory where journals and snapshots are
     * @param journalSyncIntervalMs how often journals are forced, 0 to 60,000 ms; 0 = before a command is applied
     * @param snapshotIntervalMin how often snapshots are taken, 1 to 10,080 minutes
     * @param snapshotEveryCommands after how many commands a snapshot is also taken, 0 to 2^50; 0 = never
     * @param keepSnapshots how many snapshots of a symbol are kept, 1 to 1,000
     * @param compactionThreshold journal bytes of a symbol above which compaction happens, 0 to 2^50
     * @param journalRetention what compaction does
     * @param segmentBytes the size of a journal segment, 2^16 to 2^30 bytes
     */
    public record Persistence(
            boolean enabled,
            Path dataDirectory,
            int journalSyncIntervalMs,
            int snapshotIntervalMin,
            long snapshotEveryCommands,
            int keepSnapshots,
            long compactionThreshold,
            JournalRetention journalRetention,
            long segmentBytes) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException where a value is out of its range
         */
        public Persistence {
            require(dataDirectory != null && journalRetention != null, "persistence");
            Key.JOURNAL_SYNC_INTERVAL_MS.check(journalSyncIntervalMs);
            Key.SNAPSHOT_INTERVAL_MIN.check(snapshotIntervalMin);
            Key.SNAPSHOT_EVERY_COMMANDS.check(snapshotEveryCommands);
            Key.KEEP_SNAPSHOTS.check(keepSnapshots);
            Key.COMPACTION_THRESHOLD.check(compactionThreshold);
            Key.SEGMENT_BYTES.check(segmentBytes);
        }
    }

    /**
     * The HTTP port.
     *
     * @param enabled whether it is opened
     * @param host the name or address to listen on
     * @param port the TCP port, 0 to 65,535; 0 = any free one
     * @param tls how it is encrypted
     * @param limits what clients may ask for
     * @param streams what clients of the streams may have
     * @param credentialsPassword where the password of the credential store comes from
     */
    public record Http(
            boolean enabled,
            String host,
            int port,
            HttpTls tls,
            HttpLimits limits,
            StreamLimits streams,
            PasswordSource credentialsPassword) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException where a value is out of its range
         */
        public Http {
            require(host != null && !host.isBlank() && tls != null, "http");
            require(limits != null && streams != null && credentialsPassword != null, "http");
            Key.PORT.check(port);
        }

        /**
         * A port without TLS and with the default limits.
         *
         * @param enabled whether it is opened
         * @param host the name or address to listen on
         * @param port the TCP port, 0 to 65,535; 0 = any free one
         */
        public Http(boolean enabled, String host, int port) {
            this(enabled, host, port, HttpTls.NONE, HttpLimits.DEFAULTS, StreamLimits.DEFAULTS);
        }

        /**
         * A port whose password of the credential store is asked for.
         *
         * @param enabled whether it is opened
         * @param host the name or address to listen on
         * @param port the TCP port, 0 to 65,535; 0 = any free one
         * @param tls how it is encrypted
         * @param limits what clients may ask for
         * @param streams what clients of the streams may have
         */
        public Http(boolean enabled, String host, int port, HttpTls tls, HttpLimits limits, StreamLimits streams) {
            this(enabled, host, port, tls, limits, streams, new PasswordSource.OfPrompt());
        }

        /**
         * {@return this with another TCP port}
         *
         * @param other the port
         */
        public Http withPort(int other) {
            return new Http(enabled, host, other, tls, limits, streams, credentialsPassword);
        }

        /**
         * {@return this with another source of the password of the credential store}
         *
         * @param other where it comes from
         */
        public Http withCredentialsPassword(PasswordSource other) {
            return new Http(enabled, host, port, tls, limits, streams, other);
        }
    }

    /** {@return what holds where nothing is configured} */
    public static Configuration defaults() {
        return DEFAULTS;
    }

    /**
     * {@return this configuration with other instruments}
     *
     * @param others the instruments, each symbol once
     */
    public Configuration withInstruments(List<Instrument> others) {
        return new Configuration(
                persistence,
                others,
                lanes,
                ringSize,
                eventRingSize,
                waitStrategy,
                stages,
                http,
                logging,
                backup,
                audit);
    }

    private static void require(boolean complete, String what) {
        if (!complete) {
            throw new IllegalArgumentException("every part must be given: incomplete=" + what);
        }
    }
}
