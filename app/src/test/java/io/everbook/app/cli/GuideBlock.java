package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console blocks of a document: commands behind a prompt, and lines of what they print, three dots for the rest. */
final class GuideBlock {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\n(.*?)^```$");
    private static final String PROMPT = "$ ";

    private GuideBlock() {}

    /** {@return the blocks of a page or a section, in order} */
    static List<String> of(String text) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    /** Types a block, and holds what is printed against what it shows: its lines must be there in this order. */
    static void check(String title, GuideSession session, String block) throws Exception {
        List<String> output = List.of();
        int next = 0;
        for (String line : block.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                output = session.type(line.substring(PROMPT.length()));
                next = 0;
                continue;
            }
            Pattern shown = Pattern.compile(Pattern.quote(line.stripTrailing()).replace("...", "\\E.*\\Q"));
            int at = next;
            while (at < output.size()
                    && !shown.matcher(output.get(at).stripTrailing()).matches()) {
                at++;
            }
            assertThat(at)
                    .as("%s%nshows: %s%nprinted: %s", title, line, String.join("\n", output))
                    .isLessThan(output.size());
            next = at + 1;
        }
    }
}
