package io.beltline.processor.tailsampling;

import io.beltline.components.sampling.Threshold;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of notes: what was decided of traces, and which runs of stored requests have come
 * to an end. One thread.
 *
 * <p>A byte for the version, then notes, each with a byte for its kind. Numbers are variable in
 * length, seven bits a byte, the lowest first. {@code 1}: a decision that the record speaks of; its
 * outcome, its threshold and one (0 for none), the length and the UTF-8 text of its policy; the
 * first is number 0. {@code 2}: a trace; the number of its decision, its id, the Unix second.
 * {@code 3}: a run; the number of its request in the journal, its own.
 */
final class NoteWriter {
  static final int VERSION = 1;
  static final int DECISION = 1;
  static final int TRACE = 2;
  static final int RUN = 3;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Decision, Integer> numbers = new HashMap<>();

  NoteWriter() {
    out.write(VERSION);
  }

  /** Notes what was decided of a trace. */
  void decided(TraceId id, Decision decision, long unixSecond) {
    Integer number = numbers.get(decision);
    if (number == null) {
      number = numbers.size();
      numbers.put(decision, number);
      define(decision);
    }
    out.write(TRACE);
    varint(number);
    out.writeBytes(ByteBuffer.allocate(TraceId.BYTES).putLong(id.high()).putLong(id.low()).array());
    varint(unixSecond);
  }

  private void define(Decision decision) {
    out.write(DECISION);
    out.write(decision.outcome().code());
    @Nullable Threshold threshold = decision.threshold();
    varint(threshold == null ? 0 : threshold.value() + 1);
    byte[] policy = decision.policy().getBytes(StandardCharsets.UTF_8);
    varint(policy.length);
    out.writeBytes(policy);
  }

  /** Notes that a run has come to an end. */
  void ended(long request, int run) {
    out.write(RUN);
    varint(request);
    varint(run);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  boolean isEmpty() {
    return out.size() == 1;
  }

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
