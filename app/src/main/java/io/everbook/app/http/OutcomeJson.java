package io.everbook.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.EventWriter;
import io.everbook.app.json.InstrumentDirectory;
import io.everbook.app.json.JsonObject;
import io.everbook.app.trading.Outcome;
import io.everbook.app.trading.Trading;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The answer to a command: 200 where it was carried out, 422 where the market refused it. */
public final class OutcomeJson {

    private static final int OK = 200;
    private static final int UNPROCESSABLE = 422;

    private OutcomeJson() {}

    static void answer(Exchange exchange, CompletableFuture<Outcome> outcome, Trading trading) {
        int viewer = exchange.participantId();
        exchange.later(
                outcome,
                trading.replies(),
                result -> result.refusal() == null ? OK : UNPROCESSABLE,
                result -> text(result, viewer, trading));
    }

    private static String text(Outcome outcome, int viewer, InstrumentDirectory directory) {
        return JsonObject.line(json -> write(json, outcome, viewer, directory));
    }

    /**
     * {@return the outcome as a message of a stream}
     *
     * @param outcome the outcome
     * @param requestId the command's request id
     * @param viewer the participant who reads it
     * @param directory where market indexes are looked up
     */
    public static String message(Outcome outcome, long requestId, int viewer, InstrumentDirectory directory) {
        return JsonObject.line(json -> {
                    json.writeStringField("type", "outcome");
                    json.writeNumberField("requestId", requestId);
                    write(json, outcome, viewer, directory);
                })
                .stripTrailing();
    }

    private static void write(JsonGenerator json, Outcome outcome, int viewer, InstrumentDirectory directory)
            throws IOException {
        ExecutionEvent first = outcome.events().get(0);
        RejectReason refusal = outcome.refusal();
        json.writeStringField("outcome", refusal == null ? "accepted" : "rejected");
        json.writeStringField(
                "symbol", directory.instruments().get(first.marketIndex()).symbol());
        json.writeNumberField("sequence", outcome.sequence());
        if (first.orderId() != 0) {
            json.writeNumberField("orderId", first.orderId());
        }
        if (refusal != null) {
            json.writeNumberField("code", refusal.code());
            json.writeStringField("reason", refusal.name());
            json.writeStringField("text", refusal.text());
        }
        json.writeBooleanField("original", outcome.original());
        json.writeBooleanField("truncated", outcome.truncated());
        json.writeFieldName("events");
        json.writeRawValue(events(outcome.events(), viewer, directory));
    }

    /** {@return an array of the events that a participant may see; 0 sees all} */
    static String events(List<ExecutionEvent> events, int viewer, InstrumentDirectory directory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventWriter writer = EventWriter.ofFew(bytes, directory);
        for (ExecutionEvent event : events) {
            boolean seen = viewer == 0 || event.participantId() == viewer || event.restingParticipantId() == viewer;
            if (seen) {
                writer.write(event, viewer);
            }
        }
        writer.flush();
        String lines = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
        return '[' + lines.replace('\n', ',') + ']';
    }
}
