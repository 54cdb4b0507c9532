package io.beltline.components.tailing;

import io.beltline.api.Clock;
import io.beltline.api.Outputs;
import io.beltline.api.Settings;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.tracked.TrackedShipper;
import io.beltline.components.tracked.Window;
import io.beltline.model.Signal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way from the lines of files to the pipelines. Safe for all threads. */
public final class TailWay {
  private static final long ON_THE_WAY = 32L << 20;

  private final Settings settings;
  private final Outputs outputs;
  private final Clock clock;
  private final TailMetrics metrics;
  private final Window window = new Window(ON_THE_WAY);
  private final List<TrackedShipper> shippers = new CopyOnWriteArrayList<>();

  TailWay(Settings settings, Outputs outputs, Clock clock, TailMetrics metrics) {
    this.settings = settings;
    this.outputs = outputs;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** The receiver's settings. */
  public Settings settings() {
    return settings;
  }

  /** The clock. */
  public Clock clock() {
    return clock;
  }

  /** Counts what becomes of lines. */
  public TailMetrics metrics() {
    return metrics;
  }

  /** Whether a pipeline takes a signal. */
  public boolean isTaken(Signal signal) {
    return outputs.consumer(signal).isPresent();
  }

  /** A shipper of a signal; all share the bytes that may be on their way. */
  public TrackedShipper shipper(Signal signal, RetryConfig retry) {
    TrackedShipper shipper =
        new TrackedShipper(settings, outputs, signal, clock, retry, window, metrics);
    shippers.add(shipper);
    return shipper;
  }

  /** Bytes that are on their way. */
  long used() {
    return window.used();
  }

  /** Makes an end: what is refused from now on is given up, and stays to be read again. */
  void stop() {
    shippers.forEach(TrackedShipper::stop);
  }
}
