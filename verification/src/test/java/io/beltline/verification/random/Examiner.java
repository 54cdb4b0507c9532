package io.beltline.verification.random;

import com.google.protobuf.Message;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** Holds each request that comes out against protobuf-java. Safe for all threads. */
final class Examiner {
  private static final int MOST_FAULTS = 5;
  private static final int SHOWN_BYTES = 4000;

  private final boolean strict;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Map<Signal, LongAdder> taken = new EnumMap<>(Signal.class);

  /** An examiner; a strict one lets no text pass that is no UTF-8. */
  Examiner(boolean strict) {
    this.strict = strict;
    for (Signal signal : Signal.values()) {
      taken.put(signal, new LongAdder());
    }
  }

  /**
   * Looks at a request.
   *
   * @param kept whether its items stay here
   */
  void look(Telemetry telemetry, boolean kept) {
    long items = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      items += items(telemetry.signal(), chunk);
    }
    if (items != telemetry.itemCount()) {
      fault("protobuf-java sees %d items, %d are counted".formatted(items, telemetry.itemCount()));
    }
    if (kept) {
      taken.get(telemetry.signal()).add(items);
    }
  }

  private long items(Signal signal, Slice chunk) {
    try {
      Message message = Otlp.parse(signal, chunk, strict);
      return Otlp.items(message);
    } catch (IOException invalid) {
      byte[] bytes = chunk.toByteArray();
      String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
      fault(signal.label() + " are no OTLP: " + invalid.getMessage() + ": " + hex);
      return 0;
    }
  }

  private void fault(String words) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(words);
    }
  }

  /** The first things that were wrong. */
  List<String> faults() {
    return faults;
  }

  /** The items of a signal it took. */
  long taken(Signal signal) {
    return taken.get(signal).sum();
  }
}
