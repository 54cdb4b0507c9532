package io.beltline.exporter.elasticsearch;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Exporter;
import io.beltline.delivery.Books;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliverySettings;
import io.beltline.exporter.Yaml;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import java.time.Duration;
import java.util.Random;

/** An exporter of logs that runs with its delivery. */
final class Shipping {
  private final RealClock clock = RealClock.INSTANCE;
  private final Exporter exporter;
  private final Delivery delivery;

  /** Starts one to an engine; the configuration has all but the endpoint. */
  Shipping(Engine engine, String yaml) {
    ElasticsearchExporterConfig config =
        Yaml.bind(
                ElasticsearchExporterConfig.class, "endpoint: %s\n%s".formatted(engine.url(), yaml))
            .value();
    TestHost host = new TestHost(clock);
    exporter = new ElasticsearchExporterFactory().create(engine.settings.settings(), config);
    exporter.start(host);
    delivery =
        new Delivery(
            exporter,
            config,
            new DeliverySettings(
                engine.settings.settings(), Signal.LOGS, clock, new Random(1), null));
    delivery.start(host);
  }

  void send(Telemetry logs) {
    delivery.consume(Context.EMPTY, logs);
  }

  /** Ends, and tells what became of all. */
  Books end(Duration patience) {
    delivery.shutdown(Deadline.in(clock, patience));
    exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    return delivery.books();
  }
}
