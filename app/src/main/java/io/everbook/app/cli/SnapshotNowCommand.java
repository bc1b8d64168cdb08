package io.everbook.app.cli;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.http.OperatorClient;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.Role;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook snapshot now}: a snapshot of a running engine. */
@Command(
        name = "now",
        description = {
            "Ask the engine that runs on this host for a snapshot and wait until it is kept: written, forced, read",
            "back and verified. Trading goes on meanwhile. Without --symbol, of every instrument. It asks over the",
            "engine's HTTP port, signed with an operator's key out of the credential store where there is one."
        },
        footer = {
            "",
            "Examples:",
            "  everbook snapshot now",
            "  everbook snapshot now --config everbook.json --symbol BTC-USD",
            "",
            "Exit code 1 where a snapshot was not taken (the reason is printed), 2 where there is nobody to ask."
        })
final class SnapshotNowCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions credentials;

    @Option(names = "--port", paramLabel = "N", description = "The engine's HTTP port, instead of the configured one.")
    private Integer port;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol (default: all).")
    private String symbol;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for each snapshot (default: 600).")
    private int timeout;

    @Option(names = "--json", description = "Print the answers as JSON, one a line.")
    private boolean json;

    @Override
    public Integer call() {
        Options.check("--timeout", timeout, 1, 86_400);
        Configuration.Http http = credentials.configuration().http();
        int asked = port == null ? http.port() : port;
        Options.check("--port", asked, 1, 65_535);
        OperatorClient client = new OperatorClient(http, asked, timeout, operator());
        boolean all = true;
        for (String name : symbol == null ? client.symbols() : java.util.List.of(symbol)) {
            all &= print(name, client.snapshot(name));
        }
        return all ? ExitCode.OK : ExitCode.FAILED;
    }

    /** {@return an operator's key out of the data directory; null where there is none} */
    private ApiKey operator() {
        if (!credentials.exists()) {
            return null;
        }
        try (CredentialStore store = credentials.open()) {
            return store.credentials().stream()
                    .filter(credential -> credential.role() == Role.OPERATOR)
                    .findFirst()
                    .map(credential -> store.apiKey(credential.id()))
                    .orElse(null);
        }
    }

    private boolean print(String name, OperatorClient.Answer answer) {
        if (!answer.taken()) {
            Terminal.ERR.println("everbook: no snapshot of " + name + ": " + answer.text("error"));
        } else if (json) {
            Terminal.OUT.println(answer.body().strip());
        } else {
            Terminal.OUT.printf(
                    Locale.ROOT,
                    "%s: %s sequence=%s digest=%s bytes=%s%n",
                    name,
                    answer.text("file"),
                    answer.text("sequence"),
                    answer.text("digest"),
                    answer.text("bytes"));
        }
        Terminal.OUT.flush();
        return answer.taken();
    }
}
