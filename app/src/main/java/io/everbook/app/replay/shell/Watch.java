package io.everbook.app.replay.shell;

import io.everbook.app.json.Words;
import io.everbook.app.replay.DecimalText;
import io.everbook.core.book.BookView;
import io.everbook.core.book.BookView.Levels;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.HexFormat;
import java.util.function.BiFunction;

/**
 * Something to keep an eye on.
 *
 * @param name how it was asked for
 * @param value what it is now, as text
 */
record Watch(String name, BiFunction<Market, Instrument, String> value) {

    static Watch digest() {
        return new Watch("digest", (market, instrument) -> HexFormat.of().toHexDigits(market.digest()));
    }

    static Watch order(long orderId) {
        return new Watch("order " + orderId, (market, instrument) -> {
            OrderSearch search = new OrderSearch(orderId);
            market.visit(search);
            return search.found() ? text(search, instrument) : "not open";
        });
    }

    static Watch level(long priceTicks, String price) {
        return new Watch("level " + price, (market, instrument) -> {
            BookView view = market.view(Integer.MAX_VALUE);
            String bid = level(view.bids(), priceTicks, instrument);
            String ask = level(view.asks(), priceTicks, instrument);
            return bid != null ? "bid " + bid : ask != null ? "ask " + ask : "nothing";
        });
    }

    private static String level(Levels levels, long priceTicks, Instrument instrument) {
        for (int i = 0; i < levels.depth(); i++) {
            if (levels.priceTicks()[i] == priceTicks) {
                return DecimalText.of(instrument.lot(), levels.quantityLots()[i]) + " in " + levels.orderCount()[i]
                        + " orders";
            }
        }
        return null;
    }

    private static String text(OrderSearch search, Instrument instrument) {
        RestingOrder order = search.order();
        String open = Words.of(order.side) + " " + DecimalText.of(instrument.lot(), order.leavesQuantityLots) + " of "
                + DecimalText.of(instrument.lot(), order.quantityLots);
        String price = order.priceTicks == 0 ? "" : " at " + DecimalText.of(instrument.tick(), order.priceTicks);
        String place = order.waiting
                ? ", waits for " + DecimalText.of(instrument.tick(), order.triggerPriceTicks)
                : ", " + search.ordersAhead() + " orders with " + DecimalText.of(instrument.lot(), search.lotsAhead())
                        + " ahead at its price";
        return open + price + place;
    }
}
