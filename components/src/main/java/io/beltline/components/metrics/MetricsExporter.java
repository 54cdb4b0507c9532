package io.beltline.components.metrics;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Consumer;
import io.beltline.api.Host;
import io.beltline.model.Signal;

/** Where processors send metrics they make: an exporter named {@code metrics_exporter}. */
public final class MetricsExporter {
  private MetricsExporter() {}

  /**
   * The way into it.
   *
   * @throws ComponentException if no pipeline of metrics ends in it
   */
  public static Consumer of(Host host, ComponentId id) {
    return host.exporter(id, Signal.METRICS)
        .orElseThrow(
            () ->
                new ComponentException(
                    "metrics_exporter: no metrics pipeline ends in \"%s\" (expected: an exporter of one)"
                        .formatted(id)));
  }
}
