package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Binder;
import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import io.beltline.config.LoadedConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The configuration of the example. */
final class Examples {
  private Examples() {}

  static RedactionProcessorConfig redaction() {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Path.of("../examples/redaction"), List.of())
            .load(List.of("config.yaml"), List.of());
    assertThat(loaded.problems()).isEmpty();
    ConfigMap processors = (ConfigMap) Objects.requireNonNull(loaded.tree().value("processors"));
    var bound =
        Binder.bind(
            RedactionProcessorConfig.class,
            (ConfigMap) Objects.requireNonNull(processors.value("redaction")));
    assertThat(bound.problems()).isEmpty();
    return bound.value();
  }
}
