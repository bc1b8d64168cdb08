package io.everbook.app.replay;

import io.everbook.app.json.CommandReader;
import io.everbook.app.json.InvalidLineException;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Limits;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.timeline.Change;
import io.everbook.replay.timeline.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the changes that the command line asks for. */
final class WhatIfChanges {

    private static final String NAMES = "instrument.tick, instrument.lot, instrument.maxOpenOrders, limits.minPrice,"
            + " limits.maxPrice, limits.maxQuantity, limits.maxNotional, limits.maxOpenOrders";

    private final Instrument instrument;
    private final List<Change> changes = new ArrayList<>();

    WhatIfChanges(Instrument instrument) {
        this.instrument = instrument;
    }

    List<Change> list() {
        return changes;
    }

    WhatIfChanges drop(List<Long> sequences) {
        for (long sequence : sequences) {
            Options.check("--drop", sequence, 1, Long.MAX_VALUE);
            changes.add(new Change.Drop(sequence));
        }
        return this;
    }

    WhatIfChanges replace(List<String> pairs) throws IOException {
        for (int i = 0; i < pairs.size(); i += 2) {
            long sequence = sequence("--replace", pairs.get(i));
            changes.add(new Change.Replace(sequence, commands(pairs.get(i + 1))));
        }
        return this;
    }

    WhatIfChanges insertBefore(List<String> pairs) throws IOException {
        for (int i = 0; i < pairs.size(); i += 2) {
            long sequence = sequence("--insert-before", pairs.get(i));
            changes.add(new Change.InsertBefore(sequence, commands(pairs.get(i + 1))));
        }
        return this;
    }

    /** Adds settings that are held from a command on. */
    void set(long from, List<String> settings) throws IOException {
        Options.check("--from", from, 1, Long.MAX_VALUE);
        for (String text : settings) {
            String[] pair = text.split("=", 2);
            String value = pair.length == 2 ? pair[1] : "";
            if (!value.matches("[0-9]+([.][0-9]+)?")) {
                throw new UserFault(
                        "--set takes NAME=VALUE, the value a decimal number of plain digits: --set=" + text);
            }
            Setting setting = setting(pair[0], text);
            changes.add(new Change.Set(from, setting, value(setting, pair[0], value, text)));
        }
    }

    private static long sequence(String option, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new UserFault(option + " takes a sequence, then a file: " + option + "=" + text);
        }
        long sequence = Long.parseLong(text);
        Options.check(option, sequence, 1, Long.MAX_VALUE);
        return sequence;
    }

    private List<Command> commands(String file) throws IOException {
        try (InputStream in = Options.open(file)) {
            List<Command> commands = read(in);
            if (commands.isEmpty()) {
                throw new UserFault("there is no command in the file: FILE=" + file);
            }
            return commands;
        } catch (InvalidLineException fault) {
            throw new UserFault(fault.getMessage() + ": FILE=" + file);
        }
    }

    private List<Command> read(InputStream in) throws IOException {
        List<Command> commands = new ArrayList<>();
        CommandReader reader = new CommandReader(in, new SoleInstrument(instrument));
        Command command = new Command();
        CommandReader.Kind kind = reader.next(command);
        while (kind != CommandReader.Kind.END) {
            if (kind == CommandReader.Kind.INSTRUMENT) {
                requireSame(reader);
            } else if (command.type() == CommandType.QUERY_BOOK) {
                throw new InvalidLineException(reader.line(), "a query is no part of a timeline; take it out");
            } else {
                commands.add(new Command().copyFrom(command));
            }
            kind = reader.next(command);
        }
        return commands;
    }

    private void requireSame(CommandReader reader) {
        if (!reader.instrument().equals(instrument)) {
            throw new InvalidLineException(
                    reader.line(),
                    "the journal defines the instrument otherwise; take the line out: journal=" + instrument);
        }
    }

    private static Setting setting(String name, String text) {
        return switch (name) {
            case "instrument.tick" -> Setting.TICK;
            case "instrument.lot" -> Setting.LOT;
            case "instrument.maxOpenOrders" -> Setting.MAX_OPEN_ORDERS;
            case "limits.minPrice" -> Setting.LIMIT_MIN_PRICE;
            case "limits.maxPrice" -> Setting.LIMIT_MAX_PRICE;
            case "limits.maxQuantity" -> Setting.LIMIT_MAX_QUANTITY;
            case "limits.maxNotional" -> Setting.LIMIT_MAX_NOTIONAL;
            case "limits.maxOpenOrders" -> Setting.LIMIT_MAX_OPEN_ORDERS;
            default -> throw new UserFault("no such setting; there are " + NAMES + ": --set=" + text);
        };
    }

    private long value(Setting setting, String name, String value, String text) throws IOException {
        return switch (setting) {
            case TICK -> steps(instrument.tick(), value, text);
            case LOT -> steps(instrument.lot(), value, text);
            case MAX_OPEN_ORDERS, LIMIT_MAX_OPEN_ORDERS -> whole(value, text);
            case LIMIT_MIN_PRICE -> limit(name, value, text).minPriceTicks();
            case LIMIT_MAX_PRICE -> limit(name, value, text).maxPriceTicks();
            case LIMIT_MAX_QUANTITY -> limit(name, value, text).maxQuantityLots();
            case LIMIT_MAX_NOTIONAL -> limit(name, value, text).maxNotional();
        };
    }

    /** {@return how many old steps a new, coarser one has} */
    private static long steps(DecimalUnit unit, String value, String text) {
        BigDecimal wanted = new BigDecimal(value);
        BigDecimal[] steps = wanted.divideAndRemainder(BigDecimal.valueOf(unit.units(), unit.scale()));
        if (wanted.signum() == 0 || steps[1].signum() != 0 || steps[0].precision() - steps[0].scale() > 18) {
            throw new UserFault(
                    "a new tick or lot must be a multiple of the journal's: what a finer one would let in was"
                            + " refused before it came to the journal: --set=" + text + " journal=" + unit);
        }
        return steps[0].longValueExact();
    }

    private static long whole(String value, String text) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new UserFault("a number of orders is a whole number: --set=" + text);
        }
        return Long.parseLong(value);
    }

    /** Reads a limit as the command that sets it is read. */
    private Limits limit(String name, String value, String text) throws IOException {
        String field = name.substring(name.indexOf('.') + 1);
        String line = "{\"type\":\"limits\",\"" + field + "\":\"" + value + "\"}";
        try {
            Command command = read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
            if (command.refusal() != null) {
                throw new UserFault(command.refusal().text() + ": --set=" + text + " reason=" + command.refusal());
            }
            return command.limits();
        } catch (InvalidLineException fault) {
            throw new UserFault(fault.getMessage().replaceFirst("^line 1: ", "") + ": --set=" + text);
        }
    }
}
