package io.beltline.testkit;

import io.beltline.api.Ledger;
import io.beltline.model.Signal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A ledger a test can read. Safe for all threads. */
public final class RecordingLedger implements Ledger {
  private final Map<String, Long> booked = new ConcurrentHashMap<>();
  private final LongAdder returned = new LongAdder();

  @Override
  public void filtered(Signal signal, String rule, long items) {
    booked.merge("filtered{" + rule + "}", items, Long::sum);
  }

  @Override
  public void sampledOut(Signal signal, String policy, long items) {
    booked.merge("sampled_out{" + policy + "}", items, Long::sum);
  }

  @Override
  public void dropped(Signal signal, String reason, long items) {
    booked.merge("dropped{" + reason + "}", items, Long::sum);
  }

  @Override
  public void created(Signal signal, String rule, long items) {
    booked.merge("created{" + rule + "}", items, Long::sum);
  }

  @Override
  public void held(Signal signal, long items) {
    booked.merge("held", items, (a, b) -> a + b == 0 ? null : a + b);
  }

  @Override
  public void returnedWhole(Signal signal) {
    returned.increment();
  }

  /** How many calls were said to be refused as a whole. */
  public long returnedWhole() {
    return returned.sum();
  }

  /** What was booked, as {@code outcome{reason}} to items, {@code held} to those kept now. */
  public Map<String, Long> booked() {
    return new TreeMap<>(booked);
  }

  /** Items that left by any of the outcomes, less those created. */
  public long removed() {
    return booked.entrySet().stream()
        .filter(e -> !e.getKey().equals("held"))
        .mapToLong(e -> e.getKey().startsWith("created{") ? -e.getValue() : e.getValue())
        .sum();
  }
}
