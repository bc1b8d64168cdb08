package io.everbook.replay.difference;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What two markets are compared in besides their orders: the instrument's state, its limits, who is disabled. */
final class MarketState implements StateVisitor {

    private final TreeSet<Integer> disabled = new TreeSet<>();
    private String state;
    private String limits;

    private MarketState() {}

    static MarketState of(Market market) {
        MarketState state = new MarketState();
        market.visit(state);
        return state;
    }

    @Override
    public void summary(MarketSummary summary) {
        state = summary.instrumentState().name().toLowerCase(Locale.ROOT);
        Limits set = summary.limits();
        limits = "minPriceTicks=" + set.minPriceTicks() + " maxPriceTicks=" + set.maxPriceTicks() + " maxQuantityLots="
                + set.maxQuantityLots() + " maxNotional=" + set.maxNotional() + " maxOpenOrders="
                + set.maxOpenOrders();
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState participantState) {
        if (participantState == ParticipantState.DISABLED) {
            disabled.add(participantId);
        }
    }

    @Override
    public void order(RestingOrder order) {}

    List<String> differences(MarketState other) {
        List<String> differences = new ArrayList<>();
        add(differences, "instrument", state, other.state);
        add(differences, "limits", limits, other.limits);
        add(differences, "participants disabled", disabled.toString(), other.disabled.toString());
        return differences;
    }

    private static void add(List<String> differences, String what, String one, String other) {
        if (!one.equals(other)) {
            differences.add(what + " " + one + ", " + other);
        }
    }
}
