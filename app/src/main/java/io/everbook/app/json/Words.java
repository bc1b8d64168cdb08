package io.everbook.app.json;

import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventType;
import java.util.List;
import java.util.Locale;

/** The words of JSON Lines for those who write or read the same things in another form. */
public final class Words {

    private Words() {}

    /** {@return the word for a kind of command, such as {@code new}} */
    public static String of(CommandType type) {
        return Vocabularies.COMMAND_TYPES.word(type);
    }

    /** {@return the word for a kind of event, such as {@code traded}} */
    public static String of(EventType type) {
        return Vocabularies.EVENTS.word(type);
    }

    /** {@return the word for a side, an order type, a time in force or a state, such as {@code stop-limit}} */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the kind of command that a word stands for; null where it stands for none} */
    public static CommandType commandType(String word) {
        return Vocabularies.COMMAND_TYPES.value(word);
    }

    /** {@return the kind of event that a word stands for; null where it stands for none} */
    public static EventType eventType(String word) {
        return Vocabularies.EVENTS.value(word);
    }

    /** {@return the words for all kinds of command} */
    public static List<String> commandTypes() {
        return Vocabularies.COMMAND_TYPES.words();
    }

    /** {@return the words for all kinds of event} */
    public static List<String> eventTypes() {
        return Vocabularies.EVENTS.words();
    }
}
