package io.everbook.app.terminal;

import io.everbook.app.json.InstrumentDirectory;
import io.everbook.core.instrument.Instrument;
import java.util.List;

/**
 * The instrument of the one journal that is being looked at, as the market with index 0.
 *
 * @param instrument the instrument
 */
public record SoleInstrument(Instrument instrument) implements InstrumentDirectory {

    @Override
    public List<Instrument> instruments() {
        return List.of(instrument);
    }

    @Override
    public int marketIndex(String symbol) {
        return instrument.symbol().equals(symbol) ? 0 : -1;
    }
}
