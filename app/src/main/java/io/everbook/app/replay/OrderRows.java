package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.dump.Decimals;
import io.everbook.app.json.BookFields;
import io.everbook.app.json.JsonObject;
import io.everbook.app.json.Words;
import io.everbook.core.book.BookView;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import io.everbook.replay.session.ReplaySession;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** Every open order of a book in queue order: bids, asks, then the stop orders that wait; as rows or as JSON Lines. */
final class OrderRows {

    private static final String ROW = "%-9s %13s %5s %13s %11s %12s";
    private static final int COLUMNS = 80;

    private final ReplaySession session;
    private final Instrument instrument;
    private final int depth;

    /**
     * Prepares them.
     *
     * @param session stands where the book is
     * @param depth how many prices of each side are shown at most
     */
    OrderRows(ReplaySession session, int depth) {
        this.session = session;
        this.depth = depth;
        instrument = session.instrument();
    }

    void print(PrintStream out, boolean asJson) {
        BookView view = session.market().view(0);
        if (asJson) {
            out.print(JsonObject.line(json -> {
                BookFields.summary(json, view, instrument);
                JsonObject.number(json, "timestamp", session.timestampNanos(), session.timestampNanos() != 0);
            }));
        } else {
            new LadderText(instrument, false)
                    .heading(view, session.timestampNanos())
                    .forEach(out::println);
            out.println(row("queue", "price", "place", "order", "participant", "open"));
        }
        session.market().visit(new Rows(out, asJson));
    }

    private static String row(String queue, String price, Object place, Object order, Object participant, String open) {
        return String.format(Locale.ROOT, ROW, queue, price, place, order, participant, open);
    }

    private final class Rows implements StateVisitor {

        private final PrintStream out;
        private final boolean asJson;
        private String queue = "";
        private long price;
        private int levels;
        private int place;

        Rows(PrintStream out, boolean asJson) {
            this.out = out;
            this.asJson = asJson;
        }

        @Override
        public void summary(MarketSummary summary) {
            // The heading has said it.
        }

        @Override
        public void participant(int participantId, long lastRequestId, ParticipantState state) {
            // Orders only.
        }

        @Override
        public void order(RestingOrder order) {
            String itsQueue = queue(order);
            long itsPrice = order.waiting ? order.triggerPriceTicks : order.priceTicks;
            boolean sameQueue = itsQueue.equals(queue);
            levels = sameQueue ? levels + (itsPrice == price ? 0 : 1) : 1;
            place = sameQueue && itsPrice == price ? place + 1 : 1;
            queue = itsQueue;
            price = itsPrice;
            if (levels > depth) {
                return;
            }
            if (asJson) {
                out.print(JsonObject.line(json -> fields(json, order)));
            } else {
                text(order);
            }
        }

        private void text(RestingOrder order) {
            String row = row(
                    queue,
                    Decimals.price(price, instrument),
                    place,
                    order.orderId,
                    order.participantId,
                    Decimals.shortQuantity(order.leavesQuantityLots, instrument));
            String notes = notes(order);
            boolean fits = row.length() + notes.length() <= COLUMNS;
            out.println(fits ? row + notes : row);
            if (!fits) {
                out.println("         " + notes);
            }
        }

        private String notes(RestingOrder order) {
            StringBuilder notes = new StringBuilder();
            if (order.leavesQuantityLots != order.quantityLots) {
                notes.append(" of ").append(Decimals.shortQuantity(order.quantityLots, instrument));
            }
            if (order.displayQuantityLots != 0 && !order.waiting) {
                notes.append(" shows ").append(Decimals.shortQuantity(order.shownQuantityLots, instrument));
            }
            if (order.waiting) {
                String limit = order.priceTicks == 0 ? "" : " " + Decimals.price(order.priceTicks, instrument);
                notes.append(' ').append(Words.of(order.orderType)).append(limit);
            }
            if (order.timeInForce != TimeInForce.GTC) {
                notes.append(' ').append(Words.of(order.timeInForce));
            }
            return notes.toString();
        }

        private void fields(JsonGenerator json, RestingOrder order) throws IOException {
            json.writeStringField("queue", queue);
            json.writeNumberField("place", place);
            json.writeNumberField("orderId", order.orderId);
            json.writeNumberField("participant", order.participantId);
            JsonObject.number(json, "requestId", order.requestId, order.requestId != 0);
            json.writeStringField("side", Words.of(order.side));
            json.writeStringField("orderType", Words.of(order.orderType));
            json.writeStringField("timeInForce", Words.of(order.timeInForce));
            decimal(json, "price", Decimals.price(order.priceTicks, instrument), order.priceTicks != 0);
            decimal(
                    json,
                    "triggerPrice",
                    Decimals.price(order.triggerPriceTicks, instrument),
                    order.triggerPriceTicks != 0);
            json.writeStringField("quantity", Decimals.quantity(order.quantityLots, instrument));
            json.writeStringField("leavesQuantity", Decimals.quantity(order.leavesQuantityLots, instrument));
            json.writeStringField("shownQuantity", Decimals.quantity(order.shownQuantityLots, instrument));
            JsonObject.number(json, "expireTimestamp", order.expireNanos, order.expireNanos != 0);
            JsonObject.number(json, "timestamp", order.timestampNanos, order.timestampNanos != 0);
        }

        private static void decimal(JsonGenerator json, String name, String text, boolean there) throws IOException {
            if (there) {
                json.writeStringField(name, text);
            }
        }

        private static String queue(RestingOrder order) {
            if (order.waiting) {
                return order.side == Side.BUY ? "buy-stop" : "sell-stop";
            }
            return order.side == Side.BUY ? "bid" : "ask";
        }
    }
}
