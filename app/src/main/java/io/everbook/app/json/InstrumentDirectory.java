package io.everbook.app.json;

import io.everbook.core.instrument.Instrument;
import java.util.List;

/** Where a reader or a writer of JSON Lines looks up instruments. May grow while it is used; never shrinks. */
public interface InstrumentDirectory {

    /** {@return the instruments defined so far, each at its market index} */
    List<Instrument> instruments();

    /**
     * Finds the market of a symbol.
     *
     * @param symbol any text
     * @return its market index, the place of its instrument in {@link #instruments()}; -1 where there is none
     */
    int marketIndex(String symbol);

    /** {@return the market of a line that names no symbol; -1 where it must name one} */
    default int soleMarketIndex() {
        return instruments().size() == 1 ? 0 : -1;
    }
}
