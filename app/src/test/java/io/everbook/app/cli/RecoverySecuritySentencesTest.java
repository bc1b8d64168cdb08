package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Each sentence of the recovery guide's section on security has its tests, as docs/security.md lists them. */
class RecoverySecuritySentencesTest {

    private static final List<String> SENTENCES = List.of(
            "API credentials remain encrypted during recovery operations",
            "Required to decrypt credentials after system restart",
            "Unique salts are preserved during backup and recovery",
            "Temporary decryption keys are securely cleared after recovery",
            "All security events are journaled and recovered after crashes",
            "Failed and successful authentication attempts are preserved",
            "API access patterns and rate limiting data are recovered",
            "Encrypt backup files containing sensitive data",
            "Restrict file permissions on recovery directories (600/700)",
            "Log and monitor all recovery operations for security events",
            "Verify checksums of recovered credential files");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][^|]+?) \\| (`[a-z]+\\.[A-Z].*`) \\|$");
    private static final Pattern TEST = Pattern.compile("`([a-z]+\\.[A-Za-z]+)\\.([a-z][A-Za-z]+)`");

    @Test
    void shouldHaveATestForEachSentence() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "security.md"));
        List<MatchResult> rows = ROW.matcher(page).results().toList();
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyElementsOf(SENTENCES);
        for (MatchResult row : rows) {
            List<MatchResult> tests = TEST.matcher(row.group(2)).results().toList();
            assertThat(tests).as(row.group(1)).isNotEmpty();
            for (MatchResult test : tests) {
                Class<?> type = Class.forName("io.everbook.app." + test.group(1));
                Stream<Method> methods = Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.getName().equals(test.group(2)));
                assertThat(methods)
                        .as(row.group())
                        .singleElement()
                        .matches(method -> method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class));
            }
        }
    }
}
