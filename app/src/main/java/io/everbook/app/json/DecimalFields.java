package io.everbook.app.json;

import io.everbook.core.command.Limits;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Turns decimal fields into ticks and lots. What is no decimal number is a faulty line; what is between two ticks or
 * lots, or an explicit zero where zero would mean none, is left to the engine to refuse, with the reason found here.
 */
final class DecimalFields {

    private final LineFields fields;
    private Instrument instrument;
    private RejectReason refusal;

    DecimalFields(LineFields fields) {
        this.fields = fields;
    }

    void begin(Instrument newInstrument) {
        instrument = newInstrument;
        refusal = null;
    }

    /** {@return why the engine must refuse the command, or null} */
    RejectReason refusal() {
        return refusal;
    }

    long requiredPrice(Field field) {
        return steps(field, instrument.tick(), RejectReason.OFF_TICK);
    }

    long requiredQuantity(Field field) {
        return steps(field, instrument.lot(), RejectReason.OFF_LOT);
    }

    /** {@return the ticks of a field; 0 where it is absent} */
    long optionalPrice(Field field) {
        return nonZero(
                field,
                requiredPrice(field),
                field == Field.TRIGGER_PRICE ? RejectReason.INVALID_TRIGGER_PRICE : RejectReason.INVALID_PRICE);
    }

    /** {@return the lots of a field; 0 where it is absent} */
    long optionalQuantity(Field field) {
        return nonZero(
                field,
                requiredQuantity(field),
                field == Field.DISPLAY_QUANTITY
                        ? RejectReason.INVALID_DISPLAY_QUANTITY
                        : RejectReason.INVALID_QUANTITY);
    }

    void limits(Limits limits) {
        limits.priceBand(requiredPrice(Field.MIN_PRICE), requiredPrice(Field.MAX_PRICE));
        limits.maxQuantityLots(requiredQuantity(Field.MAX_QUANTITY));
        limits.maxNotional(notional());
        limits.maxOpenOrders((int) fields.number(Field.MAX_OPEN_ORDERS, 0));
    }

    private long nonZero(Field field, long steps, RejectReason reason) {
        if (steps == 0 && fields.has(field)) {
            refuse(reason);
        }
        return steps;
    }

    private long steps(Field field, DecimalUnit unit, RejectReason offStep) {
        if (!fields.has(field)) {
            return 0;
        }
        long steps = unit.parse(fields.text(field));
        if (steps == DecimalUnit.NOT_A_NUMBER) {
            throw faulty(field, "must be a decimal number of plain digits, such as \"10.50\"");
        }
        if (fields.text(field).charAt(0) == '-') {
            throw faulty(field, "must not be negative");
        }
        if (steps == DecimalUnit.OUT_OF_RANGE) {
            throw faulty(field, "is out of range");
        }
        if (steps == DecimalUnit.NOT_A_MULTIPLE) {
            refuse(offStep);
            return 0;
        }
        return steps;
    }

    private void refuse(RejectReason reason) {
        refusal = refusal == null ? reason : refusal;
    }

    /** {@return the notional limit in ticks times lots, rounded down, which admits the same orders} */
    private long notional() {
        if (!fields.has(Field.MAX_NOTIONAL)) {
            return 0;
        }
        if (new DecimalUnit(1, 12).parse(fields.text(Field.MAX_NOTIONAL)) == DecimalUnit.NOT_A_NUMBER) {
            throw faulty(Field.MAX_NOTIONAL, "must be a decimal number of plain digits, such as \"10.50\"");
        }
        BigDecimal value = new BigDecimal(fields.text(Field.MAX_NOTIONAL).toString());
        if (value.signum() < 0) {
            throw faulty(Field.MAX_NOTIONAL, "must not be negative");
        }
        BigDecimal steps = value.divide(notionalUnit(instrument), 0, RoundingMode.DOWN);
        if (steps.toBigInteger().bitLength() > 62) {
            throw faulty(Field.MAX_NOTIONAL, "is out of range");
        }
        if (steps.signum() == 0 && value.signum() > 0) {
            throw faulty(Field.MAX_NOTIONAL, "is less than one tick times one lot");
        }
        return steps.longValue();
    }

    /** {@return one tick times one lot} */
    static BigDecimal notionalUnit(Instrument instrument) {
        DecimalUnit tick = instrument.tick();
        DecimalUnit lot = instrument.lot();
        return BigDecimal.valueOf(tick.units(), tick.scale()).multiply(BigDecimal.valueOf(lot.units(), lot.scale()));
    }

    private InvalidLineException faulty(Field field, String fault) {
        return fields.invalid(
                field.jsonName() + " " + fault + ": " + field.jsonName() + "=" + Spelling.quote(fields.text(field)));
    }
}
