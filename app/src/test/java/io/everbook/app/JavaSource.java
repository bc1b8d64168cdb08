package io.everbook.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One source file: its lines, and the same lines with comments and literals blanked out. */
record JavaSource(Path path, List<String> lines, List<String> code) {

    private static final String COMMENT = "//[^\\n]*+|/\\*.*?\\*/";
    private static final String TEXT_BLOCK = "\"\"\".*?(?<!\\\\)\"\"\"";
    private static final String STRING = "\"(?:\\\\.|[^\"\\\\\\n])*+\"";
    private static final String CHARACTER = "'(?:\\\\.|[^'\\\\\\n])++'";
    private static final Pattern COMMENT_OR_LITERAL =
            Pattern.compile(String.join("|", COMMENT, TEXT_BLOCK, STRING, CHARACTER), Pattern.DOTALL);

    static JavaSource read(Path path) {
        try {
            return of(path, Files.readString(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JavaSource of(Path path, String text) {
        String code = COMMENT_OR_LITERAL
                .matcher(text)
                .replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
        return new JavaSource(path, text.lines().toList(), code.lines().toList());
    }

    boolean isTest() {
        return path.toString().contains("src/test/");
    }

    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }

    JavaMethodScan scan() {
        return JavaMethodScan.of(String.join("\n", code));
    }

    /** {@return file and line of each line, comments and literals included, for which something is wrong} */
    Stream<String> linesThat(Predicate<String> isWrong) {
        return placesThat(lines, isWrong);
    }

    /** {@return file and line of each line of code, without comments and literals, for which something is wrong} */
    Stream<String> codeThat(Predicate<String> isWrong) {
        return placesThat(code, isWrong);
    }

    String at(int lineNumber) {
        return path + ":" + lineNumber;
    }

    private Stream<String> placesThat(List<String> candidates, Predicate<String> isWrong) {
        return IntStream.range(0, candidates.size())
                .filter(index -> isWrong.test(candidates.get(index)))
                .mapToObj(index -> at(index + 1) + ": " + lines.get(index).strip());
    }
}
