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
  private static final long EACH_PROCESSOR = 8L << 20;
  private static final int PROCESSORS = 8;

  private final Settings settings;
  private final Outputs outputs;
  private final Clock clock;
  private final TailMetrics metrics;
  private final Window window = new Window(onTheWay(Runtime.getRuntime().availableProcessors()));
  private final List<TrackedShipper> shippers = new CopyOnWriteArrayList<>();

  TailWay(Settings settings, Outputs outputs, Clock clock, TailMetrics metrics) {
    this.settings = settings;
    this.outputs = outputs;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * How many bytes may be on their way. One processor reads faster than it delivers: it fills any
   * room, and what waits there for long costs it more than what is short-lived.
   */
  static long onTheWay(int processors) {
    return EACH_PROCESSOR * Math.clamp(processors, 1, PROCESSORS);
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
