package io.everbook.benchmarks;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.common.config.OrdersProcessingConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.common.config.ReportsQueriesConfiguration;
import exchange.core2.core.common.config.SerializationConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import exchange.core2.core.processors.journaling.DiskSerializationProcessor;
import exchange.core2.core.processors.journaling.DiskSerializationProcessorConfiguration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * exchange-core's whole pipeline on the workload of {@code everbook bench pipeline}, with its journal or without, from
 * its API to its results consumer, as fast as one sender can. Risk checks are off. A modify is a cancel and, where that
 * succeeds, a new order; what is open at the end of a pass is cancelled, so that each pass begins with an empty book.
 */
public final class ExchangeCorePipelineBench {

    private static final int HEADER_BYTES = 16;
    private static final int MESSAGE_BYTES = 40;
    private static final int SYMBOL = 1;
    private static final int USER = 1;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final CoreSymbolSpecification SPECIFICATION = CoreSymbolSpecification.builder()
            .symbolId(SYMBOL)
            .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
            .baseCurrency(10)
            .quoteCurrency(20)
            .baseScaleK(1)
            .quoteScaleK(1)
            .build();

    private final AtomicLong answered = new AtomicLong();
    private long refused;
    private long trades;
    private byte[] types;
    private boolean[] buys;
    private long[] ids;
    private long[] prices;
    private long[] sizes;
    private int steps;

    private ExchangeCorePipelineBench() {}

    /**
     * Arguments: the workload; journal or none; seconds of warm-up; seconds of a run; runs; a folder for journals,
     * which is made and deleted; the wait strategy (YIELDING, BUSY_SPIN, BLOCKING).
     */
    public static void main(String[] arguments) throws Exception {
        ByteBuffer messages = read(Path.of(arguments[0]));
        boolean journals = arguments[1].equals("journal");
        long warmUpNanos = (long) (Double.parseDouble(arguments[2]) * NANOS_PER_SECOND);
        long nanos = (long) (Double.parseDouble(arguments[3]) * NANOS_PER_SECOND);
        double[] rates = new double[Integer.parseInt(arguments[4])];
        Path folder = Path.of(arguments[5]);
        CoreWaitStrategy wait = CoreWaitStrategy.valueOf(arguments[6]);
        ExchangeCorePipelineBench bench = new ExchangeCorePipelineBench();
        bench.prepare(messages);
        for (int i = 0; i < rates.length; i++) {
            Path fresh = Files.createDirectories(folder.resolve("run-" + i));
            rates[i] = bench.run(fresh, journals, wait, warmUpNanos, nanos) * messages.getInt(12) / bench.steps;
            System.out.printf(Locale.ROOT, "  run %2d  %,14.0f messages/s%n", i + 1, rates[i]);
            delete(fresh);
        }
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "exchange-core 0.5.3 pipeline, journal=%s: median %.0f messages/s, min %.0f, max %.0f; %d commands a"
                        + " pass, %,d trades, %,d refused%n",
                journals,
                (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2,
                rates[0],
                rates[rates.length - 1],
                bench.steps,
                bench.trades,
                bench.refused);
        // Its threads are no daemons, and a shutdown waits for them.
        System.exit(0);
    }

    private static ByteBuffer read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Runs the workload through a book, to know which cancels succeed, and which orders are open at the end. */
    private void prepare(ByteBuffer messages) {
        int count = messages.getInt(12);
        types = new byte[2 * count];
        buys = new boolean[2 * count];
        ids = new long[2 * count];
        prices = new long[2 * count];
        sizes = new long[2 * count];
        IOrderBook book = new OrderBookDirectImpl(
                SPECIFICATION,
                ObjectsPool.createDefaultTestPool(),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
        OrderCommand command = new OrderCommand();
        for (int i = 0; i < count; i++) {
            int at = HEADER_BYTES + i * MESSAGE_BYTES;
            boolean found = true;
            if (messages.get(at) != 0) {
                found = add(book, command, (byte) 2, messages, at);
            }
            if (messages.get(at) != 1 && found) {
                add(book, command, messages.get(at + 2) != 0 ? (byte) 1 : (byte) 0, messages, at);
            }
        }
        LongStream open = Stream.concat(book.askOrdersStream(true), book.bidOrdersStream(true))
                .mapToLong(order -> order.getOrderId());
        open.forEach(id -> {
            types[steps] = 2;
            ids[steps++] = id;
        });
    }

    private boolean add(IOrderBook book, OrderCommand command, byte type, ByteBuffer messages, int at) {
        types[steps] = type;
        buys[steps] = messages.get(at + 1) == 0;
        ids[steps] = messages.getLong(at + 16);
        prices[steps] = messages.getLong(at + 24);
        sizes[steps] = messages.getInt(at + 4) & 0xFFFF_FFFFL;
        command.command = type == 2 ? OrderCommandType.CANCEL_ORDER : OrderCommandType.PLACE_ORDER;
        command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
        command.symbol = SYMBOL;
        command.uid = USER;
        command.orderId = ids[steps];
        command.price = prices[steps];
        command.reserveBidPrice = prices[steps];
        command.size = sizes[steps];
        command.action = buys[steps] ? OrderAction.BID : OrderAction.ASK;
        command.orderType = type == 1 ? OrderType.IOC : OrderType.GTC;
        command.matcherEvent = null;
        steps++;
        return IOrderBook.processCommand(book, command) == CommandResultCode.SUCCESS;
    }

    private double run(Path folder, boolean journals, CoreWaitStrategy wait, long warmUpNanos, long nanos)
            throws Exception {
        ExchangeCore core = ExchangeCore.builder()
                .resultsConsumer(this::result)
                .exchangeConfiguration(configuration(folder, journals, wait))
                .build();
        core.startup();
        ExchangeApi api = core.getApi();
        require(api.submitBinaryDataAsync(new BatchAddSymbolsCommand(SPECIFICATION)).get());
        require(api.submitCommandAsync(ApiAddUser.builder().uid(USER).build()).get());
        answered.set(0);
        refused = 0;
        trades = 0;
        long sent = send(api, warmUpNanos);
        await(sent);
        long start = System.nanoTime();
        long more = send(api, nanos);
        await(sent + more);
        double rate = more * NANOS_PER_SECOND / (System.nanoTime() - start);
        core.shutdown();
        return rate;
    }

    private static ExchangeConfiguration configuration(Path folder, boolean journals, CoreWaitStrategy wait) {
        DiskSerializationProcessorConfiguration disk = DiskSerializationProcessorConfiguration.createDefaultConfig();
        DiskSerializationProcessorConfiguration own = new DiskSerializationProcessorConfiguration(
                folder.toString(),
                disk.getSnapshotLz4CompressorFactory(),
                disk.getJournalFileMaxSize(),
                disk.getJournalBufferSize(),
                disk.getJournalBatchCompressThreshold(),
                disk.getJournalLz4CompressorFactory());
        // As SerializationConfiguration.DISK_JOURNALING, but in a folder of our choice.
        SerializationConfiguration journaling =
                new SerializationConfiguration(true, exchange -> new DiskSerializationProcessor(exchange, own));
        return ExchangeConfiguration.builder()
                .ordersProcessingCfg(OrdersProcessingConfiguration.builder()
                        .riskProcessingMode(OrdersProcessingConfiguration.RiskProcessingMode.NO_RISK_PROCESSING)
                        .marginTradingMode(OrdersProcessingConfiguration.MarginTradingMode.MARGIN_TRADING_DISABLED)
                        .build())
                .performanceCfg(PerformanceConfiguration.throughputPerformanceBuilder()
                        .matchingEnginesNum(1)
                        .riskEnginesNum(1)
                        .threadFactory(Thread::new)
                        .waitStrategy(wait)
                        .build())
                .initStateCfg(
                        journals
                                ? InitialStateConfiguration.cleanStartJournaling("BENCH")
                                : InitialStateConfiguration.cleanStart("BENCH"))
                .reportsQueriesCfg(ReportsQueriesConfiguration.DEFAULT)
                .loggingCfg(LoggingConfiguration.DEFAULT)
                .serializationCfg(journals ? journaling : SerializationConfiguration.DEFAULT)
                .build();
    }

    private static void require(CommandResultCode result) {
        if (result != CommandResultCode.SUCCESS && result != CommandResultCode.ACCEPTED) {
            throw new IllegalStateException("the exchange was not set up: result=" + result);
        }
    }

    private void result(OrderCommand command, long sequence) {
        refused += command.resultCode == CommandResultCode.SUCCESS ? 0 : 1;
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            trades += event.eventType == MatcherEventType.TRADE ? 1 : 0;
        }
        answered.lazySet(answered.getPlain() + 1);
    }

    /** Sends whole passes until the time is up, so that the next ones begin with an empty book. */
    private long send(ExchangeApi api, long nanos) {
        long start = System.nanoTime();
        long sent = 0;
        do {
            for (int i = 0; i < steps; i++) {
                if (types[i] == 2) {
                    api.cancelOrder(0, 0L, System.nanoTime(), ids[i], SYMBOL, USER);
                } else {
                    api.placeNewOrder(
                            0,
                            0L,
                            System.nanoTime(),
                            ids[i],
                            0,
                            prices[i],
                            prices[i],
                            sizes[i],
                            buys[i] ? OrderAction.BID : OrderAction.ASK,
                            types[i] == 1 ? OrderType.IOC : OrderType.GTC,
                            SYMBOL,
                            USER);
                }
            }
            sent += steps;
        } while (System.nanoTime() - start < nanos);
        return sent;
    }

    private void await(long count) {
        while (answered.get() < count) {
            LockSupport.parkNanos(20_000);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
