package io.everbook.app.cli;

import io.everbook.app.bench.BookShapes;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook bench shapes}: what a command costs in deep, wide and flat books. */
@Command(
        name = "shapes",
        description = {
            "Fill books of four shapes in process, then cancel orders from the middle, enter others, take the best:",
            "a small book, a deep one of N orders, a wide one of 200,000 levels and an outlier, and one level of N/10",
            "orders. One thread, a clock around each command, whose own cost of about 30 ns is in the figures; no",
            "ring, no journal. Ten million orders need a heap of 3 GB (java -Xmx3g)."
        },
        footer = {"", "Example:", "  everbook bench shapes --orders 10000000 --operations 1000000"})
final class BenchShapesCommand implements Callable<Integer> {

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Orders in the deep book (default: 10000000).")
    private int orders;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Cancels and entries in each book (default: 1000000).")
    private int operations;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "What is drawn from (default: 42).")
    private long seed;

    @Override
    public Integer call() {
        Options.check("--orders", orders, 100, 16_000_000);
        Options.check("--operations", operations, 1, 100_000_000);
        BookShapes.run(orders, operations, seed, Terminal.OUT);
        return ExitCode.OK;
    }
}
