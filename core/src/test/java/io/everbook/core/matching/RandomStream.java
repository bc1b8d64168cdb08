package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/**
 * A random stream of commands that lines of JSON can say, for the tests of those who read and write such lines.
 *
 * @param commands the commands; each names orders by their place in the stream
 * @param text the same as lines, after the definition of the instrument
 */
public record RandomStream(List<Command> commands, String text) {

    /** {@return the stream of a seed} */
    public static RandomStream of(long seed, int length, Instrument instrument) {
        MarketPair pair = new MarketPair(instrument);
        RandomCommands random = new RandomCommands(seed, pair.oracle);
        CommandLines lines = new CommandLines(instrument);
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Command command = random.next();
            if (command.type() != CommandType.NEW_ORDER) {
                command.memo(command.memo(), 0);
            }
            if (lines.isSayable(command)) {
                pair.difference(command);
                commands.add(command);
            }
        }
        return new RandomStream(List.copyOf(commands), lines.text(commands));
    }
}
