package io.beltline.processor.memorylimiter;

import io.beltline.api.AdmissionLimit;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Overload;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Refuses telemetry while the process holds more bytes than its budget.
 *
 * <p>The same budget guards the receivers in front ({@link AdmissionLimit}), so that most refusals
 * happen before a body is read. What reaches this processor from elsewhere is refused here, as
 * retryable, with a time to come back.
 */
final class MemoryLimiterProcessor implements Processor, AdmissionLimit {
  private final Logger logger;
  private final long budget;
  private final Consumer next;
  private final Meter.Counter accepted;
  private final Meter.Counter refused;
  private final Overload overload = new Overload();
  private volatile @Nullable Host host;

  MemoryLimiterProcessor(Settings settings, long budget, Signal signal, Consumer next) {
    this.logger = settings.logger();
    this.budget = budget;
    this.next = next;
    Map<String, String> labels = Map.of("processor", settings.id().toString());
    this.accepted =
        settings
            .meter()
            .counter(
                "otelcol_processor_accepted_" + signal.items(),
                "{" + signal.items() + "}",
                "Number of items successfully pushed into the next component in the pipeline.",
                labels);
    this.refused =
        settings
            .meter()
            .counter(
                "otelcol_processor_refused_" + signal.items(),
                "{" + signal.items() + "}",
                "Number of items that were rejected by the next component in the pipeline.",
                labels);
  }

  @Override
  public void start(Host host) {
    this.host = host;
    logger.atInfo().addKeyValue("budget_bytes", limitBytes()).log("Memory limiter configured");
  }

  @Override
  public long limitBytes() {
    Host started = host;
    return started == null ? budget : Math.min(budget, started.memory().capacity());
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Host started = Objects.requireNonNull(host);
    long held = started.memory().held();
    if (held > limitBytes()) {
      return refuse(started, held, telemetry.itemCount());
    }
    if (overload.end()) {
      logger.info("Memory usage is back within the limit. Accepting data again.");
    }
    accepted.add(telemetry.itemCount());
    return next.consume(context, telemetry);
  }

  private ConsumeResult refuse(Host started, long held, int items) {
    refused.add(items);
    if (!overload.isOn()) {
      logger
          .atWarn()
          .addKeyValue("held_bytes", held)
          .addKeyValue("budget_bytes", limitBytes())
          .log("Memory usage is above the limit. Refusing data.");
    }
    return ConsumeResult.unavailable(
        "data refused due to high memory usage", overload.refuse(started.clock()));
  }
}
