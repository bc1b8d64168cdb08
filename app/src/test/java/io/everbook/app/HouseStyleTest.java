package io.everbook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes and the leftovers that nobody should have to look for in a review. */
class HouseStyleTest {

    private static final List<String> MODULES = List.of("core", "journal", "snapshot", "replay", "app");
    private static final int LINE_LENGTH = 120;
    private static final int FILE_LINES = 500;
    private static final int MOST_FILES_LINES = 300;
    private static final int METHOD_LINES = 60;
    private static final int MOST_METHODS_LINES = 25;
    private static final int PARAMETERS = 6;
    private static final double MOST = 0.9;

    private static final Pattern LEFT_TO_DO = Pattern.compile("\\bTO[D]O\\b|\\bFI[X]ME\\b|\\bX{3}\\b");
    private static final Pattern COMMENTED_OUT = Pattern.compile("^\\s*//.*[;{}]\\s*$");
    private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*\\.\\s*sleep\\b|\\bTimeUnit\\.\\w+\\.sleep\\b");
    private static final Pattern FLOATING_POINT =
            Pattern.compile("\\b(?:float|double|Float|Double|BigDecimal)\\b|\\b\\d+\\.\\d+|\\b\\d+[fFdD]\\b");

    private static final Path ROOT = root();
    private static final List<JavaSource> SOURCES =
            MODULES.stream().flatMap(HouseStyleTest::sourcesOf).toList();

    @ParameterizedTest
    @ValueSource(strings = {"core", "journal", "snapshot", "replay", "app"})
    void shouldSeeTheSourcesOfEveryModule(String module) {
        assertThat(sourcesOf(module)).as("sources of %s", module).isNotEmpty();
    }

    @Test
    void shouldKeepLinesShort() {
        assertNone(source -> source.linesThat(line -> line.length() > LINE_LENGTH));
    }

    @Test
    void shouldKeepEveryFileShort() {
        assertNone(source -> Stream.of(source.lines().size())
                .filter(lines -> lines > FILE_LINES)
                .map(lines -> source.at(lines) + ": lines=" + lines));
    }

    @Test
    void shouldKeepMostFilesShorterStill() {
        Predicate<JavaSource> isLong = source -> source.lines().size() >= MOST_FILES_LINES;
        assertMost(SOURCES, isLong, source -> source.at(source.lines().size()));
    }

    @Test
    void shouldKeepEveryMethodShort() {
        assertNone(source -> methodsThat(source, method -> method.lineCount() > METHOD_LINES));
    }

    @Test
    void shouldKeepMostMethodsShorterStill() {
        List<JavaMethod> methods = SOURCES.stream()
                .flatMap(source -> source.scan().methods().stream())
                .toList();
        assertMost(methods, method -> method.lineCount() >= MOST_METHODS_LINES, JavaMethod::toString);
    }

    @Test
    void shouldTakeFewParameters() {
        assertNone(source -> methodsThat(source, method -> method.parameterCount() > PARAMETERS));
    }

    @Test
    void shouldLeaveNothingToBeDoneLater() {
        assertNone(source -> source.linesThat(LEFT_TO_DO.asPredicate()));
    }

    @Test
    void shouldNotKeepCodeInComments() {
        assertNone(source -> source.linesThat(COMMENTED_OUT.asPredicate()));
    }

    @Test
    void shouldDeclareOneTopLevelTypeAFile() {
        assertNone(source -> Stream.of(source.scan().topLevelTypes())
                .filter(types -> types != (source.isPackageInfo() ? 0 : 1))
                .map(types -> source.at(1) + ": types=" + types));
    }

    @Test
    void shouldNotDisableTests() {
        assertNone(source -> source.codeThat(DISABLED.asPredicate()));
    }

    @Test
    void shouldNotSleepInTests() {
        assertNone(source -> source.isTest() ? source.codeThat(SLEEP.asPredicate()) : Stream.empty());
    }

    @Test
    void shouldNotCalculateInFloatingPointInCore() {
        Path core = ROOT.relativize(ROOT.resolve("core/src/main"));
        assertNone(source ->
                source.path().startsWith(core) ? source.codeThat(FLOATING_POINT.asPredicate()) : Stream.empty());
    }

    @Test
    void shouldDescribeEveryPackage() {
        assertThat(SOURCES.stream()
                        .filter(source -> !source.isTest())
                        .map(source -> source.path().getParent())
                        .distinct()
                        .filter(folder -> !Files.exists(ROOT.resolve(folder).resolve("package-info.java"))))
                .as("packages without a package-info.java")
                .isEmpty();
    }

    @Test
    void shouldMeasureTheMethodsThatAReaderSees() {
        JavaSource source = JavaSource.of(Path.of("Example.java"), """
                @Named({"a"})
                final class Example<T extends Comparable<T>> {
                    private final int[] sizes = {1, 2};
                    enum Kind { FIRST(1) { int rank() { return 1; } }, SECOND(2); Kind(int n) {} }
                    record Pair(int left, int right) {
                        Pair {
                            check(left);
                        }
                    }
                    Example(Map<String, Long> names, @Named("b") int count) throws IOException {
                        run(names, name -> {
                            if (new Pair(1, 2).left() == 1) { call(); }
                        }, new Task() {
                            @Override public void go(int a, int b, int c) { }
                        });
                    }
                    abstract <V> V find(V value);
                }
                """);
        assertThat(source.scan().topLevelTypes()).isOne();
        assertThat(source.scan().methods())
                .containsExactlyInAnyOrder(
                        new JavaMethod("rank", 4, 1, 0),
                        new JavaMethod("Kind", 4, 1, 1),
                        new JavaMethod("Pair", 6, 3, 0),
                        new JavaMethod("go", 14, 1, 3),
                        new JavaMethod("Example", 10, 7, 2),
                        new JavaMethod("find", 17, 1, 1));
    }

    private static void assertNone(Function<JavaSource, Stream<String>> violations) {
        assertThat(SOURCES.stream().flatMap(violations)).isEmpty();
    }

    private static <T> void assertMost(Collection<T> all, Predicate<T> isLong, Function<T, String> place) {
        List<T> exceptions = all.stream().filter(isLong).toList();
        assertThat(exceptions.size())
                .as("long ones: %s", exceptions.stream().map(place).toList())
                .isLessThanOrEqualTo((int) (all.size() * (1 - MOST)));
    }

    private static Stream<String> methodsThat(JavaSource source, Predicate<JavaMethod> isWrong) {
        return source.scan().methods().stream()
                .filter(isWrong)
                .map(method -> source.at(method.lineNumber()) + ": " + method);
    }

    private static Stream<JavaSource> sourcesOf(String module) {
        Path folder = ROOT.resolve(module).resolve("src");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            return sources.stream().map(HouseStyleTest::read);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JavaSource read(Path file) {
        JavaSource source = JavaSource.read(file);
        return new JavaSource(ROOT.relativize(file), source.lines(), source.code());
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("core")) ? here : here.getParent();
    }
}
