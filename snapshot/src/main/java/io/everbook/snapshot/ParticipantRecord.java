package io.everbook.snapshot;

import io.everbook.core.command.ParticipantState;
import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;

/** One participant, as {@link ParticipantDescriptor} lays it out. */
final class ParticipantRecord implements BytesMarshallable {

    int participantId;
    long lastRequestId;
    ParticipantState state;

    @Override
    public void writeMarshallable(BytesOut<?> out) {
        out.writeByte(ParticipantDescriptor.TYPE);
        out.writeByte(ParticipantDescriptor.VERSION);
        out.writeInt(participantId);
        out.writeLong(lastRequestId);
        out.writeByte(state.code());
    }

    @Override
    public void readMarshallable(BytesIn<?> in) {
        Records.expect(in, ParticipantDescriptor.TYPE, ParticipantDescriptor.VERSION);
        participantId = in.readInt();
        lastRequestId = in.readLong();
        state = Records.known(ParticipantState.ofCode(in.readByte()), "participant state");
    }
}
