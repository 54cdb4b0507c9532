package io.beltline.components.metrics;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Telemetry;

/**
 * Makes metrics of telemetry it is shown, and sends them at its own times. Safe for all threads.
 */
public interface MetricSource {

  /** Begins to send metrics to a consumer. */
  void start(Host host, Consumer next);

  /** Reads telemetry; keeps nothing of it but what it counts. */
  void add(Telemetry telemetry);

  /** Sends what there is for the last time; what is being sent is waited for until the deadline. */
  void shutdown(Deadline deadline);
}
