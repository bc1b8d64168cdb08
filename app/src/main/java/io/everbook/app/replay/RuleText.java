package io.everbook.app.replay;

import io.everbook.app.dump.CommandSentence;
import io.everbook.app.dump.StreamRows;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import io.everbook.replay.biography.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rule that decided what came of a command, for a person at the shell. */
public final class RuleText {

    private RuleText() {}

    /**
     * Tells it.
     *
     * @param command the command
     * @param events what came of it
     * @param before the market before it
     * @return the sentences, none longer than 80 columns
     */
    public static List<String> lines(Command command, EventBatch events, Market before) {
        List<String> sentences = new ArrayList<>(Rule.of(command, events, before));
        for (int i = 0; i < events.size(); i++) {
            if (events.event(i).rejectReason() == RejectReason.UNKNOWN_ORDER && command.orderId() != 0) {
                sentences.add("\"order " + command.orderId() + "\" tells what became of it, if it ever was.");
            }
        }
        if (sentences.isEmpty()) {
            sentences.add("Nothing stood in its way: " + CommandSentence.of(command, before.instrument())
                    + " was carried out.");
        }
        List<String> lines = new ArrayList<>();
        sentences.forEach(sentence -> lines.addAll(StreamRows.wrapped(sentence, 2)));
        return lines;
    }
}
