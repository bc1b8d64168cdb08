package io.everbook.app.configuration;

import io.everbook.app.secret.PasswordSource;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads a configuration file: JSON with comments and trailing commas. A key that is left out has its default. */
public final class ConfigurationReader {

    private static final int LARGEST_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfigurationReader() {}

    /**
     * Reads a file.
     *
     * @param file the file, of at most 1 MiB of UTF-8
     * @return the configuration
     * @throws ConfigurationException where the file cannot be read or used; the message says why in one line
     */
    public static Configuration read(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(name, "is a directory: name a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new ConfigurationException(name, "larger than 1 MiB: is it a configuration?");
            }
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    name);
        } catch (CharacterCodingException notText) {
            throw new ConfigurationException(name, "not UTF-8 text: save it as UTF-8");
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException(name, "no such file: \"everbook config\" prints one to start from");
        } catch (AccessDeniedException denied) {
            throw new ConfigurationException(name, "cannot be read: permission denied: make it readable");
        } catch (IOException fault) {
            throw new ConfigurationException(
                    name, "cannot be read: " + Text.oneLine(String.valueOf(fault.getMessage())));
        }
    }

    /**
     * Reads a configuration from text.
     *
     * @param json the text
     * @param name what messages call it
     * @return the configuration
     * @throws ConfigurationException where the text cannot be used; the message says why in one line
     */
    public static Configuration read(String json, String name) {
        String text = json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
        Section root = Section.root(name, JsonTree.parse(text, name));
        Configuration defaults = Configuration.defaults();
        return new Configuration(
                persistence(root.section("persistence"), defaults.persistence()),
                instruments(root),
                (int) root.number(Key.LANES, defaults.lanes()),
                (int) root.number(Key.RING_SIZE, defaults.ringSize()),
                (int) root.number(Key.EVENT_RING_SIZE, defaults.eventRingSize()),
                root.choice(Key.WAIT_STRATEGY, defaults.waitStrategy()),
                root.choice(Key.STAGES, defaults.stages()),
                http(root.section("http"), root.section("streams"), defaults.http()),
                logging(root.section("logging"), defaults.logging()),
                backup(root.section("backup"), defaults.backup()),
                audit(root.section("audit"), defaults.audit()));
    }

    private static AuditRetention audit(Section section, AuditRetention defaults) {
        return new AuditRetention((int) section.number(Key.AUDIT_RETENTION_DAYS, defaults.retentionDays()), (int)
                section.number(Key.AUDIT_KEEP_SEGMENTS, defaults.keepSegments()));
    }

    private static BackupSchedule backup(Section section, BackupSchedule defaults) {
        return new BackupSchedule(
                section.text(Key.BACKUP_DIRECTORY, defaults.directory(), ConfigurationReader::path),
                (int) section.number(Key.BACKUP_INTERVAL_MIN, defaults.intervalMin()),
                section.bool(Key.BACKUP_INCREMENTAL, defaults.incremental()),
                (int) section.number(Key.BACKUP_KEEP, defaults.keep()),
                section.bool(Key.BACKUP_VERIFY, defaults.verify()),
                section.text(Key.BACKUP_PASSWORD_FILE, defaults.passwordFile(), ConfigurationReader::path));
    }

    private static Configuration.Persistence persistence(Section section, Configuration.Persistence defaults) {
        return new Configuration.Persistence(
                section.bool(Key.ENABLED, defaults.enabled()),
                section.text(Key.DATA_DIRECTORY, defaults.dataDirectory(), text -> Path.of(notBlank(text))),
                (int) section.number(Key.JOURNAL_SYNC_INTERVAL_MS, defaults.journalSyncIntervalMs()),
                (int) section.number(Key.SNAPSHOT_INTERVAL_MIN, defaults.snapshotIntervalMin()),
                section.number(Key.SNAPSHOT_EVERY_COMMANDS, defaults.snapshotEveryCommands()),
                (int) section.number(Key.KEEP_SNAPSHOTS, defaults.keepSnapshots()),
                section.number(Key.COMPACTION_THRESHOLD, defaults.compactionThreshold()),
                section.choice(Key.JOURNAL_RETENTION, defaults.journalRetention()),
                section.number(Key.SEGMENT_BYTES, defaults.segmentBytes()));
    }

    private static Configuration.Http http(Section section, Section streams, Configuration.Http defaults) {
        return new Configuration.Http(
                section.bool(Key.HTTP_ENABLED, defaults.enabled()),
                section.text(Key.HOST, defaults.host(), ConfigurationReader::notBlank),
                (int) section.number(Key.PORT, defaults.port()),
                tls(section, defaults.tls()),
                limits(section, defaults.limits()),
                streams(streams, defaults.streams()),
                credentialsPassword(section, defaults.credentialsPassword()));
    }

    /** Without a word of what stands there, which may be the password itself. */
    private static PasswordSource credentialsPassword(Section section, PasswordSource otherwise) {
        try {
            return PasswordSource.parse(
                    section.text(Key.CREDENTIALS_PASSWORD, otherwise.toString(), Function.identity()));
        } catch (IllegalArgumentException notUnderstood) {
            throw section.fault(
                    Key.CREDENTIALS_PASSWORD.label(),
                    "must be " + PasswordSource.RULE + ": where the password comes from, not the password");
        }
    }

    private static StreamLimits streams(Section section, StreamLimits defaults) {
        return new StreamLimits(
                (int) section.number(Key.STREAM_CONNECTIONS, defaults.maxConnections()),
                (int) section.number(Key.STREAM_SUBSCRIPTIONS, defaults.maxSubscriptions()),
                (int) section.number(Key.STREAM_MESSAGE_BYTES, defaults.maxMessageBytes()),
                (int) section.number(Key.STREAM_QUEUE_BYTES, defaults.queueBytes()),
                (int) section.number(Key.STREAM_LAG_MS, defaults.maxLagMs()),
                (int) section.number(Key.STREAM_IDLE_MS, defaults.idleTimeoutMs()),
                (int) section.number(Key.STREAM_BOOK_LEVELS, defaults.bookLevels()),
                (int) section.number(Key.STREAM_BOOK_INTERVAL_MS, defaults.bookIntervalMs()),
                (int) section.number(Key.STREAM_RING_SIZE, defaults.ringSize()));
    }

    private static Logging logging(Section section, Logging defaults) {
        return new Logging(
                section.choice(Key.LOG_LEVEL, defaults.level()),
                section.choice(Key.LOG_FORMAT, defaults.format()),
                section.text(Key.LOG_FILE, defaults.file(), ConfigurationReader::path),
                section.number(Key.LOG_MAX_FILE_BYTES, defaults.maxFileBytes()),
                (int) section.number(Key.LOG_KEEP_FILES, defaults.keepFiles()));
    }

    private static HttpTls tls(Section section, HttpTls defaults) {
        String keyStore = section.text(Key.TLS_KEY_STORE, defaults.keyStore(), ConfigurationReader::path);
        String passwordFile = section.text(Key.TLS_PASSWORD_FILE, defaults.passwordFile(), ConfigurationReader::path);
        if (keyStore.isEmpty() != passwordFile.isEmpty()) {
            throw section.fault(
                    keyStore.isEmpty() ? Key.TLS_PASSWORD_FILE.label() : Key.TLS_KEY_STORE.label(),
                    "goes with the other of tlsKeyStore and tlsPasswordFile: give both, or neither");
        }
        return new HttpTls(keyStore, passwordFile, section.bool(Key.PLAIN_REMOTE, defaults.plainRemote()));
    }

    private static HttpLimits limits(Section section, HttpLimits defaults) {
        return new HttpLimits(
                (int) section.number(Key.MAX_CONNECTIONS, defaults.maxConnections()),
                (int) section.number(Key.IDLE_TIMEOUT_MS, defaults.idleTimeoutMs()),
                (int) section.number(Key.REQUEST_TIMEOUT_MS, defaults.requestTimeoutMs()),
                (int) section.number(Key.MAX_OUTSTANDING, defaults.maxOutstanding()),
                (int) section.number(Key.REPLAY_WINDOW_MS, defaults.replayWindowMs()),
                (int) section.number(Key.REQUESTS_PER_SECOND, defaults.requestsPerSecond()),
                (int) section.number(Key.REQUEST_BURST, defaults.requestBurst()));
    }

    private static List<Instrument> instruments(Section root) {
        List<Section> sections = root.sections("instruments");
        if (sections == null) {
            return Configuration.defaults().instruments();
        }
        if (sections.isEmpty()) {
            throw root.fault("instruments", "is empty: define at least one, or leave the key out");
        }
        List<Instrument> instruments = new ArrayList<>();
        Set<String> symbols = new HashSet<>();
        for (Section section : sections) {
            Instrument instrument = instrument(section);
            if (!symbols.add(instrument.symbol())) {
                throw section.fault("symbol", "repeats " + Text.quote(instrument.symbol()) + ": remove one of the two");
            }
            instruments.add(instrument);
        }
        return instruments;
    }

    private static Instrument instrument(Section section) {
        String symbol = section.text(
                Key.SYMBOL, null, text -> Instrument.of(text, "1", "1").symbol());
        DecimalUnit tick = section.text(Key.TICK, null, DecimalUnit::of);
        DecimalUnit lot = section.text(Key.LOT, null, DecimalUnit::of);
        return new Instrument(
                symbol, tick, lot, (int) section.number(Key.MAX_OPEN_ORDERS, Instrument.DEFAULT_MAX_OPEN_ORDERS));
    }

    /** {@return the text of a path, or none} */
    private static String path(String text) {
        if (!text.isEmpty()) {
            // Throws where no file system takes it, such as NUL.
            Path.of(text);
        }
        return text;
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return text;
    }
}
