package io.everbook.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalRetention;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigurationReaderTest {

    private static final String FAULTS = """
            {'persistence':{'keepSnapshot':3}}
            -> unknown key "persistence.keepSnapshot": did you mean "keepSnapshots"? line=1 column=17
            {'keepSnapshots':3}
            -> unknown key "keepSnapshots": did you mean "keepSnapshots" inside "persistence"? line=1 column=2
            {'http':{'lanes':3}}
            -> unknown key "http.lanes": did you mean "lanes" at the top of the file? line=1 column=10
            {'http':{'zzz':3}}
            -> unknown key "http.zzz": the keys here are enabled, host, port, tlsKeyStore, tlsPasswordFile,\
            \040allowPlainRemote, maxConnections, idleTimeoutMs, requestTimeoutMs, maxOutstanding, replayWindowMs,\
            \040requestsPerSecond,\
            \040requestBurst, credentialsPassword line=1 column=10
            {'instruments':[{'symbol':'A','tik':1}]}
            -> unknown key "instruments[0].tik": did you mean "tick"? line=1 column=31
            {'lanes':1,'lanes':2}
            -> duplicate key "lanes": remove one of the two line=1 column=12
            {'http':{'port':1,'port':1}}
            -> duplicate key "http.port": remove one of the two line=1 column=19
            {'lanes':'1'}
            -> "lanes" must be a whole number, 1 to 64: found the string "1" line=1 column=2
            {'lanes':1.0}
            -> "lanes" must be a whole number, 1 to 64: found 1.0 line=1 column=2
            {'lanes':null}
            -> "lanes" must be a whole number, 1 to 64: found null line=1 column=2
            {'lanes':0}
            -> "lanes" must be 1 to 64: found 0 line=1 column=2
            {'lanes':99999999999999999999}
            -> "lanes" must be 1 to 64: found 99999999999999999999 line=1 column=2
            {'ringSize':1000}
            -> "ringSize" must be a power of two from 64 to 1048576: found 1000 line=1 column=2
            {'persistence':{'journalSyncIntervalMs':-1}}
            -> "persistence.journalSyncIntervalMs" must be 0 to 60000: found -1 line=1 column=17
            {'persistence':{'segmentBytes':65535}}
            -> "persistence.segmentBytes" must be 65536 to 1073741824: found 65535 line=1 column=17
            {'persistence':{'dataDirectory':' '}}
            -> "persistence.dataDirectory" must be a path: found the string " " line=1 column=17
            {'persistence':true}
            -> "persistence" must be an object: found true line=1 column=2
            {'http':{'enabled':'yes'}}
            -> "http.enabled" must be true or false: found the string "yes" line=1 column=10
            {'http':{'port':65536}}
            -> "http.port" must be 0 to 65535: found 65536 line=1 column=10
            {'instruments':[]}
            -> "instruments" is empty: define at least one, or leave the key out line=1 column=2
            {'instruments':{}}
            -> "instruments" must be an array of objects: found an object line=1 column=2
            {'instruments':[3]}
            -> "instruments[0]" must be an object: found 3 line=1 column=17
            {'instruments':[{'symbol':'a','tick':'1','lot':'1'}]}
            -> "instruments[0].symbol" must be 1 to 24 of A-Z 0-9 . - _: found the string "a" line=1 column=18
            {'instruments':[{'symbol':'A','tick':0.01,'lot':'1'}]}
            -> "instruments[0].tick" must be a string, a decimal above 0, in quotes: found 0.01 line=1 column=31
            {'instruments':[{'symbol':'A','tick':'-1','lot':'1'}]}
            -> "instruments[0].tick" must be a decimal above 0, in quotes: found the string "-1" line=1 column=31
            {'instruments':[{'symbol':'A','tick':'1'}]}
            -> missing key "instruments[0].lot": add it: a decimal above 0, in quotes line=1 column=17
            []
            -> the file must hold one JSON object: found an array: put it in braces line=1 column=1
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldTakeTheDefaultOfEveryKeyThatIsLeftOut() {
        assertThat(read("{}")).isEqualTo(Configuration.defaults());
        assertThat(read("{'persistence': {}, 'http': {}}")).isEqualTo(Configuration.defaults());
    }

    @Test
    void shouldReadTheBlockOfTheRecoveryGuide() {
        Configuration read =
                read("{'persistence': {'enabled': true, 'dataDirectory': 'data', 'journalSyncIntervalMs': 100,"
                        + " 'snapshotIntervalMin': 15, 'keepSnapshots': 5, 'compactionThreshold': 1000000}}");

        assertThat(read).isEqualTo(Configuration.defaults());
    }

    @Test
    void shouldReadEveryKey() {
        Configuration read = read("""
                {
                  'persistence': {
                    'enabled': false, 'dataDirectory': '/var/lib/everbook', 'journalSyncIntervalMs': 0,
                    'snapshotIntervalMin': 1, 'snapshotEveryCommands': 7, 'keepSnapshots': 2, 'compactionThreshold': 0,
                    'journalRetention': 'archive', 'segmentBytes': 65536
                  },
                  'instruments': [
                    {'symbol': 'AMZN', 'tick': '0.05', 'lot': '1', 'maxOpenOrders': 10},
                    {'symbol': 'ETH-USD', 'tick': '0.01', 'lot': '0.001'}
                  ],
                  'lanes': 2, 'ringSize': 64, 'eventRingSize': 128, 'waitStrategy': 'busy-spin', 'stages': 'separate',
                  'http': {
                    'enabled': false, 'host': '::1', 'port': 0, 'tlsKeyStore': 'a.p12', 'tlsPasswordFile': 'a.txt',
                    'allowPlainRemote': true, 'maxConnections': 16, 'idleTimeoutMs': 1000, 'maxOutstanding': 1,
                    'replayWindowMs': 2000, 'requestsPerSecond': 0, 'requestBurst': 3
                  },
                  'streams': {
                    'maxConnections': 1, 'maxSubscriptions': 2, 'maxMessageBytes': 1024, 'queueBytes': 65536,
                    'maxLagMs': 100, 'idleTimeoutMs': 1001, 'bookLevels': 10, 'bookIntervalMs': 0, 'ringSize': 2048
                  }
                }""");

        assertThat(read.persistence())
                .isEqualTo(new Configuration.Persistence(
                        false, Path.of("/var/lib/everbook"), 0, 1, 7, 2, 0, JournalRetention.ARCHIVE, 65536));
        assertThat(read.instruments())
                .containsExactly(
                        new Instrument("AMZN", new DecimalUnit(5, 2), new DecimalUnit(1, 0), 10),
                        Instrument.of("ETH-USD", "0.01", "0.001"));
        assertThat(read.lanes()).isEqualTo(2);
        assertThat(read.ringSize()).isEqualTo(64);
        assertThat(read.eventRingSize()).isEqualTo(128);
        assertThat(read.waitStrategy()).isEqualTo(WaitStrategyKind.BUSY_SPIN);
        assertThat(read.stages()).isEqualTo(StageLayout.SEPARATE);
        assertThat(read.http())
                .isEqualTo(new Configuration.Http(
                        false,
                        "::1",
                        0,
                        new HttpTls("a.p12", "a.txt", true),
                        new HttpLimits(16, 1000, 10_000, 1, 2000, 0, 3),
                        new StreamLimits(1, 2, 1024, 65536, 100, 1001, 10, 0, 2048)));
    }

    @Test
    void shouldAllowCommentsTrailingCommasAndByteOrderMark() {
        String json = "\uFEFF// one\n{/* two */ 'lanes': 3, // three\n}\n";

        assertThat(read(json).lanes()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldNameFileKeyFaultAndRemedyInOneLine(String json, String fault) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("everbook.json: " + fault);
    }

    @Test
    void shouldListTheWordsOfAChoice() {
        assertThatThrownBy(() -> read("{'waitStrategy':'spin'}"))
                .hasMessage(
                        "everbook.json: \"waitStrategy\" must be \"auto\", \"blocking\", \"sleeping\", \"yielding\" or"
                                + " \"busy-spin\": found the string \"spin\" line=1 column=2");
    }

    @Test
    void shouldRefuseSymbolThatStandsTwice() {
        assertThatThrownBy(() -> read("{'instruments':[{'symbol':'A','tick':'1','lot':'1'},\n"
                        + " {'symbol':'A','tick':'2','lot':'1'}]}"))
                .hasMessage("everbook.json: \"instruments[1].symbol\" repeats \"A\": remove one of the two"
                        + " line=2 column=3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {'lanes':1     ~ Unexpected end-of-input: expected close marker for Object (start marker at line 1
            {'lanes' 1}    ~ Unexpected character ('1' (code 49))
            {'lanes':tru}  ~ Unrecognized token 'tru'
            {'lanes':1} {} ~ something follows the end of the object
            """)
    void shouldGiveThePlaceOfMalformedJson(String json, String fault) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("everbook.json: malformed JSON: " + fault)
                .hasMessageMatching("[^\n]* line=1 column=\\d+");
    }

    @Test
    void shouldKeepControlCharactersOutOfMessages() {
        assertThatThrownBy(() -> read("{'a\\nb\\u001b[31m':1}"))
                .hasMessageStartingWith("everbook.json: unknown key \"a\\u000ab\\u001b[31m\"");
    }

    @Test
    void shouldRefuseEmptyFile() throws Exception {
        Path file = Files.createFile(directory.resolve("empty.json"));

        assertThatThrownBy(() -> ConfigurationReader.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": empty: write a JSON object, for a start the output of \"everbook config\"");
    }

    @Test
    void shouldRefuseFileThatIsMissingADirectoryOrTooLarge() throws Exception {
        Path missing = directory.resolve("missing.json");
        Path large = Files.write(directory.resolve("large.json"), new byte[(1 << 20) + 1]);

        assertFault(missing, "no such file: \"everbook config\" prints one to start from");
        assertFault(directory, "is a directory: name a file");
        assertFault(large, "larger than 1 MiB: is it a configuration?");
    }

    @Test
    void shouldRefuseFileThatIsNotText() throws Exception {
        Path latin = Files.write(directory.resolve("latin.json"), "{} // \u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertFault(latin, "not UTF-8 text: save it as UTF-8");
    }

    @Test
    void shouldRefuseFileThatMayNotBeRead() throws Exception {
        Path file = Files.writeString(directory.resolve("secret.json"), "{}");
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "this user may read everything");

        assertFault(file, "cannot be read: permission denied: make it readable");
    }

    private static Stream<Arguments> faults() {
        String[] lines = FAULTS.split("\n(-> )?");
        return IntStream.range(0, lines.length / 2).mapToObj(i -> Arguments.of(lines[2 * i], lines[2 * i + 1]));
    }

    private static void assertFault(Path file, String fault) {
        assertThatThrownBy(() -> ConfigurationReader.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": " + fault);
    }

    private static Configuration read(String json) {
        return ConfigurationReader.read(json.replace('\'', '"'), "everbook.json");
    }
}
