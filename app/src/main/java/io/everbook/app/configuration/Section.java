package io.everbook.app.configuration;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One object of the file. It refuses keys it does not know, and hands out values of the right type and range. */
final class Section {

    private final String file;
    private final String path;
    private final JsonValue object;
    private final Map<String, JsonValue> members;

    private Section(String file, String path, JsonValue object) {
        this.file = file;
        this.path = path;
        this.object = object;
        members = object.members();
    }

    static Section root(String file, JsonValue object) {
        if (!object.isObject()) {
            throw new ConfigurationException(
                    file,
                    "the file must hold one JSON object: found " + object.describe() + ": put it in braces"
                            + place(object));
        }
        return checked(file, "", object);
    }

    private static Section checked(String file, String path, JsonValue object) {
        Section section = new Section(file, path, object);
        Set<String> known = Key.labels(path.replaceAll("\\[\\d+\\]", "[]"));
        for (Map.Entry<String, JsonValue> member : section.members.entrySet()) {
            if (!known.contains(member.getKey())) {
                throw new ConfigurationException(
                        file,
                        "unknown key " + section.name(member.getKey()) + ": "
                                + Suggestion.forKey(member.getKey(), known) + place(member.getValue()));
            }
        }
        return section;
    }

    /** {@return a section within this one; an empty one where the file has none} */
    Section section(String label) {
        JsonValue value = members.getOrDefault(label, new JsonValue(Map.of(), object.line(), object.column()));
        if (!value.isObject()) {
            throw wrong(label, "must be an object", value);
        }
        return checked(file, child(label), value);
    }

    /** {@return the objects of an array within this one, or null where the file has none} */
    List<Section> sections(String label) {
        JsonValue value = members.get(label);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw wrong(label, "must be an array of objects", value);
        }
        for (JsonValue element : value.elements()) {
            if (!element.isObject()) {
                throw wrong(label + "[" + value.elements().indexOf(element) + "]", "must be an object", element);
            }
        }
        return IntStream.range(0, value.elements().size())
                .mapToObj(i -> checked(
                        file, child(label) + "[" + i + "]", value.elements().get(i)))
                .toList();
    }

    boolean bool(Key key, boolean otherwise) {
        JsonValue value = members.get(key.label());
        if (value == null) {
            return otherwise;
        }
        if (value.content() instanceof Boolean bool) {
            return bool;
        }
        throw wrong(key.label(), "must be true or false", value);
    }

    long number(Key key, long otherwise) {
        JsonValue value = members.get(key.label());
        if (value == null) {
            return otherwise;
        }
        if (!(value.content() instanceof BigInteger number)) {
            throw wrong(key.label(), "must be a whole number, " + key.range().text(), value);
        }
        if (number.bitLength() >= Long.SIZE || !key.range().holds(number.longValue())) {
            throw wrong(key.label(), "must be " + key.range().text(), value);
        }
        return number.longValue();
    }

    <E extends Enum<E>> E choice(Key key, E otherwise) {
        JsonValue value = members.get(key.label());
        if (value == null) {
            return otherwise;
        }
        List<String> words = Words.of(otherwise.getDeclaringClass());
        int index = value.content() instanceof String text ? words.indexOf(text) : -1;
        if (index < 0) {
            throw wrong(key.label(), "must be " + key.range().text(), value);
        }
        return otherwise.getDeclaringClass().getEnumConstants()[index];
    }

    /** {@return a string made into something else, where what makes it says no by an IllegalArgumentException} */
    <T> T text(Key key, T otherwise, Function<String, T> make) {
        JsonValue value = members.get(key.label());
        if (value == null && otherwise == null) {
            throw new ConfigurationException(
                    file,
                    "missing key " + name(key.label()) + ": add it: "
                            + key.range().text() + place(object));
        }
        if (value == null) {
            return otherwise;
        }
        if (!(value.content() instanceof String text)) {
            throw wrong(key.label(), "must be a string, " + key.range().text(), value);
        }
        try {
            return make.apply(text);
        } catch (IllegalArgumentException no) {
            throw wrong(key.label(), "must be " + key.range().text(), value);
        }
    }

    /** {@return an error about a value that stands in this section under that label} */
    ConfigurationException fault(String label, String detail) {
        return new ConfigurationException(
                file, name(label) + " " + detail + place(members.getOrDefault(label, object)));
    }

    private ConfigurationException wrong(String label, String must, JsonValue found) {
        return new ConfigurationException(
                file, name(label) + " " + must + ": found " + found.describe() + place(found));
    }

    private String name(String label) {
        return Text.quote(child(label));
    }

    private String child(String label) {
        return path.isEmpty() ? label : path + "." + label;
    }

    private static String place(JsonValue value) {
        return " line=" + value.line() + " column=" + value.column();
    }
}
