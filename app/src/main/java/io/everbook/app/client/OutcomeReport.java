package io.everbook.app.client;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;

/** Tells the outcome of a command on standard output. */
final class OutcomeReport {

    private OutcomeReport() {}

    /** {@return a request id that is higher than those before: the time in nanoseconds since the epoch} */
    static long newRequestId() {
        return Long.parseLong(ClientKey.timestamp());
    }

    /** Prints an outcome; {@return the exit code: 0 where it was carried out, 1 where the market refused it} */
    static int print(Json outcome, boolean json) {
        boolean accepted = "accepted".equals(outcome.text("outcome"));
        if (json) {
            Terminal.OUT.println(outcome.source());
        } else if (accepted) {
            Terminal.OUT.println("accepted: " + outcome.text("symbol") + " sequence " + outcome.number("sequence")
                    + (outcome.number("orderId") == 0 ? "" : ", order " + outcome.number("orderId"))
                    + (outcome.flag("original") ? " (as before: the request was carried out already)" : ""));
            outcome.objects("events").forEach(OutcomeReport::printEvent);
        } else {
            Terminal.OUT.println("rejected: " + outcome.text("reason") + ": " + outcome.text("text"));
        }
        Terminal.OUT.flush();
        return accepted ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void printEvent(Json event) {
        switch (event.text("event")) {
            case "traded" ->
                Terminal.OUT.println("  traded " + event.text("quantity") + " at " + event.text("price") + ", trade "
                        + event.number("tradeId"));
            case "cancelled" ->
                Terminal.OUT.println("  cancelled " + event.text("quantity") + " of order " + event.number("orderId")
                        + ": " + event.text("reason"));
            case "mass-cancelled" -> Terminal.OUT.println("  orders cancelled: " + event.number("orders"));
            default -> {
                // The first line says it.
            }
        }
    }

    /** Prints why the engine refused, in one line; {@return the exit code} */
    static int print(ClientException refused) {
        Terminal.ERR.println("everbook: " + refused.code() + ": " + refused.getMessage());
        return refused.code().equals("BAD_REQUEST") || refused.code().startsWith("UNKNOWN_")
                ? ExitCode.USAGE
                : ExitCode.FAILED;
    }
}
