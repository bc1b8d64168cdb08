package io.everbook.app.cli;

/** A build from before there was {@code replay}: it knows no such command. */
final class OldBuild {

    private OldBuild() {}

    /**
     * Refuses every command.
     *
     * @param arguments what it does not know
     */
    public static void main(String[] arguments) {
        System.err.println("everbook: Unmatched arguments from index 0: '" + arguments[0] + "' (see everbook --help)");
        System.exit(2);
    }
}
