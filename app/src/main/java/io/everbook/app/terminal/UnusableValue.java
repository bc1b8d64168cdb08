package io.everbook.app.terminal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Says in the words of the other options what is wrong with a value that is not of its option's kind. */
public final class UnusableValue {

    private static final String INTEGER = "[-+]?[0-9]+";

    private UnusableValue() {}

    /**
     * Describes a command line that cannot be read.
     *
     * @param fault what the parser says
     * @return the same where it is about a value: which option takes what, and what was given; else the parser's words
     */
    public static String describe(ParameterException fault) {
        ArgSpec argument = fault.getArgSpec();
        if (!(fault.getCause() instanceof TypeConversionException) || argument == null || fault.getValue() == null) {
            return fault.getMessage();
        }
        String wanted = wanted(argument.auxiliaryTypes()[0], fault.getValue());
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        return wanted == null ? fault.getMessage() : name + " must be " + wanted + ": " + name + "=" + fault.getValue();
    }

    private static String wanted(Class<?> type, String given) {
        if (type == long.class || type == Long.class) {
            return wholeNumber(given, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == int.class || type == Integer.class) {
            return wholeNumber(given, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == Path.class) {
            return "the name of a file";
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))
                : null;
    }

    /** A number can only be unusable for its size. */
    private static String wholeNumber(String given, long min, long max) {
        if (!given.matches(INTEGER)) {
            return "a whole number";
        }
        return given.startsWith("-") ? "a whole number of at least " + min : "a whole number of at most " + max;
    }
}
