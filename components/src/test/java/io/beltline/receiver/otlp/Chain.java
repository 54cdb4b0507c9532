package io.beltline.receiver.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Host;
import io.beltline.delivery.DeadLetters;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.DeliverySettings;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An exporter of traces with no queue and no retries, so that the sender hears the backend. */
final class Chain implements AutoCloseable {
  private final Exporter exporter;
  private final Delivery delivery;
  private volatile @Nullable ExportResult last;

  private <C extends Record & DeliveryConfig> Chain(ExporterFactory<C> factory, String yaml) {
    TestSettings settings = TestSettings.of(factory.type());
    TestHost host = new TestHost(RealClock.INSTANCE);
    C config = BoundYaml.value(factory.configType(), yaml);
    exporter = factory.create(settings.settings(), config);
    delivery =
        new Delivery(
            new Watched(),
            config,
            new DeliverySettings(
                settings.settings(),
                Signal.TRACES,
                RealClock.INSTANCE,
                new Random(1),
                DeadLetters.none()));
    exporter.start(host);
    delivery.start(host);
  }

  /** An exporter to a port of the loopback interface. */
  static <C extends Record & DeliveryConfig> Chain to(
      ExporterFactory<C> factory, String endpoint, String timeout) {
    return new Chain(
        factory,
        """
        endpoint: %s
        timeout: %s
        tls: {insecure: true}
        sending_queue: {enabled: false}
        retry_on_failure: {enabled: false}
        """
            .formatted(endpoint, timeout));
  }

  /** The same with quick retries. */
  static <C extends Record & DeliveryConfig> Chain persistent(
      ExporterFactory<C> factory, String endpoint) {
    return new Chain(
        factory,
        """
        endpoint: %s
        tls: {insecure: true}
        sending_queue: {enabled: false}
        retry_on_failure: {initial_interval: 1ms, max_interval: 5ms, max_elapsed_time: 0s}
        """
            .formatted(endpoint));
  }

  ConsumeResult consume(Context context, Telemetry telemetry) {
    return delivery.consume(context, telemetry);
  }

  /** What the exporter made of the last answer, in words. */
  String lastInWords() {
    return switch (last) {
      case ExportResult.Delivered _ -> "delivered";
      case ExportResult.Refused(ExportResult.Refusal refusal) ->
          switch (refusal.action()) {
            case RETRY -> "sent again";
            case RETRY_SMALLER -> "split, sent again";
            case HOLD -> "held";
            case DEAD_LETTER -> "given up";
            case DROP -> "dropped";
          };
      case ExportResult.Partial _ -> "item by item";
      case null -> "not asked";
    };
  }

  @Override
  public void close() {
    Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
    delivery.shutdown(deadline);
    exporter.shutdown(deadline);
  }

  /** Remembers the exporter's answers. */
  private final class Watched implements Exporter {
    @Override
    public void start(Host host) {
      exporter.start(host);
    }

    @Override
    public ExportResult export(ExportRequest request) {
      ExportResult result = exporter.export(request);
      last = result;
      return result;
    }
  }
}
