package io.beltline.receiver.otlpjsonfile;

import io.beltline.components.intake.RetryConfig;
import io.beltline.components.tailing.LineBatch;
import io.beltline.components.tailing.LineTaker;
import io.beltline.components.tailing.TailConfig;
import io.beltline.components.tailing.TailWay;
import io.beltline.components.tracked.TrackedShipper;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Makes telemetry of lines of OTLP/JSON, a request of each. Safe for all threads. */
final class OtlpLines implements LineTaker {
  private static final long BETWEEN_WARNINGS_NANOS = 10_000_000_000L;

  private final TailConfig config;
  private final TailWay way;
  private final Map<Signal, TrackedShipper> shippers = new EnumMap<>(Signal.class);
  private final AtomicLong nextWarning;

  OtlpLines(TailConfig config, TailWay way) {
    this.config = config;
    this.way = way;
    this.nextWarning = new AtomicLong(way.clock().nanoTime());
    for (Signal signal : Signal.values()) {
      if (way.isTaken(signal)) {
        shippers.put(signal, way.shipper(signal, RetryConfig.FOR_EVER));
      }
    }
  }

  @Override
  public LineBatch batch() {
    return new OtlpLineBatch(config, shippers, this::drop);
  }

  /** Counts a line that is given up, and tells one in ten seconds. */
  private void drop(String reason, String words) {
    way.metrics().drop(reason, 1);
    long now = way.clock().nanoTime();
    long due = nextWarning.get();
    if (now - due >= 0 && nextWarning.compareAndSet(due, now + BETWEEN_WARNINGS_NANOS)) {
      way.settings().logger().warn("a line is dropped ({}): {}", reason, words);
    }
  }
}
