package io.everbook.app.json;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads one command from a JSON object whose sender and kind are known already, such as the body of a request: the
 * object has the fields of docs/commands.md without {@code type}, {@code timestamp} and the participant who asks. Used
 * by one thread.
 */
public final class CommandParser {

    private static final long OURS = Field.TYPE.bit() | Field.TIMESTAMP.bit() | Field.REFUSAL.bit();
    private static final long WHO = Field.PARTICIPANT.bit();

    private final LineFields fields = new LineFields();
    private final CommandDecoder decoder;

    /**
     * Creates a parser.
     *
     * @param instruments where symbols are looked up
     */
    public CommandParser(InstrumentDirectory instruments) {
        decoder = new CommandDecoder(instruments, fields);
    }

    /**
     * Reads a command.
     *
     * @param type what is asked for
     * @param participantId who asks, from authentication; 0 for an operator, whose command names whom it concerns
     * @param json an object, in UTF-8
     * @return the command, its market index set and its time stamp 0
     * @throws InvalidLineException where the object is no such command; its detail says why
     */
    public Command parse(CommandType type, int participantId, byte[] json) {
        read(json);
        return decode(CommandSchema.of(type), participantId, participantId == 0 ? OURS : OURS | WHO);
    }

    /**
     * Reads a command that names its kind by {@code type}.
     *
     * @param open the kinds that the sender may ask for
     * @param participantId who asks, from authentication, 1 or more
     * @param json an object, in UTF-8
     * @return the command, its market index set and its time stamp 0
     * @throws InvalidLineException where the object is no such command; its detail says why
     */
    public Command parse(Set<CommandType> open, int participantId, byte[] json) {
        read(json);
        CommandSchema schema = decoder.type();
        if (!open.contains(schema.commandType())) {
            String words =
                    open.stream().map(type -> CommandSchema.of(type).jsonName()).collect(Collectors.joining(", "));
            throw new InvalidLineException(1, "type must be one of " + words + ": type=" + schema.jsonName());
        }
        return decode(schema, participantId, (OURS | WHO) & ~Field.TYPE.bit());
    }

    /**
     * Reads the definition of an instrument.
     *
     * @param json an object, in UTF-8
     * @return the instrument
     * @throws InvalidLineException where the object defines none; its detail says why
     */
    public Instrument parseInstrument(byte[] json) {
        read(json);
        decoder.check(CommandSchema.INSTRUMENT, 0, OURS);
        return decoder.instrument();
    }

    private void read(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            fields.read(json, 0, json.length, 1);
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidLineException(1, "not valid UTF-8: send the text in that encoding");
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", impossible);
        }
    }

    private Command decode(CommandSchema schema, int participantId, long reserved) {
        decoder.check(schema, 0, reserved);
        if (participantId != 0) {
            fields.set(Field.PARTICIPANT, participantId);
        }
        Command command = new Command();
        decoder.decode(schema, command);
        return command;
    }
}
