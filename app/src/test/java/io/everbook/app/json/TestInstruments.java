package io.everbook.app.json;

import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/** A directory that tests fill. */
public final class TestInstruments implements InstrumentDirectory {

    private final List<Instrument> instruments = new ArrayList<>();

    /** {@return a directory of these instruments} */
    public static TestInstruments of(Instrument... instruments) {
        TestInstruments directory = new TestInstruments();
        directory.instruments.addAll(List.of(instruments));
        return directory;
    }

    /** Adds an instrument. */
    public void add(Instrument instrument) {
        instruments.add(instrument);
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public int marketIndex(String symbol) {
        for (int i = 0; i < instruments.size(); i++) {
            if (instruments.get(i).symbol().equals(symbol)) {
                return i;
            }
        }
        return -1;
    }
}
