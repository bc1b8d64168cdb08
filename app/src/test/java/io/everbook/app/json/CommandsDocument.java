package io.everbook.app.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A page of docs, such as docs/commands.md, cut into what a test asks for. */
final class CommandsDocument {

    private final List<String> lines;

    private CommandsDocument(List<String> lines) {
        this.lines = lines;
    }

    static CommandsDocument read(String page) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(page))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(page + " is in no folder above the working directory");
            }
        }
        try {
            return new CommandsDocument(Files.readAllLines(folder.resolve(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the rows of the first table of a section, without its head} */
    List<Row> table(String chapter, String section) {
        List<Row> rows = new ArrayList<>();
        int from = lines.indexOf(chapter);
        from += lines.subList(from, lines.size()).indexOf(section) + 1;
        for (String line : lines.subList(from, lines.size())) {
            if (line.startsWith("#")) {
                break;
            }
            if (line.startsWith("| `")) {
                String[] cells = line.split(" \\| ");
                String flag = cells.length > 2 ? cells[2].strip() : "";
                rows.add(new Row(cells[0].replaceAll("[|` ]", ""), cells[1].replaceAll(" \\|$", ""), flag));
            }
        }
        return rows;
    }

    /** {@return the words in quotes among the headings of the sections of a chapter} */
    Set<String> quotedHeadings(String chapter) {
        Set<String> words = new TreeSet<>();
        for (String line : lines.subList(lines.indexOf(chapter) + 1, lines.size())) {
            if (line.startsWith("## ")) {
                break;
            }
            if (line.startsWith("### `")) {
                words.add(line.replaceAll("[#` ]", ""));
            }
        }
        return words;
    }

    /** {@return the fenced blocks that begin with a line} */
    List<String> blocks(String fence) {
        List<String> blocks = new ArrayList<>();
        boolean open = false;
        StringBuilder block = null;
        for (String line : lines) {
            if (!line.startsWith("```")) {
                if (block != null) {
                    block.append(line).append('\n');
                }
            } else if (open) {
                if (block != null) {
                    blocks.add(block.toString());
                }
                open = false;
                block = null;
            } else {
                open = true;
                block = line.equals(fence) ? new StringBuilder() : null;
            }
        }
        return blocks;
    }

    /**
     * A row of a table.
     *
     * @param name the first cell, without quotes
     * @param value the second cell
     * @param flag the third cell; empty where there is none
     */
    record Row(String name, String value, String flag) {}
}
