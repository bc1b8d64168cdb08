package io.everbook.app.client;

import io.everbook.app.terminal.UserFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook client cancel}: takes out an order, or all. */
@Command(
        name = "cancel",
        description = "Cancel an order by its id, or all orders of the key's participant.",
        footer = {
            "",
            "Examples:",
            "  everbook client cancel 17 --key desk-7 --secret-file desk-7.secret",
            "  everbook client cancel --all --side buy --key desk-7",
            "",
            "Exit codes: 0 accepted, 1 rejected, or the engine could not be asked, 2 the input cannot be used."
        })
final class ClientCancelCommand implements Callable<Integer> {

    @Mixin
    private ClientCommandLine line;

    @Parameters(arity = "0..1", paramLabel = "ORDER", description = "The id of the order.")
    private Long orderId;

    @Option(names = "--all", description = "All orders.")
    private boolean all;

    @Option(names = "--side", paramLabel = "SIDE", description = "With --all: those of one side, buy or sell.")
    private String side;

    @Override
    public Integer call() {
        if (all == (orderId != null)) {
            throw new UserFault("give either the id of an order or --all");
        }
        EverbookClient client = line.trader();
        try {
            return OutcomeReport.print(EverbookClient.await(cancel(client)), line.json());
        } catch (ClientException refused) {
            return OutcomeReport.print(refused);
        }
    }

    private CompletableFuture<Json> cancel(EverbookClient client) {
        long requestId = OutcomeReport.newRequestId();
        if (!all) {
            return client.cancelAsync(requestId, line.symbol(), orderId);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", line.symbol());
        fields.put("side", side);
        return client.massCancelAsync(new ClientCommand(requestId, fields));
    }
}
