package io.everbook.app.lobster;

/** An order in the picture of the exchange: one of the file's, or house quantity of which only the size is known. */
final class VenueOrder {

    /** The id of house orders, which the file does not name. */
    static final long HOUSE = Long.MIN_VALUE;

    final long lobsterId;

    /** The request that entered it into the engine. */
    final long requestId;

    final VenueLevel level;
    long size;
    VenueOrder previous;
    VenueOrder next;

    VenueOrder(long lobsterId, long requestId, VenueLevel level, long size) {
        this.lobsterId = lobsterId;
        this.requestId = requestId;
        this.level = level;
        this.size = size;
    }

    boolean isHouse() {
        return lobsterId == HOUSE;
    }
}
