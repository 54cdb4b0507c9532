package io.beltline.processor.tailsampling;

import io.beltline.components.sampling.Threshold;
import io.beltline.model.MalformedTelemetryException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link NoteWriter} wrote. */
final class NoteReader {
  private static final int LONGEST_NUMBER = 63;

  private final ByteBuffer in;
  private final List<Decision> decisions = new ArrayList<>();

  private NoteReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  /** Is told what stands in a record. */
  interface Visitor {
    /** What was decided of a trace. */
    void decided(TraceId id, Decision decision, long unixSecond);

    /** A run of a request has come to an end. */
    void ended(long request, int run);
  }

  /**
   * Reads a record.
   *
   * @throws MalformedTelemetryException if it is none of a version that is known
   */
  static void read(byte[] bytes, Visitor visitor) {
    try {
      new NoteReader(bytes).read(visitor);
    } catch (BufferUnderflowException ended) {
      throw new MalformedTelemetryException("a record of notes that is cut off");
    }
  }

  private void read(Visitor visitor) {
    int version = in.get();
    if (version != NoteWriter.VERSION) {
      throw new MalformedTelemetryException(
          "notes of version " + version + " (expected: " + NoteWriter.VERSION + ")");
    }
    while (in.hasRemaining()) {
      int kind = in.get();
      switch (kind) {
        case NoteWriter.DECISION -> decisions.add(decision());
        case NoteWriter.TRACE -> {
          Decision decision = decisions.get(index(decisions.size()));
          visitor.decided(new TraceId(in.getLong(), in.getLong()), decision, varint());
        }
        case NoteWriter.RUN -> visitor.ended(varint(), index(Integer.MAX_VALUE));
        default -> throw new MalformedTelemetryException("a note of kind " + kind);
      }
    }
  }

  private Decision decision() {
    Decision.Outcome outcome = outcome(in.get());
    long threshold = varint();
    if (threshold > Threshold.RANGE + 1) {
      throw new MalformedTelemetryException("a decision with threshold " + threshold);
    }
    byte[] policy = new byte[index(in.remaining() + 1)];
    in.get(policy);
    return new Decision(
        outcome,
        new String(policy, StandardCharsets.UTF_8),
        threshold == 0 ? null : new Threshold(threshold - 1));
  }

  private static Decision.Outcome outcome(int code) {
    for (Decision.Outcome each : Decision.Outcome.values()) {
      if (each.code() == code) {
        return each;
      }
    }
    throw new MalformedTelemetryException("a decision with outcome " + code);
  }

  private int index(int bound) {
    long value = varint();
    if (value >= bound) {
      throw new MalformedTelemetryException("a note with number " + value);
    }
    return (int) value;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < LONGEST_NUMBER; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedTelemetryException("a note with a number that is too long");
  }
}
