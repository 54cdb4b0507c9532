package io.beltline.processor.metricstransform;

import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes {@code metrics_transform} processors, which rename, copy, combine and aggregate metrics.
 */
public final class MetricsTransformFactory implements ProcessorFactory<MetricsTransformConfig> {

  @Override
  public String type() {
    return "metrics_transform";
  }

  @Override
  public List<String> aliases() {
    return List.of("metricstransform");
  }

  @Override
  public Class<MetricsTransformConfig> configType() {
    return MetricsTransformConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Processor create(
      Settings settings, MetricsTransformConfig config, Signal signal, Consumer next) {
    List<TransformConfig> written = config.transforms();
    written.forEach(transform -> transform.operations().forEach(step -> hint(settings, step)));
    String version = settings.build().version();
    return new MetricsTransformProcessor(
        settings,
        IntStream.range(0, written.size())
            .mapToObj(i -> new Transform(i, written.get(i), version))
            .toList(),
        next);
  }

  private static void hint(Settings settings, OperationConfig operation) {
    if (operation.lacksAggregationType()) {
      settings
          .logger()
          .warn(
              "{} has no aggregation_type: of numbers with equal labels the first stays",
              operation.name());
    }
  }
}
