package io.everbook.app.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook client enter}: a new order. */
@Command(
        name = "enter",
        description = {
            "Enter an order, and print what became of it.",
            "Without an answer it is sent again, with the same request id, so that it is not carried out twice."
        },
        footer = {
            "",
            "Examples:",
            "  everbook client enter --key desk-7 --secret-file desk-7.secret --side buy --price 100.00 --quantity 2",
            "  everbook client enter --key desk-7 --side sell --type market --tif ioc --quantity 0.5 --json",
            "",
            "Exit codes: 0 accepted, 1 rejected, or the engine could not be asked, 2 the input cannot be used."
        })
final class ClientEnterCommand implements Callable<Integer> {

    @Mixin
    private ClientCommandLine line;

    @Option(names = "--side", required = true, paramLabel = "SIDE", description = "buy or sell.")
    private String side;

    @Option(names = "--quantity", required = true, paramLabel = "DECIMAL", description = "The quantity.")
    private String quantity;

    @Option(names = "--price", paramLabel = "DECIMAL", description = "The limit.")
    private String price;

    @Option(names = "--type", paramLabel = "TYPE", description = "limit, market, stop or stop-limit (default: limit).")
    private String type;

    @Option(names = "--trigger-price", paramLabel = "DECIMAL", description = "The price that triggers a stop order.")
    private String triggerPrice;

    @Option(names = "--tif", paramLabel = "WORD", description = "Time in force: gtc, ioc, fok, day (default: gtc).")
    private String timeInForce;

    @Option(names = "--display", paramLabel = "DECIMAL", description = "How much of an iceberg is shown.")
    private String displayQuantity;

    @Option(names = "--memo", paramLabel = "TEXT", description = "Your own text, up to 32 bytes.")
    private String memo;

    @Option(
            names = "--request-id",
            paramLabel = "N",
            description = "A number higher than those before (default: the time); the same again asks for the outcome.")
    private Long requestId;

    @Override
    public Integer call() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", line.symbol());
        fields.put("side", side);
        fields.put("orderType", type);
        fields.put("price", price);
        fields.put("triggerPrice", triggerPrice);
        fields.put("quantity", quantity);
        fields.put("timeInForce", timeInForce);
        fields.put("displayQuantity", displayQuantity);
        fields.put("memo", memo);
        EverbookClient client = line.trader();
        ClientCommand order = new ClientCommand(requestId == null ? OutcomeReport.newRequestId() : requestId, fields);
        try {
            return OutcomeReport.print(EverbookClient.await(client.enterAsync(order)), line.json());
        } catch (ClientException refused) {
            return OutcomeReport.print(refused);
        }
    }
}
