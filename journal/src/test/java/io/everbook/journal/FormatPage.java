package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A page of docs/ whose tables are held against descriptors. */
final class FormatPage {

    private final Path path;

    FormatPage(String name) {
        path = Path.of("..", "docs", name);
    }

    /** Each row that names an offset of the class must have its value and size, and no offset may be left out. */
    void assertOffsets(String section, Class<?> descriptor) throws Exception {
        TreeSet<String> drawn = new TreeSet<>();
        for (List<String> row : rows(section)) {
            String name = name(row.get(row.size() - 1));
            String constant = name.equals("HEADER") ? "HEADER_SIZE" : name + "_OFFSET";
            if (!isNumber(row.get(0)) || !declares(descriptor, constant)) {
                continue;
            }
            drawn.add(constant);
            assertThat(Integer.parseInt(row.get(0))).as(constant).isEqualTo(constant(descriptor, constant));
            if (declares(descriptor, name + "_SIZE") && !name.equals("HEADER")) {
                assertThat(Integer.parseInt(row.get(1))).as(name).isEqualTo(constant(descriptor, name + "_SIZE"));
            }
        }
        for (Field field : descriptor.getDeclaredFields()) {
            if (field.getName().endsWith("_OFFSET")) {
                assertThat(drawn).contains(field.getName());
            }
        }
    }

    List<List<String>> rows(String section) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text().split("\n")) {
            if (line.startsWith("#")) {
                inside = line.endsWith("# " + section);
            } else if (inside && line.startsWith("|")) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
                    cells.add(cell.strip());
                }
                rows.add(cells);
            }
        }
        assertThat(rows).as(section).isNotEmpty();
        return rows;
    }

    String text() throws IOException {
        return Files.readString(path);
    }

    static String name(String cell) {
        int start = cell.indexOf('`');
        return start < 0 ? cell : cell.substring(start + 1, cell.indexOf('`', start + 1));
    }

    static boolean isNumber(String cell) {
        return cell.matches("[0-9]+");
    }

    /**
     * Each row that gives a constant of the descriptor for a bit must have its value.
     *
     * @return all those bits
     */
    int assertBits(String section, Class<?> descriptor) throws Exception {
        int bits = 0;
        for (List<String> row : rows(section)) {
            String constant = name(row.get(row.size() - 1));
            if (isNumber(row.get(0)) && declares(descriptor, constant) && !declares(descriptor, constant + "_OFFSET")) {
                int bit = 1 << Integer.parseInt(row.get(0));
                assertThat(constant(descriptor, constant)).as(constant).isEqualTo(bit);
                bits |= bit;
            }
        }
        return bits;
    }

    static boolean declares(Class<?> descriptor, String name) {
        for (Field field : descriptor.getDeclaredFields()) {
            if (field.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    static int constant(Class<?> descriptor, String name) throws ReflectiveOperationException {
        return descriptor.getDeclaredField(name).getInt(null);
    }
}
