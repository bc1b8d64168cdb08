package io.everbook.app.http;

import io.everbook.app.trading.Outcome;
import io.everbook.app.trading.Trading;
import io.everbook.core.book.BookWalk;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.matching.Market;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Cancels the one open order that has a memo: the market knows orders by number, so the order is looked up first. */
final class MemoCancel {

    /** How many open orders of a participant are looked through. */
    static final int MOST_ORDERS = 2_000;

    private final Trading trading;

    MemoCancel(Trading trading) {
        this.trading = trading;
    }

    /**
     * Cancels.
     *
     * @param command a cancel that names no order yet
     * @param memo the memo
     */
    CompletableFuture<Outcome> submit(Command command, String memo) {
        byte[] wanted = memo.getBytes(StandardCharsets.UTF_8);
        // A repeated request finds its order gone, so what came of it is looked for before the order.
        return trading.earlier(command.marketIndex(), command.participantId(), command.requestId())
                .thenCompose(earlier -> earlier == null
                        ? find(command, wanted)
                        : CompletableFuture.completedFuture(requireCancel(earlier)));
    }

    private CompletableFuture<Outcome> find(Command command, byte[] wanted) {
        return trading.ask(command.marketIndex(), market -> find(market, command.participantId(), wanted))
                .thenCompose(orderId -> trading.submit(command.orderId(orderId)));
    }

    private static long find(Market market, int participantId, byte[] wanted) {
        List<Long> found = new ArrayList<>();
        BookWalk walk = market.walk();
        long next = walk.ordersOf(participantId, 0, MOST_ORDERS, order -> {
            if (order.memo.contentEquals(wanted)) {
                found.add(order.orderId);
            }
        });
        if (found.size() > 1) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    "AMBIGUOUS_MEMO",
                    "several open orders have this memo: name one by its id: "
                            + found.subList(0, Math.min(found.size(), 10)));
        }
        if (found.isEmpty() && next != 0) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    "TOO_MANY_ORDERS",
                    "none of the oldest " + MOST_ORDERS + " open orders has this memo: name the order by its id");
        }
        if (found.isEmpty()) {
            throw new Refusal(Refusal.NOT_FOUND, "UNKNOWN_ORDER", "no open order has this memo");
        }
        return found.get(0);
    }

    private static Outcome requireCancel(Outcome earlier) {
        if (earlier.events().get(0).commandType() != CommandType.CANCEL_ORDER) {
            throw new Refusal(Refusal.CONFLICT, "REQUEST_ID_USED", "requestId was used for another request");
        }
        return earlier;
    }
}
