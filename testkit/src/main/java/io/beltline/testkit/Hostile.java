package io.beltline.testkit;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Telemetry as an enemy or a broken sender makes it: countable, but wrong further down. */
public final class Hostile {
  private static final long SEED = 42;
  private static final int VARIANTS = 300;

  private Hostile() {}

  /**
   * Requests of a signal with damaged bytes. Each has passed what a receiver checks: that its items
   * can be counted and that there is one.
   */
  public static List<Telemetry> of(Signal signal) {
    Random random = new Random(SEED);
    List<Telemetry> hostile = new ArrayList<>();
    while (hostile.size() < VARIANTS) {
      byte[] bytes = Numbered.of(signal, 0, 5, 10).payload().contiguous().toByteArray();
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Telemetry damaged = Telemetry.of(signal, Payload.of(bytes));
      try {
        if (!damaged.isEmpty()) {
          hostile.add(damaged);
        }
      } catch (MalformedTelemetryException refusedBefore) {
        // a receiver turns it away
      }
    }
    return hostile;
  }
}
