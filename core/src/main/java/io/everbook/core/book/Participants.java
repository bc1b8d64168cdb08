package io.everbook.core.book;

import io.everbook.core.command.ParticipantState;
import java.util.Arrays;

/**
 * Everyone who ever sent a command to this market: the highest request id used, the kill switch, and
 * how many orders it has open. A participant keeps its slot for ever.
 */
public final class Participants {

    /** No such participant. */
    public static final int NONE = -1;

    /** Ids below this are looked up in a table, which most venues' are, and others in a hash. */
    private static final int SMALL_IDS = 1 << 12;

    /** By small id: the slot plus one, 0 where there is no such participant. */
    private final int[] small = new int[SMALL_IDS];

    private final SlotIndex byId = new SlotIndex(64);
    private int[] ids = new int[64];
    private long[] lastRequestIds = new long[64];
    private boolean[] disabled = new boolean[64];
    int[] openOrders = new int[64];
    /** The page of the owners' lists that the next order goes to. */
    int[] lastPage = new int[64];

    private int count;

    /** Creates an empty table. */
    public Participants() {}

    /** {@return how many participants there are; their slots are 0 to this, exclusive} */
    public int count() {
        return count;
    }

    /** {@return the slot of a participant, or {@link #NONE}} */
    public int find(int participantId) {
        if (participantId >= 0 && participantId < small.length) {
            return small[participantId] - 1;
        }
        int hash = SlotIndex.hash(participantId);
        long entry = byId.first(hash);
        while (entry != SlotIndex.NONE) {
            int slot = SlotIndex.slot(entry);
            if (ids[slot] == participantId) {
                return slot;
            }
            entry = byId.next(hash, entry);
        }
        return NONE;
    }

    /** {@return the slot of a participant, made where there is none} */
    public int findOrAdd(int participantId) {
        int slot = find(participantId);
        if (slot != NONE) {
            return slot;
        }
        if (count == ids.length) {
            grow();
        }
        slot = count++;
        ids[slot] = participantId;
        lastPage[slot] = OwnerPages.NONE;
        if (participantId >= 0 && participantId < small.length) {
            small[participantId] = slot + 1;
        } else {
            byId.add(SlotIndex.hash(participantId), slot);
        }
        return slot;
    }

    /** {@return the participant in a slot} */
    public int id(int slot) {
        return ids[slot];
    }

    /** {@return the highest request id the participant used; 0 where none} */
    public long lastRequestId(int slot) {
        return lastRequestIds[slot];
    }

    /** Sets the highest request id the participant used. */
    public void lastRequestId(int slot, long requestId) {
        lastRequestIds[slot] = requestId;
    }

    /** {@return whether the participant's kill switch is thrown} */
    public boolean isDisabled(int slot) {
        return disabled[slot];
    }

    /** {@return the participant's state} */
    public ParticipantState state(int slot) {
        return disabled[slot] ? ParticipantState.DISABLED : ParticipantState.ENABLED;
    }

    /** Sets the participant's state. */
    public void state(int slot, ParticipantState state) {
        disabled[slot] = state == ParticipantState.DISABLED;
    }

    /** {@return how many orders the participant has open} */
    public int openOrders(int slot) {
        return openOrders[slot];
    }

    /**
     * Reads all participants in ascending order of id.
     *
     * @param reader receives each
     */
    public void visitInOrder(Reader reader) {
        int[] sorted = Arrays.copyOf(ids, count);
        Arrays.sort(sorted);
        for (int id : sorted) {
            int slot = find(id);
            reader.participant(id, lastRequestIds[slot], state(slot));
        }
    }

    /** Takes over the state of another table, which stays as it is. */
    public void copyFrom(Participants other) {
        System.arraycopy(other.small, 0, small, 0, SMALL_IDS);
        byId.copyFrom(other.byId);
        ids = other.ids.clone();
        lastRequestIds = other.lastRequestIds.clone();
        disabled = other.disabled.clone();
        openOrders = other.openOrders.clone();
        lastPage = other.lastPage.clone();
        count = other.count;
    }

    /** Receives participants. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Receives one participant.
         *
         * @param participantId the participant
         * @param lastRequestId the highest request id used; 0 where none was
         * @param state whether its kill switch is thrown
         */
        void participant(int participantId, long lastRequestId, ParticipantState state);
    }

    private void grow() {
        int capacity = ids.length * 2;
        ids = Arrays.copyOf(ids, capacity);
        lastRequestIds = Arrays.copyOf(lastRequestIds, capacity);
        disabled = Arrays.copyOf(disabled, capacity);
        openOrders = Arrays.copyOf(openOrders, capacity);
        lastPage = Arrays.copyOf(lastPage, capacity);
    }
}
