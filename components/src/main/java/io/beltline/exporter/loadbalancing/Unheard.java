package io.beltline.exporter.loadbalancing;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.model.Signal;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Where the lines of single backends count and book: nowhere. The queue in front of them holds
 * their items and has them in its books.
 */
final class Unheard implements Meter, Ledger {
  private static final Counter NOTHING =
      new Counter() {
        @Override
        public void add(long amount) {}

        @Override
        public long value() {
          return 0;
        }
      };

  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    return NOTHING;
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {}

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    return value -> {};
  }

  @Override
  public void forget(Map<String, String> labels) {}

  @Override
  public void filtered(Signal signal, String rule, long items) {}

  @Override
  public void sampledOut(Signal signal, String policy, long items) {}

  @Override
  public void dropped(Signal signal, String reason, long items) {}

  @Override
  public void created(Signal signal, String rule, long items) {}
}
