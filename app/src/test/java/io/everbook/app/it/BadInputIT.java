package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake of a user is met with one line on standard error and exit code 2, and nothing before it is lost. */
class BadInputIT {

    private static final String ORDER =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}\n";

    @TempDir
    private Path directory;

    @Test
    void shouldNameAMissingFile() {
        assertFault(EverbookJar.run("", "match", "nowhere.jsonl"), "nowhere.jsonl", "no such file");
        assertFault(EverbookJar.run("", "run", "--config", "nowhere.json"), "nowhere.json");
        assertFault(EverbookJar.run("", "import", "lobster", "nowhere.csv"), "nowhere.csv", "no such file");
    }

    @Test
    void shouldNameTheLineOfATruncatedCommandAndKeepWhatCameBefore() {
        String data = directory.resolve("data").toString();
        EverbookJar.Result result = EverbookJar.run(ORDER + ORDER.substring(0, 30) + "\n", "match", "--data", data);
        assertFault(result, "line 2");
        assertThat(result.out()).contains("\"event\":\"accepted\"");
        EverbookJar.Result after = EverbookJar.run("{\"type\":\"book\"}\n", "match", "--data", data);
        assertThat(after.out()).contains("\"openOrders\":1");
    }

    @Test
    void shouldRefuseWhatALineCannotMean() {
        assertFault(match(ORDER.replace("100.00", "-100.00")), "line 1", "price");
        assertFault(match(ORDER + ORDER.replace("{", "{\"symbol\":\"NOPE\",")), "line 2", "NOPE");
        assertFault(match(ORDER.replace("price", "pirce")), "line 1", "pirce", "price");
        assertFault(match(ORDER.replace("\"100.00\"", "100.00")), "line 1", "string");
    }

    @Test
    void shouldNameAnUnwritableDataDirectory() throws Exception {
        Path readOnly = Files.createDirectory(
                directory.resolve("read-only"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        boolean permissionsBind = !Files.isWritable(readOnly);
        Path file = Files.createFile(directory.resolve("file"));
        assertFault(
                EverbookJar.run(ORDER, "match", "--data", file.resolve("data").toString()), "file");
        Assumptions.assumeTrue(permissionsBind, "skipped: this user may write everywhere");
        assertFault(
                EverbookJar.run(
                        ORDER, "match", "--data", readOnly.resolve("data").toString()),
                "read-only");
    }

    @Test
    void shouldNameTheKeyOfAConfigurationWithATypo() throws Exception {
        Path config = directory.resolve("everbook.json");
        Files.writeString(config, "{\"persistence\": {\"keepSnapshot\": 3}}");
        assertFault(EverbookJar.run("", "run", "--config", config.toString()), "keepSnapshot", "keepSnapshots");
        Files.writeString(config, "{\"lanes\": \"two\"}");
        assertFault(EverbookJar.run("", "run", "--config", config.toString()), "lanes");
        Files.writeString(config, "{\"persistence\": {\"journalSyncIntervalMs\": -1}}");
        assertFault(EverbookJar.run("", "run", "--config", config.toString()), "journalSyncIntervalMs");
    }

    @Test
    void shouldRefuseADataDirectoryInUse() throws Exception {
        String data = directory.resolve("data").toString();
        Process holder = EverbookJar.builder("match", "--data", data).start();
        try (OutputStream in = holder.getOutputStream()) {
            in.write((ORDER + "{\"type\":\"book\"}\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            assertThat(holder.inputReader().readLine()).contains("accepted");
            assertFault(EverbookJar.run(ORDER, "match", "--data", data), data, "another Everbook");
        }
        assertThat(holder.waitFor()).isZero();
    }

    @Test
    void shouldRefuseAJournalOfANewerVersion() throws Exception {
        Path data = directory.resolve("data");
        assertThat(EverbookJar.run(ORDER, "match", "--data", data.toString()).exitCode())
                .isZero();
        Path journal = data.resolve("journals/BTC-USD.journal");
        JournalTampering.raiseFormatVersion(journal);
        assertFault(EverbookJar.run(ORDER, "match", "--data", data.toString()), "BTC-USD.journal", "newer");
    }

    @Test
    void shouldExplainUnknownOptionsAndCommands() {
        assertFault(EverbookJar.run("", "match", "--dta", "x"), "--dta");
        assertFault(EverbookJar.run("", "mtach"), "mtach");
        assertFault(EverbookJar.run("", "demo", "--seconds", "0"), "--seconds");
        assertFault(EverbookJar.run("", "match", "--instrument", "btc"), "btc");
        assertFault(EverbookJar.run(""), "command");
    }

    private static EverbookJar.Result match(String input) {
        return EverbookJar.run(input, "match");
    }

    private static void assertFault(EverbookJar.Result result, String... parts) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        String fault = result.err()
                .lines()
                .filter(line -> line.startsWith("everbook: "))
                .findFirst()
                .orElse("");
        assertThat(fault).contains(parts);
        assertThat(result.err()).doesNotContain("\tat ").doesNotContain("Exception in thread");
    }
}
