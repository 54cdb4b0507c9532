package io.beltline.connector.servicegraph;

import io.beltline.api.ComponentId;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code servicegraph} processor.
 *
 * @param metricsExporter where metrics go
 * @param graph all else
 */
public record ServiceGraphProcessorConfig(
    @Doc("The exporter that gets the metrics; a metrics pipeline must end in it.")
        @Nullable ComponentId metricsExporter,
    @Squash GraphConfig graph)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (metricsExporter == null) {
      problems.add("metrics_exporter", "must be specified (expected: an exporter of metrics)");
    }
  }
}
