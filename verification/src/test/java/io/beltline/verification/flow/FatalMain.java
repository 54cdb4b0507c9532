package io.beltline.verification.flow;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Factory;
import io.beltline.api.Host;
import io.beltline.api.ServiceListener;
import io.beltline.api.Settings;
import io.beltline.distribution.StandardComponents;
import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collector with an extension that cannot go on once everything is ready. */
final class FatalMain {
  private static final String CONFIG =
      """
      receivers: {otlp: {protocols: {http: {endpoint: '127.0.0.1:0'}}}}
      exporters: {nop: {}}
      extensions: {torn: {}}
      service:
        telemetry: {metrics: {level: none}}
        extensions: [torn]
        pipelines: {logs: {receivers: [otlp], exporters: [nop]}}
      """;

  private FatalMain() {}

  public static void main(String[] args) {
    List<Factory<?>> factories = new ArrayList<>(StandardComponents.factories());
    factories.add(new TornFactory());
    System.exit(
        Collector.run(
            CollectorSettings.of(
                new BuildInfo("beltline", "Beltline", "0.0.0-test"),
                factories,
                List.of("yaml:" + CONFIG),
                List.of())));
  }

  record TornConfig() {}

  private static final class TornFactory implements ExtensionFactory<TornConfig> {
    @Override
    public String type() {
      return "torn";
    }

    @Override
    public Class<TornConfig> configType() {
      return TornConfig.class;
    }

    @Override
    public Extension create(Settings settings, TornConfig config) {
      return new Torn();
    }
  }

  private static final class Torn implements Extension, ServiceListener {
    private @Nullable Host host;

    @Override
    public void start(Host host) {
      this.host = host;
    }

    @Override
    public void ready() {
      Host told = host;
      if (told != null) {
        told.reportStatus(ComponentStatus.fatal("the tape is torn", null));
      }
    }
  }
}
