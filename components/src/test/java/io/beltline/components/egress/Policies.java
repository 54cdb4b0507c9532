package io.beltline.components.egress;

import io.beltline.api.Settings;
import io.beltline.delivery.EgressPolicy;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Policies from YAML, and what they counted. */
final class Policies {
  final TestSettings settings = TestSettings.of("debug");
  final EgressPolicy policy;
  private final Signal signal;

  private Policies(String yaml, Signal signal) {
    this.signal = signal;
    Settings own = settings.settings();
    policy = BoundYaml.value(EgressPolicyConfig.class, yaml).policy(own, signal);
  }

  static Policies of(String yaml, Signal signal) {
    return new Policies(yaml, signal);
  }

  long count(String what, String rule) {
    return settings
        .meter()
        .count(
            "beltline_exporter_egress_" + what,
            Map.of("exporter", "debug", "data_type", signal.label(), "rule", rule));
  }

  static String bytes(Telemetry telemetry) {
    return new String(telemetry.payload().contiguous().toByteArray(), StandardCharsets.ISO_8859_1);
  }
}
