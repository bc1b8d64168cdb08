package io.everbook.app.replay;

import io.everbook.app.terminal.StreamRange;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.stream.StreamFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which commands or events are shown, and in which form. */
final class StreamOptions {

    /** The forms. */
    enum Format {
        /** Rows for people. */
        TEXT,

        /** JSON Lines. */
        JSON,

        /** Comma-separated values. */
        CSV
    }

    @Mixin
    private StreamRange range;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only of this kind, such as new or traded. Several with commas between, or repeatedly.")
    private List<String> kinds = List.of();

    @Option(names = "--min-price", paramLabel = "PRICE", description = "The lowest price to show.")
    private String minPrice;

    @Option(names = "--max-price", paramLabel = "PRICE", description = "The highest price to show.")
    private String maxPrice;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json (as --json) or csv.")
    private Format format;

    /** {@return the form that is wanted} */
    Format format(boolean json) {
        if (json && format != null && format != Format.JSON) {
            throw new UserFault("--json and another --format do not go together: --format=" + format);
        }
        return json ? Format.JSON : format == null ? Format.TEXT : format;
    }

    /** {@return the conditions but for the kinds} */
    StreamFilter filter(Instrument instrument) {
        return range.filter()
                .prices(
                        price("--min-price", minPrice, Long.MIN_VALUE, instrument),
                        price("--max-price", maxPrice, Long.MAX_VALUE, instrument));
    }

    /**
     * Reads the kinds.
     *
     * @param kind what a word stands for; null for nothing
     * @param words all that there are
     */
    <K> Set<K> kinds(Function<String, K> kind, List<String> words) {
        Set<K> wanted = new LinkedHashSet<>();
        for (String word : kinds) {
            K known = kind.apply(word);
            if (known == null) {
                throw new UserFault("--kind takes " + String.join(", ", words) + ": --kind=" + word);
            }
            wanted.add(known);
        }
        return wanted;
    }

    /** Refuses a first sequence that the journal has not come to. */
    void requireReached(long lastSequence) {
        if (range.from() > lastSequence) {
            throw new UserFault(
                    "the journal ends before this command: --from=" + range.from() + " lastSequence=" + lastSequence);
        }
    }

    /** {@return the first sequence that is wanted} */
    long from() {
        return range.from();
    }

    private static long price(String option, String text, long absent, Instrument instrument) {
        if (text == null) {
            return absent;
        }
        long ticks = instrument.tick().parse(text);
        if (ticks == DecimalUnit.NOT_A_NUMBER || ticks == DecimalUnit.OUT_OF_RANGE) {
            throw new UserFault(option + " takes a decimal number such as 10.50: " + option + "=" + text);
        }
        if (ticks == DecimalUnit.NOT_A_MULTIPLE) {
            throw new UserFault(
                    option + " must be a multiple of the tick: " + option + "=" + text + " tick=" + instrument.tick());
        }
        return ticks;
    }
}
