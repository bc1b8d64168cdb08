package io.everbook.app.configuration;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalRetention;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Every key of the file, in the file's order: where it stands, what it takes, what it means and which part of a
 * {@link Configuration} it sets. Reader, printer and docs/configuration.md all follow this list.
 */
enum Key {
    ENABLED(
            "persistence.enabled",
            Range.TRUE_FALSE,
            "Whether commands are journaled and snapshots taken. Without it nothing survives the process.",
            c -> c.persistence().enabled()),

    DATA_DIRECTORY(
            "persistence.dataDirectory",
            Range.words("a path"),
            "Where journals and snapshots are kept. A relative path starts at the working directory; one process per"
                    + " data directory.",
            c -> c.persistence().dataDirectory().toString()),

    JOURNAL_SYNC_INTERVAL_MS(
            "persistence.journalSyncIntervalMs",
            Range.of(0, 60_000),
            "How often journals are forced to the device, in milliseconds. 0: before a command is applied, so that an"
                    + " acknowledged order survives a power cut. More: the death of the process loses nothing, a power"
                    + " cut at most this much.",
            c -> c.persistence().journalSyncIntervalMs()),

    SNAPSHOT_INTERVAL_MIN(
            "persistence.snapshotIntervalMin",
            Range.of(1, 10_080),
            "How often each market's snapshot is taken, in minutes. A restart replays the journal since the last one.",
            c -> c.persistence().snapshotIntervalMin()),

    SNAPSHOT_EVERY_COMMANDS(
            "persistence.snapshotEveryCommands",
            Range.of(0, 1L << 50),
            "A market's snapshot is also taken once this many commands were applied since its last one, looked at once"
                    + " a second. 0: never.",
            c -> c.persistence().snapshotEveryCommands()),

    KEEP_SNAPSHOTS(
            "persistence.keepSnapshots",
            Range.of(1, 1_000),
            "How many snapshots of each symbol are kept. Older ones go once a new one has been read back and verified;"
                    + " one more stays while the executions log is behind and needs it.",
            c -> c.persistence().keepSnapshots()),

    COMPACTION_THRESHOLD(
            "persistence.compactionThreshold",
            Range.of(0, 1L << 50),
            "Size of a symbol's journal, in bytes, above which closed segments that no kept snapshot needs are"
                    + " compacted, once keepSnapshots are kept.",
            c -> c.persistence().compactionThreshold()),

    JOURNAL_RETENTION(
            "persistence.journalRetention",
            Range.oneOf(JournalRetention.class),
            "What compaction does with such a segment, and with those of the executions log: delete it, or move it to"
                    + " archive/ in the data directory.",
            c -> Words.of(c.persistence().journalRetention())),

    SEGMENT_BYTES(
            "persistence.segmentBytes",
            Range.of(64 * 1024, 1L << 30),
            "Size of a segment of the journal or the executions log, in bytes, at which it is closed and the next one"
                    + " begun."
                    + " A log that fills fast has as much again in zeros, for its next segment, of 128 MiB at most.",
            c -> c.persistence().segmentBytes()),

    SYMBOL(
            "instruments[].symbol",
            Range.words("1 to 24 of A-Z 0-9 . - _"),
            "The instrument's name, starting with a letter or digit; each symbol stands once.",
            c -> c.instruments().get(0).symbol()),

    TICK(
            "instruments[].tick",
            Range.words("a decimal above 0, in quotes"),
            "The price step, of at most 12 decimals. Prices are whole numbers of it.",
            c -> c.instruments().get(0).tick().toString()),

    LOT(
            "instruments[].lot",
            Range.words("a decimal above 0, in quotes"),
            "The quantity step, of at most 12 decimals. Quantities are whole numbers of it.",
            c -> c.instruments().get(0).lot().toString()),

    MAX_OPEN_ORDERS(
            "instruments[].maxOpenOrders",
            Range.of(1, 1L << 27),
            "How many orders can be open at a time; a full book refuses with BOOK_FULL. May be left out.",
            c -> c.instruments().get(0).maxOpenOrders()),

    LANES(
            "lanes",
            Range.of(1, 64),
            "How many lanes, each a pair of rings with threads of its own, the symbols are spread over.",
            Configuration::lanes),

    RING_SIZE(
            "ringSize",
            Range.powerOfTwo(64, 1 << 20),
            "Slots of a lane's command ring. A full ring refuses with BUSY.",
            Configuration::ringSize),

    EVENT_RING_SIZE(
            "eventRingSize",
            Range.powerOfTwo(64, 1 << 20),
            "Slots of a lane's event ring. A consumer that lags by this many events holds the lane back.",
            Configuration::eventRingSize),

    WAIT_STRATEGY(
            "waitStrategy",
            Range.oneOf(WaitStrategyKind.class),
            "How ring threads wait for work. auto goes by the number of cores and by journalSyncIntervalMs, blocking"
                    + " uses no core, sleeping little, yielding gives way, busy-spin needs a core for each ring"
                    + " thread.",
            c -> Words.of(c.waitStrategy())),

    STAGES(
            "stages",
            Range.oneOf(StageLayout.class),
            "How a lane's stages are spread over threads. joined is one thread for all and one for events, single one"
                    + " for both, separate one for each stage and listener, auto goes by the number of cores.",
            c -> Words.of(c.stages())),

    HTTP_ENABLED(
            "http.enabled",
            Range.TRUE_FALSE,
            "Whether the HTTP port is open: orders, market data, health and metrics.",
            c -> c.http().enabled()),

    HOST(
            "http.host",
            Range.words("a host name or address"),
            "The address it listens on. Other hosts than this one are served with TLS only, unless"
                    + " allowPlainRemote is set.",
            c -> c.http().host()),

    PORT(
            "http.port",
            Range.of(0, 65_535),
            "The TCP port it listens on; 0 takes any free one.",
            c -> c.http().port()),

    TLS_KEY_STORE(
            "http.tlsKeyStore",
            Range.words("a path, or empty"),
            "The certificate and its key, a PKCS#12 file. Empty: no TLS.",
            c -> c.http().tls().keyStore()),

    TLS_PASSWORD_FILE(
            "http.tlsPasswordFile",
            Range.words("a path, or empty"),
            "The file that holds the password of the key store, on one line; only its owner may read it (mode 0600).",
            c -> c.http().tls().passwordFile()),

    PLAIN_REMOTE(
            "http.allowPlainRemote",
            Range.TRUE_FALSE,
            "Whether other hosts are served without TLS. What they send and get can then be read on the way; for a"
                    + " network of your own, or behind a proxy that does TLS.",
            c -> c.http().tls().plainRemote()),

    MAX_CONNECTIONS(
            "http.maxConnections",
            Range.of(16, 100_000),
            "How many connections the port has at a time; further ones wait to be accepted.",
            c -> c.http().limits().maxConnections()),

    IDLE_TIMEOUT_MS(
            "http.idleTimeoutMs",
            Range.of(1_000, 600_000),
            "After how long a connection on which nothing happens is closed, in milliseconds.",
            c -> c.http().limits().idleTimeoutMs()),

    REQUEST_TIMEOUT_MS(
            "http.requestTimeoutMs",
            Range.of(500, 600_000),
            "How long a request may take to come in, from its first byte to its last, in milliseconds. A new connection"
                    + " has as long for its first one.",
            c -> c.http().limits().requestTimeoutMs()),

    MAX_OUTSTANDING(
            "http.maxOutstanding",
            Range.of(1, 100_000),
            "How many requests wait for the engine's answer at a time; further ones are refused with status 503.",
            c -> c.http().limits().maxOutstanding()),

    REPLAY_WINDOW_MS(
            "http.replayWindowMs",
            Range.of(1_000, 60_000),
            "How far the time stamp of a signature may be from the engine's clock, in milliseconds. Within this time"
                    + " each signature passes once.",
            c -> c.http().limits().replayWindowMs()),

    REQUESTS_PER_SECOND(
            "http.requestsPerSecond",
            Range.of(0, 1_000_000),
            "How many requests an API key, and a connection, may send a second; further ones are refused with status"
                    + " 429. 0: any number.",
            c -> c.http().limits().requestsPerSecond()),

    REQUEST_BURST(
            "http.requestBurst",
            Range.of(1, 1_000_000),
            "How many requests an API key, and a connection, may send at once, above that rate.",
            c -> c.http().limits().requestBurst()),

    CREDENTIALS_PASSWORD(
            "http.credentialsPassword",
            Range.words("prompt, file:PATH, fd:N or env:NAME"),
            "Where the password of the credential store comes from, never the password itself. The file has mode 0600;"
                    + " an environment variable is cleared. Read only where there is a store and the"
                    + " HTTP port is open.",
            c -> c.http().credentialsPassword().toString()),

    STREAM_CONNECTIONS(
            "streams.maxConnections",
            Range.of(1, 100_000),
            "How many WebSocket connections there are at a time, of those of http.maxConnections; further ones are"
                    + " refused with status 503.",
            c -> c.http().streams().maxConnections()),

    STREAM_SUBSCRIPTIONS(
            "streams.maxSubscriptions",
            Range.of(1, 10_000),
            "How many subscriptions a connection has at a time; further ones are refused.",
            c -> c.http().streams().maxSubscriptions()),

    STREAM_MESSAGE_BYTES(
            "streams.maxMessageBytes",
            Range.of(1_024, 1 << 20),
            "The longest message a client may send, in bytes; a longer one closes the connection with code 1009.",
            c -> c.http().streams().maxMessageBytes()),

    STREAM_QUEUE_BYTES(
            "streams.queueBytes",
            Range.of(1 << 16, 1 << 26),
            "How much may wait to be sent to a client, in bytes. Beyond a quarter of it market data is merged and"
                    + " private events are read later; beyond all of it the connection is closed with code 4008.",
            c -> c.http().streams().queueBytes()),

    STREAM_LAG_MS(
            "streams.maxLagMs",
            Range.of(100, 600_000),
            "How long a client may be behind before its connection is closed with code 4008, in milliseconds.",
            c -> c.http().streams().maxLagMs()),

    STREAM_IDLE_MS(
            "streams.idleTimeoutMs",
            Range.of(1_000, 600_000),
            "After how long a client that is not heard of, not even by a pong, is closed with code 4009, in"
                    + " milliseconds. Pings are sent three times as often.",
            c -> c.http().streams().idleTimeoutMs()),

    STREAM_BOOK_LEVELS(
            "streams.bookLevels",
            Range.of(10, 10_000),
            "How many levels of each side the channel of the book shows.",
            c -> c.http().streams().bookLevels()),

    STREAM_BOOK_INTERVAL_MS(
            "streams.bookIntervalMs",
            Range.of(0, 10_000),
            "For how long changes of a book are gathered into one update, in milliseconds. 0: not at all.",
            c -> c.http().streams().bookIntervalMs()),

    STREAM_RING_SIZE(
            "streams.ringSize",
            Range.powerOfTwo(1_024, 1 << 20),
            "How many events may wait for the thread of the streams. Further ones are read from the book and the"
                    + " executions log later; trading never waits.",
            c -> c.http().streams().ringSize()),

    LOG_LEVEL(
            "logging.level",
            Range.oneOf(LogLevel.class),
            "From which level on the log is written. What libraries say is written from warn on.",
            c -> Words.of(c.logging().level())),

    LOG_FORMAT(
            "logging.format",
            Range.oneOf(LogFormat.class),
            "How a line is written. text is the level in brackets and the message, with the time in front in a file;"
                    + " json is one object a line.",
            c -> Words.of(c.logging().format())),

    LOG_FILE(
            "logging.file",
            Range.words("a path, or empty"),
            "The file that gets every line as well as standard error; only its owner may read it (mode 0600). Empty:"
                    + " none.",
            c -> c.logging().file()),

    LOG_MAX_FILE_BYTES(
            "logging.maxFileBytes",
            Range.of(64 * 1024, 1L << 40),
            "Size of the log file, in bytes, at which it is set aside as .1, the one before as .2 and so on.",
            c -> c.logging().maxFileBytes()),

    LOG_KEEP_FILES(
            "logging.keepFiles",
            Range.of(0, 1_000),
            "How many log files that were set aside are kept.",
            c -> c.logging().keepFiles()),

    BACKUP_DIRECTORY(
            "backup.directory",
            Range.words("a path, or empty"),
            "Where the running engine makes backups of its data directory. Empty: it makes none.",
            c -> c.backup().directory()),

    BACKUP_INTERVAL_MIN(
            "backup.intervalMin",
            Range.of(1, 10_080),
            "How often a backup is made, in minutes, counted from the newest one that is there. One that failed is"
                    + " tried again after ten minutes at most.",
            c -> c.backup().intervalMin()),

    BACKUP_INCREMENTAL(
            "backup.incremental",
            Range.TRUE_FALSE,
            "Whether a backup shares what earlier ones hold, by content, and writes only what is new.",
            c -> c.backup().incremental()),

    BACKUP_KEEP(
            "backup.keep",
            Range.of(1, 100_000),
            "How many backups stay. Older ones go after a new one was made; the newest that was verified stays.",
            c -> c.backup().keep()),

    BACKUP_VERIFY(
            "backup.verify",
            Range.TRUE_FALSE,
            "Whether each backup is restored into a temporary directory, in the data directory, and replayed.",
            c -> c.backup().verify()),

    BACKUP_PASSWORD_FILE(
            "backup.passwordFile",
            Range.words("a path, or empty"),
            "The file that holds the password of the backups, on one line; only its owner may read it (mode 0600)."
                    + " Empty: they are not encrypted.",
            c -> c.backup().passwordFile()),

    AUDIT_RETENTION_DAYS(
            "audit.retentionDays",
            Range.of(0, 36_500),
            "For how many days the engine's audit is kept, by whole segments. 0: for ever.",
            c -> c.audit().retentionDays()),

    AUDIT_KEEP_SEGMENTS(
            "audit.keepSegments",
            Range.of(0, 1_000_000),
            "How many segments of the engine's audit stay at most, of 4 MiB each. 0: any number.",
            c -> c.audit().keepSegments());

    private final String path;
    private final Range range;
    private final String meaning;
    private final Function<Configuration, Object> value;

    Key(String path, Range range, String meaning, Function<Configuration, Object> value) {
        this.path = path;
        this.range = range;
        this.meaning = meaning;
        this.value = value;
    }

    /** {@return where it stands, such as {@code persistence.enabled}; elements of an array are {@code []}} */
    String path() {
        return path;
    }

    /** {@return the path of what it stands in; empty for the file itself} */
    String parent() {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    /** {@return the last part of its path} */
    String label() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    Range range() {
        return range;
    }

    /** {@return what it does, its unit included, in the words of docs/configuration.md} */
    String meaning() {
        return meaning;
    }

    /** {@return the value a configuration has for it: Boolean, Number or String} */
    Object value(Configuration configuration) {
        return value.apply(configuration);
    }

    /** {@return the value as JSON} */
    String json(Configuration configuration) {
        Object held = value(configuration);
        return held instanceof String text ? JsonText.quote(text) : held.toString();
    }

    /** {@return the value of one instrument for it, as JSON} */
    String json(Instrument instrument) {
        return json(Configuration.defaults().withInstruments(Collections.singletonList(instrument)));
    }

    /** Checks a number and throws an {@link IllegalArgumentException} that names the key where it is out of range. */
    void check(long number) {
        if (!range.holds(number)) {
            throw new IllegalArgumentException(path + " must be " + range.text() + ": " + label() + "=" + number);
        }
    }

    /** {@return the names that may stand in a section, in order: keys and further sections} */
    static Set<String> labels(String section) {
        Set<String> labels = new LinkedHashSet<>();
        String prefix = section.isEmpty() ? "" : section + ".";
        Arrays.stream(values())
                .map(Key::path)
                .filter(path -> path.startsWith(prefix))
                .forEach(path -> labels.add(path.substring(prefix.length()).split("[.\\[]", 2)[0]));
        return labels;
    }
}
