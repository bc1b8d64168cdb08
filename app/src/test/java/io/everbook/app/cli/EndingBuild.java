package io.everbook.app.cli;

import io.everbook.app.terminal.Terminal;
import java.util.List;

/** A build that has the command but cannot read this journal. */
final class EndingBuild {

    private EndingBuild() {}

    /**
     * Ends at once, with a fault.
     *
     * @param arguments the arguments of {@code everbook replay events}
     */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            Terminal.OUT.println("      --unchecked");
            Terminal.OUT.flush();
            return;
        }
        Terminal.ERR.println("everbook: a newer Everbook wrote this: code=NEWER_VERSION");
        System.exit(2);
    }
}
