package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A recorded stream of commands that can be run again, also with some of its commands left out. */
final class CommandStream {

    private static final long LEFT_OUT_ORDER = Long.MAX_VALUE;

    private final Instrument instrument;
    private final CommandLines lines;

    CommandStream(Instrument instrument) {
        this.instrument = instrument;
        lines = new CommandLines(instrument);
    }

    /** {@return how market and oracle differ on these commands, or null} */
    String difference(List<Command> commands) {
        MarketPair pair = new MarketPair(instrument);
        Map<Long, Long> newIds = new HashMap<>();
        for (Command original : commands) {
            newIds.put(original.sequence(), pair.sequence() + 1);
            Command command = new Command().copyFrom(original);
            if (original.orderId() != 0) {
                command.orderId(newIds.getOrDefault(original.orderId(), LEFT_OUT_ORDER));
            }
            String difference = pair.difference(command);
            if (difference != null) {
                return "at command " + command.sequence() + ": " + difference;
            }
        }
        String difference = pair.stateDifference();
        return difference == null ? null : "at the end: " + difference;
    }

    /** {@return a shorter stream that still shows a difference, found by leaving out ever smaller pieces} */
    List<Command> shrink(List<Command> failing) {
        List<Command> best = failing;
        for (int piece = Math.max(1, best.size() / 2); piece > 0; piece /= 2) {
            int from = 0;
            while (from < best.size()) {
                List<Command> shorter = new ArrayList<>(best.subList(0, from));
                shorter.addAll(best.subList(Math.min(best.size(), from + piece), best.size()));
                if (difference(shorter) == null) {
                    from += piece;
                } else {
                    best = shorter;
                }
            }
        }
        return best;
    }

    /**
     * {@return the commands that a line of JSON can say, without what it leaves out, where they still show a
     * difference; else all of them}
     */
    List<Command> sayable(List<Command> failing) {
        List<Command> sayable = new ArrayList<>();
        for (Command original : failing) {
            if (lines.isSayable(original)) {
                Command command = new Command().copyFrom(original);
                if (command.type() != CommandType.NEW_ORDER) {
                    command.memo(command.memo(), 0);
                }
                sayable.add(command);
            }
        }
        return difference(sayable) == null ? failing : sayable;
    }

    /** {@return the commands as a reader can run them: as lines for match, or else as what they hold} */
    String text(List<Command> commands) {
        List<Command> renumbered = renumbered(commands);
        return commands.stream().allMatch(lines::isSayable)
                ? lines.text(renumbered)
                : "match cannot be given these, only a market can:\n" + fields(renumbered);
    }

    /** {@return the commands, each with the id that it gets where the ones left out are missing} */
    private static List<Command> renumbered(List<Command> commands) {
        List<Command> renumbered = new ArrayList<>();
        Map<Long, Long> newIds = new HashMap<>();
        for (Command original : commands) {
            newIds.put(original.sequence(), newIds.size() + 1L);
            Command command = new Command().copyFrom(original).sequence(newIds.size());
            if (original.orderId() != 0) {
                command.orderId(newIds.getOrDefault(original.orderId(), LEFT_OUT_ORDER));
            }
            renumbered.add(command);
        }
        return renumbered;
    }

    private static String fields(List<Command> commands) {
        StringBuilder text = new StringBuilder();
        for (Command command : commands) {
            text.append('#').append(command.sequence()).append(' ').append(command.type());
            field(text, "participant", command.participantId());
            field(text, "requestId", command.requestId());
            field(text, "orderId", command.orderId());
            field(text, "origRequestId", command.origRequestId());
            word(text, command.side());
            word(text, command.orderType());
            word(text, command.timeInForce());
            word(text, command.postOnly() ? "POST_ONLY" : null);
            field(text, "price", command.priceTicks());
            field(text, "quantity", command.quantityLots());
            field(text, "leavesQuantity", command.leavesQuantityLots());
            field(text, "triggerPrice", command.triggerPriceTicks());
            field(text, "displayQuantity", command.displayQuantityLots());
            field(text, "expireTime", command.expireNanos());
            field(text, "timestamp", command.timestampNanos());
            word(text, command.type() == CommandType.NEW_ORDER ? command.selfTradePrevention() : null);
            word(text, command.instrumentState());
            word(text, command.participantState());
            word(text, command.refusal());
            field(text, "memoLength", command.memoLength());
            text.append('\n');
        }
        return text.toString();
    }

    private static void field(StringBuilder text, String name, long value) {
        if (value != 0) {
            text.append(' ').append(name).append('=').append(value);
        }
    }

    private static void word(StringBuilder text, Object value) {
        if (value != null) {
            text.append(' ').append(value);
        }
    }
}
