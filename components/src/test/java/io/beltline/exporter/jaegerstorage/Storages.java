package io.beltline.exporter.jaegerstorage;

import io.beltline.api.ComponentId;
import io.beltline.components.jaegerstorage.JaegerStorage;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.exporter.Yaml;
import io.beltline.extension.jaegerstorage.JaegerStorageConfig;
import io.beltline.extension.jaegerstorage.JaegerStorageFactory;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.util.Objects;

/** Storages for tests. */
final class Storages {
  private Storages() {}

  /** A host with a storage called main, of these keys. */
  static TestHost host(String yaml) {
    JaegerStorageConfig config =
        Yaml.bind(JaegerStorageConfig.class, "backends: {main: {" + yaml + "}}").value();
    return new TestHost(RealClock.INSTANCE)
        .with(
            ComponentId.parse("jaeger_storage"),
            new JaegerStorageFactory()
                .create(TestSettings.of("jaeger_storage").settings(), config));
  }

  /** A cluster of these keys. */
  static SearchStorageConfig search(String yaml) {
    JaegerStorage storages =
        (JaegerStorage)
            host("opensearch: {" + yaml + "}")
                .extension(ComponentId.parse("jaeger_storage"))
                .orElseThrow();
    return Objects.requireNonNull(storages.traceStorage("main").orElseThrow().search());
  }
}
