package io.everbook.app.replay;

import io.everbook.app.dump.CommandSentence;
import io.everbook.app.dump.Decimals;
import io.everbook.app.dump.EventSentence;
import io.everbook.app.dump.StreamRows;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.biography.Chapter;
import io.everbook.replay.biography.OrderBiography;
import io.everbook.replay.biography.QueuePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An order's life as sentences of which no line is longer than 80 columns, and the book that decided below. */
public final class OrderLifeText {

    private static final int INDENT = 12;
    /** Changes of the place in the queue that follow each other are told one by one up to here. */
    private static final int MOVES_SHOWN = 10;

    private final Instrument instrument;
    private final int depth;
    private final List<String> lines = new ArrayList<>();
    private int moves;
    private Chapter lastMove;

    /**
     * Prepares it.
     *
     * @param instrument whose ticks and lots are written as decimals
     * @param depth how many prices of each side of the book are drawn
     */
    public OrderLifeText(Instrument instrument, int depth) {
        this.instrument = instrument;
        this.depth = depth;
    }

    /**
     * Writes a life, and the book that decided.
     *
     * @param life the life
     * @return its lines
     */
    List<String> lines(OrderBiography life) {
        story(life);
        lines.add("");
        LadderText ladder = new LadderText(instrument, false);
        lines.addAll(ladder.heading(life.book(), 0));
        lines.addAll(ladder.ladder(life.book(), null, depth));
        return lines;
    }

    /**
     * Writes a life without the book.
     *
     * @param life the life
     * @return its lines
     */
    public List<String> story(OrderBiography life) {
        lines.addAll(
                StreamRows.wrapped("order " + life.orderId() + " in " + instrument.symbol() + ": " + what(life), 4));
        for (Chapter chapter : life.chapters()) {
            if (chapter.kind() == Chapter.Kind.QUEUE && chapter.event() != null) {
                move(chapter);
            } else {
                endMoves();
                row(chapter.sequence(), chapter.timestampNanos(), sentence(chapter));
            }
        }
        endMoves();
        lines.addAll(StreamRows.wrapped(outcome(life) + life.rule(), 4));
        return lines;
    }

    private String what(OrderBiography life) {
        return life.entered() == null
                ? "entered before the oldest state that can be rebuilt here"
                : CommandSentence.of(life.entered(), instrument) + ", participant "
                        + life.entered().participantId();
    }

    private static String outcome(OrderBiography life) {
        return life.outcome().name().toLowerCase(Locale.ROOT) + ": ";
    }

    private String sentence(Chapter chapter) {
        return switch (chapter.kind()) {
            case FOUND -> "open here already, " + place(chapter.position());
            case HAPPENED -> EventSentence.of(chapter.event(), instrument);
            case QUEUE -> "in its queue: " + place(chapter.position());
        };
    }

    private void move(Chapter chapter) {
        moves++;
        lastMove = chapter;
        if (moves <= MOVES_SHOWN) {
            row(
                    chapter.sequence(),
                    chapter.timestampNanos(),
                    "moves up: " + place(chapter.position()) + " (" + cause(chapter) + ")");
        }
    }

    private static String cause(Chapter chapter) {
        long order = switch (chapter.event().type()) {
            case TRADED -> chapter.event().restingOrderId();
            default -> chapter.event().orderId();
        };
        return "order " + order + " "
                + chapter.event().type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void endMoves() {
        if (moves > MOVES_SHOWN) {
            row(
                    lastMove.sequence(),
                    lastMove.timestampNanos(),
                    (moves - MOVES_SHOWN) + " more moves up to here: " + place(lastMove.position()));
        }
        moves = 0;
    }

    private String place(QueuePosition position) {
        return position.ordersAhead() == 0
                ? "first in line"
                : position.ordersAhead() + (position.ordersAhead() == 1 ? " order" : " orders") + " ahead with "
                        + Decimals.shortQuantity(position.lotsAhead(), instrument);
    }

    private void row(long sequence, long timestampNanos, String sentence) {
        String time = timestampNanos == 0 ? "" : StreamRows.instant(timestampNanos) + "  ";
        lines.addAll(StreamRows.wrapped(String.format(Locale.ROOT, "%10d  %s%s", sequence, time, sentence), INDENT));
    }
}
