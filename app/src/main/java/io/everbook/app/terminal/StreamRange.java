package io.everbook.app.terminal;

import io.everbook.replay.stream.StreamFilter;
import picocli.CommandLine.Option;

/** The options that say which part of a journal is shown, and of whom. */
public final class StreamRange {

    @Option(names = "--from", paramLabel = "SEQ", defaultValue = "1", description = "The first sequence to show.")
    private long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "The last sequence to show.")
    private Long to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "The earliest time stamp: ISO-8601, or nanoseconds since the epoch.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "The latest time stamp, likewise.")
    private String until;

    @Option(names = "--participant", paramLabel = "N", defaultValue = "0", description = "Only of this participant.")
    private int participant;

    @Option(
            names = "--order",
            paramLabel = "ID",
            defaultValue = "0",
            description = "Only about this order: what enters it, names it, or happens to it.")
    private long order;

    /**
     * Reads the options.
     *
     * @return what is to be shown
     * @throws UserFault where one of them cannot be
     */
    public StreamFilter filter() {
        Options.check("--from", from, 1, Long.MAX_VALUE);
        Options.check("--to", to == null ? Long.MAX_VALUE : to, from, Long.MAX_VALUE);
        Options.check("--participant", participant, 0, Integer.MAX_VALUE);
        Options.check("--order", order, 0, Long.MAX_VALUE);
        return StreamFilter.ALL
                .sequences(from, to == null ? Long.MAX_VALUE : to)
                .times(
                        TimeOption.nanos("--since", since, Long.MIN_VALUE),
                        TimeOption.nanos("--until", until, Long.MAX_VALUE))
                .parties(participant, order);
    }

    /** {@return the first sequence that is wanted} */
    public long from() {
        return from;
    }
}
