package io.beltline.processor.batch;

import io.beltline.api.Batching;
import io.beltline.api.Consumer;
import io.beltline.api.Factory;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.Map;

/**
 * Makes {@code batch} processors.
 *
 * <p>The processor owns no data. It marks each request's context, and the queue of each destination
 * behind it gathers by that mark, so that no acknowledged item ever waits outside a queue.
 */
public final class BatchProcessorFactory implements ProcessorFactory<BatchProcessorConfig> {

  @Override
  public String type() {
    return "batch";
  }

  @Override
  public Class<BatchProcessorConfig> configType() {
    return BatchProcessorConfig.class;
  }

  @Override
  public Map<Signal, Factory.Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Processor create(
      Settings settings, BatchProcessorConfig config, Signal signal, Consumer next) {
    Batching batching = batching(settings.id().toString(), config);
    return (context, telemetry) -> next.consume(context.withBatching(batching), telemetry);
  }

  static Batching batching(String processor, BatchProcessorConfig config) {
    boolean atOnce = config.timeout().equals(Duration.ZERO) || config.sendBatchSize() == 0;
    return new Batching(
        processor,
        config.timeout(),
        atOnce ? 0 : config.sendBatchSize(),
        config.sendBatchMaxSize(),
        config.metadataKeys(),
        config.metadataCardinalityLimit());
  }
}
