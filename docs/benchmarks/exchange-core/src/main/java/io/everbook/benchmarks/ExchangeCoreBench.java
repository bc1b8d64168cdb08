package io.everbook.benchmarks;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * exchange-core's OrderBookDirectImpl on the workload of {@code everbook bench book}, on one thread, each run on a
 * fresh book. A modify is a cancel and, where that succeeds, a new order. No risk engine, no ring, no journal; unlike
 * Everbook's market it validates nothing, has no request ids, writes no acceptance events and keeps no digest.
 */
public final class ExchangeCoreBench {

    private static final int HEADER_BYTES = 16;
    private static final int MESSAGE_BYTES = 40;

    private ExchangeCoreBench() {}

    /** Arguments: the workload, the number of warm-up runs, the number of runs. */
    public static void main(String[] arguments) throws IOException {
        byte[] bytes;
        try (InputStream in =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(Path.of(arguments[0]))))) {
            bytes = in.readAllBytes();
        }
        ByteBuffer messages = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int warmUps = Integer.parseInt(arguments[1]);
        double[] rates = new double[Integer.parseInt(arguments[2])];
        for (int i = 0; i < warmUps; i++) {
            run(messages, false);
        }
        for (int i = 0; i < rates.length; i++) {
            rates[i] = run(messages, i == 0);
        }
        Arrays.sort(rates);
        double median = (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
        System.out.printf(
                Locale.ROOT,
                "exchange-core 0.5.3 OrderBookDirectImpl: median %,.0f messages/s, min %,.0f, max %,.0f%n",
                median,
                rates[0],
                rates[rates.length - 1]);
    }

    private static double run(ByteBuffer messages, boolean printsTotals) {
        int count = messages.getInt(12);
        CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                .symbolId(1)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseScaleK(1)
                .quoteScaleK(1)
                .build();
        IOrderBook book = new OrderBookDirectImpl(
                symbol,
                ObjectsPool.createDefaultTestPool(),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
        OrderCommand command = new OrderCommand();
        long trades = 0;
        long refused = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int at = HEADER_BYTES + i * MESSAGE_BYTES;
            boolean found = true;
            if (messages.get(at) != 0) {
                cancel(command, messages, at);
                found = IOrderBook.processCommand(book, command) == CommandResultCode.SUCCESS;
                refused += found ? 0 : 1;
            }
            if (messages.get(at) != 1 && found) {
                enter(command, messages, at);
                IOrderBook.processCommand(book, command);
                trades += trades(command.matcherEvent);
            }
        }
        double rate = count * 1e9 / (System.nanoTime() - start);
        if (printsTotals) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d messages: %,d trades, %,d refused, %,d orders open%n",
                    count,
                    trades,
                    refused,
                    book.getOrdersNum(OrderAction.BID) + book.getOrdersNum(OrderAction.ASK));
        }
        return rate;
    }

    private static void cancel(OrderCommand command, ByteBuffer messages, int at) {
        command.command = OrderCommandType.CANCEL_ORDER;
        command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
        command.symbol = 1;
        command.uid = 1;
        command.orderId = messages.getLong(at + 16);
        command.matcherEvent = null;
    }

    private static void enter(OrderCommand command, ByteBuffer messages, int at) {
        command.command = OrderCommandType.PLACE_ORDER;
        command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
        command.symbol = 1;
        command.uid = 1;
        command.orderId = messages.getLong(at + 16);
        command.price = messages.getLong(at + 24);
        command.reserveBidPrice = command.price;
        command.size = messages.getInt(at + 4) & 0xFFFF_FFFFL;
        command.action = messages.get(at + 1) == 0 ? OrderAction.BID : OrderAction.ASK;
        command.orderType = messages.get(at + 2) != 0 ? OrderType.IOC : OrderType.GTC;
        command.matcherEvent = null;
    }

    private static long trades(MatcherTradeEvent first) {
        long trades = 0;
        for (MatcherTradeEvent event = first; event != null; event = event.nextEvent) {
            trades += event.eventType == MatcherEventType.TRADE ? 1 : 0;
        }
        return trades;
    }
}
