package io.everbook.app.lobster;

/** What an import counts. */
public enum ImportCount {
    /** Rows of the message file. */
    MESSAGES("messages", Meaning.FLOW),

    /** Lines written: commands, queries and the definition of the instrument. */
    LINES("lines written", Meaning.FLOW),

    /** New orders (type 1). */
    NEW_ORDERS("new orders", Meaning.FLOW),

    /** Reductions of known orders (type 2). */
    REDUCTIONS("reductions of known orders", Meaning.FLOW),

    /** Deletions of known orders (type 3). */
    DELETIONS("deletions of known orders", Meaning.FLOW),

    /** Reductions and deletions of orders that the file did not enter, or that were lost from view (types 2 and 3). */
    UNKNOWN_AMENDMENTS(
            "reductions and deletions of unknown orders, taken from house quantity where there is any", Meaning.FLOW),

    /** Executions of the order at the head of its queue (type 4): each an aggressor that trades with that order. */
    EXECUTIONS_AT_HEAD("executions at the head of the queue, each traded", Meaning.FLOW),

    /** Executions of orders at levels that hold house quantity, whose true place is not known (type 4). */
    EXECUTIONS_BEHIND_HOUSE(
            "executions behind house quantity, expressed as a reduction of the order", Meaning.NOT_EXPRESSED),

    /** Executions of orders that were not at the head of their queue (type 4). */
    EXECUTIONS_NOT_AT_HEAD(
            "executions of orders not at the head, expressed as a reduction of the order", Meaning.NOT_EXPRESSED),

    /** Executions at a level that was not the best (type 4). */
    EXECUTIONS_OFF_BEST("executions off the best price, expressed as a reduction of the order", Meaning.NOT_EXPRESSED),

    /** Executions of orders that the file did not enter, or that were lost from view (type 4). */
    EXECUTIONS_UNKNOWN(
            "executions of unknown orders, taken from house quantity where there is any", Meaning.NOT_EXPRESSED),

    /** Of the executions and amendments of unknown orders, those with too little house quantity at their price. */
    UNEXPLAINED("rows among those of unknown orders with too little house quantity to take", Meaning.NOT_EXPRESSED),

    /** Executions of more than was open of the order (type 4). */
    EXECUTIONS_TOO_LARGE("executions of more than was open of the order, cut", Meaning.NOT_EXPRESSED),

    /** Executions of hidden orders (type 5). */
    HIDDEN_EXECUTIONS("executions of hidden orders, ignored", Meaning.NOT_EXPRESSED),

    /** Cross trades (type 6). */
    CROSS_TRADES("cross trades, ignored", Meaning.NOT_EXPRESSED),

    /** Halts and resumptions (type 7). */
    STATE_CHANGES("halts and resumptions", Meaning.FLOW),

    /** Halts in which the exchange took orders, which the engine does not, so that they were ended. */
    HALTS_ENDED_EARLY("halts ended early, because the exchange took orders", Meaning.NOT_EXPRESSED),

    /** New orders with the id of an open one, which was taken off. */
    REPEATED_IDS("new orders with the id of an open order, which was taken off", Meaning.NOT_EXPRESSED),

    /** Orders that a new order or an execution proved to be gone: taken off. */
    STALE_ORDERS("orders taken off because a message proved them gone", Meaning.NOT_EXPRESSED),

    /** House orders entered. */
    HOUSE_ORDERS("house orders entered, for quantity that no message explains", Meaning.CORRECTION),

    /** Levels that showed less than the messages explain: emptied, and entered anew as house quantity. */
    LEVELS_TAKEN_OFF(
            "levels emptied, because the order book showed less than the messages explain", Meaning.CORRECTION),

    /** Levels of the order-book file that were left out because they cross the other side. */
    CROSSED_LEVELS("levels left out, because they cross the other side", Meaning.CORRECTION),

    /** Rows whose best bid and ask, price and size, equalled the order-book file before any correction. */
    BEST_EQUAL("rows with the order book's best bid and ask before correction", Meaning.CORRECTION),

    /** Rows whose levels all equalled the order-book file before any correction. */
    ALL_EQUAL("rows with all the order book's levels before correction", Meaning.CORRECTION);

    enum Meaning {
        FLOW,
        NOT_EXPRESSED,
        CORRECTION
    }

    private final String text;
    private final Meaning meaning;

    ImportCount(String text, Meaning meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** {@return what is counted, in words} */
    public String text() {
        return text;
    }

    /** {@return whether it counts rows that could not be expressed as they happened} */
    public boolean isNotExpressed() {
        return meaning == Meaning.NOT_EXPRESSED;
    }

    /** {@return whether it counts comparisons with the order-book file} */
    public boolean isCorrection() {
        return meaning == Meaning.CORRECTION;
    }
}
