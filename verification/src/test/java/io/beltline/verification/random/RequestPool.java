package io.beltline.verification.random;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Requests that are sent again and again, also by several threads at once, as destinations that
 * share one do. Whoever writes into one is found out. Safe for all threads.
 */
final class RequestPool {
  private static final int EACH = 150;

  private final Map<Signal, List<Shared>> requests = new EnumMap<>(Signal.class);

  /** A request, and a copy to compare it with. */
  record Shared(Telemetry telemetry, byte[] copy) {
    /** Whether nobody has written into it. */
    boolean untouched() {
      return Arrays.equals(telemetry.payload().contiguous().toByteArray(), copy);
    }
  }

  /**
   * Requests of all signals.
   *
   * @param broken whether some have texts that are no UTF-8
   */
  RequestPool(long seed, boolean broken) {
    RandomRequests source = new RandomRequests(seed);
    for (Signal signal : Signal.values()) {
      List<Shared> made = new ArrayList<>();
      while (made.size() < EACH) {
        byte[] bytes = source.next(signal, broken && made.size() % 3 == 0);
        Telemetry telemetry = Telemetry.of(signal, Payload.of(bytes.clone()));
        if (!telemetry.isEmpty()) {
          made.add(new Shared(telemetry, bytes));
        }
      }
      requests.put(signal, made);
    }
  }

  /** One of a signal, by chance: the same telemetry, or other telemetry over the same bytes. */
  Shared any(Signal signal, Random random) {
    List<Shared> all = requests.get(signal);
    Shared one = all.get(random.nextInt(all.size()));
    return random.nextBoolean()
        ? one
        : new Shared(Telemetry.of(signal, one.telemetry.payload()), one.copy);
  }

  /** The requests somebody has written into. */
  long touched() {
    return requests.values().stream()
        .flatMap(List::stream)
        .filter(shared -> !shared.untouched())
        .count();
  }
}
