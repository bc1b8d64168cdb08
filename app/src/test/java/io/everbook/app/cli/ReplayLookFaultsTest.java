package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code replay book} and {@code replay order} lead, and what they say where they cannot go. */
class ReplayLookFaultsTest {

    /** A frame starts here: what is cut off before leaves nothing, and behind it a torn tail. */
    private static final int HEADER_BYTES = 4096;

    @TempDir
    private static Path directory;

    private static GuideSession session;

    @BeforeAll
    static void match() throws Exception {
        session = new GuideSession(directory);
        Files.copy(Path.of("..", "docs", "replay-incident.jsonl"), directory.resolve("orders.jsonl"));
        // The first command in a run of its own, so that it stands in a frame of its own.
        session.type("head -2 orders.jsonl > first.jsonl; tail -n +3 orders.jsonl > rest.jsonl");
        session.type("everbook match first.jsonl --data data > matched.jsonl");
        session.type("everbook match rest.jsonl --data data > matched.jsonl");
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void shouldHelpWithExamplesAndExitCodes() throws Exception {
        for (String command : List.of("book", "order")) {
            List<String> help = session.type("everbook replay " + command + " --help");
            assertThat(String.join("\n", help)).contains("Example", "Exit codes: 0 ", "--data=PATH");
            assertThat(help).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void shouldShowTheSameBookWhateverNamesThePlace() throws Exception {
        List<String> bySequence = session.type("everbook replay book --data data --at 11");
        assertThat(bySequence).contains("ABC after command 11, 2026-11-24T10:31:07.123Z");
        for (String at : List.of(
                "2026-11-24T10:31:07.123Z",
                "2026-11-24T10:31:07.299999999Z",
                "2026-11-24T12:31:07.123+02:00",
                "1795516267123000000")) {
            assertThat(session.type("everbook replay book --data data --at " + at))
                    .as(at)
                    .isEqualTo(bySequence);
        }
        assertThat(session.type("everbook replay book --data data --depth 1 --at 11"))
                .containsSequence("  bid  100.00        30       1     30")
                .noneMatch(line -> line.contains("99.95"));
        assertThat(session.type("everbook replay book --data data"))
                .isEqualTo(session.type("everbook replay book --data data --at 13"));
        assertThat(session.type("everbook replay book --data data --at 0")).anyMatch(line -> line.contains("nothing"));
    }

    @Test
    void shouldReadABackupAsTheDirectoryThatItWasMadeOf() throws Exception {
        session.type("everbook backup create --data data --to backups --unaudited");
        List<String> book = session.type("everbook replay book --data data --at 11");
        assertThat(session.type("everbook replay book --data backups --at 11")).isEqualTo(book);
        String id;
        Path object;
        try (Stream<Path> manifests = Files.list(directory.resolve("backups"));
                Stream<Path> objects = Files.list(directory.resolve("backups/objects"))) {
            id = manifests
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".manifest"))
                    .findFirst()
                    .orElseThrow();
            object = objects.filter(file -> isJournal(file)).findFirst().orElseThrow();
        }
        assertThat(session.type("everbook replay book --data backups/" + id + " --at 11"))
                .isEqualTo(book);
        assertThat(session.type("everbook replay diff data backups")).endsWith("A and B are equal");
        assertThat(session.type("everbook replay verify --data backups")).contains("ABC: all is well");

        Files.write(object, Arrays.copyOf(Files.readAllBytes(object), 5_000));
        assertThat(session.type("everbook replay book --data backups --at 11"))
                .hasSize(1)
                .allMatch(line -> line.startsWith("everbook: a file of the backup is gone or has another size"));
        assertThat(session.type("echo $?")).containsExactly("2");
    }

    @Test
    void shouldSayThatAnEncryptedBackupIsToBeRestored() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "correct horse battery staple");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        session.type("everbook backup create --data data --to sealed --encrypt --unaudited --password-file password");
        assertThat(session.type("everbook replay book --data sealed"))
                .containsExactly("everbook: these backups are encrypted; make a data directory of one with everbook"
                        + " backup restore, and name that: path=sealed");
        assertThat(session.type("echo $?")).containsExactly("2");
    }

    private static boolean isJournal(Path object) {
        try {
            return new String(Files.readAllBytes(object), 0, 8, StandardCharsets.ISO_8859_1).contains("JRNL");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldGoOnToTheFirstCommandThatMeetsACondition() throws Exception {
        assertThat(session.type("everbook replay book --data data --until 'participant 7 and event REPLACED'"))
                .isEqualTo(session.type("everbook replay book --data data --at 7"));
        assertThat(session.type("everbook replay book --data data --at 7 --until 'order 5 and event REPLACED'"))
                .isEqualTo(session.type("everbook replay book --data data --at 9"));
        assertThat(session.type("everbook replay events --data data --where 'order 5 and event REPLACED' --json"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"event\":\"replaced\""));
    }

    @Test
    void shouldStayWithin80Columns() throws Exception {
        for (int order : List.of(1, 2, 3, 4, 5, 6, 8, 10, 11, 12)) {
            assertThat(session.type("everbook replay order " + order + " --data data"))
                    .allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void shouldMeetAMistakeWithOneLineThatNamesIt() throws Exception {
        Files.write(directory.resolve("foreign"), new byte[10_000]);
        Files.writeString(directory.resolve("short"), "x");
        Files.createDirectories(directory.resolve("nothing"));
        expect("book --data data --at 14", "sequence=14 last=13");
        expect("book --data data --at 999999999999999", "last=13");
        expect("book --data data --at 2026-11-24T10:30:59Z", "is later");
        expect("book --data data --at -1", "--at");
        expect("book --data data --at noon", "--at takes a sequence such as 4711, or a time such as");
        expect("book --data data --depth -1", "--depth");
        expect("book --data data --symbol XYZ", "there are ABC: --symbol=XYZ");
        expect("book --data nowhere", "nowhere");
        expect("book --data nothing", "there is no journal and no snapshot here");
        expect("book --data data --until 'order 5 andd'", "not a condition", "\"andd\"");
        expect("book --data data --until 'order 99'", "no command from there to the end meets the condition");
        expect("events --data data --where trade", "there is no test \"trade\"");
        expect("order 14 --data data", "there is no such order");
        expect("order 0 --data data", "there is no such order");
        expect("order 7 --data data", "did not enter an order");
        expect("order x --data data", "ID must be a whole number: ID=x");
        expect("order", "ID");
        for (String command : List.of("book", "order 5")) {
            for (String file : List.of("foreign", "short", "orders.jsonl")) {
                expect(command + " --data " + file, "not a segment of a journal", "--data=" + file);
            }
            expect(command + " --data data/executions/ABC.executions", "executions log");
        }
    }

    @Test
    void shouldSayWhatIsMissingOfATruncatedFile() throws Exception {
        for (int bytes : List.of(0, 5, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 300)) {
            session.type("rm -rf cut; cp -r data cut; truncate -s " + bytes + " cut/journals/ABC.journal");
            expect("book --data cut", "");
            expect("book --data cut --at 13", "");
            expect("order 12 --data cut", "");
        }
        expect("book --data cut", "has lost commands", "lostThrough=13 path=cut");
        expect("book --data cut --at 13", "the journal ends before this command", "lostThrough=13");
        // One file alone: what stands in it before the cut is shown.
        expect("book --data cut/journals/ABC.journal --at 13", "the journal ends before this command");
        assertThat(session.type("everbook replay book --data cut/journals/ABC.journal --at 1"))
                .isEqualTo(session.type("everbook replay book --data data --at 1"));
    }

    @Test
    void shouldNameTheDamageOnTheWay() throws Exception {
        session.type("rm -rf bad; cp -r data bad");
        try (FileChannel file =
                FileChannel.open(directory.resolve("bad/journals/ABC.journal"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {0x55, 0x55}), HEADER_BYTES + 60);
        }
        expect("book --data bad --at 12", "journals/ABC.journal");
        expect("order 5 --data bad", "journals/ABC.journal");
        assertThat(session.type("everbook replay book --data bad")).contains("ABC after command 13");
    }

    private static void expect(String line, String... parts) throws Exception {
        List<String> lines = session.type("everbook replay " + line);
        assertThat(lines).as(line).hasSize(1);
        assertThat(lines.get(0)).as(line).startsWith("everbook: ").contains(parts);
        assertThat(session.type("echo $?")).as(line).containsExactly("2");
    }
}
