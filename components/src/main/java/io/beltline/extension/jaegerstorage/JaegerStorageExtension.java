package io.beltline.extension.jaegerstorage;

import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.components.jaegerstorage.JaegerStorage;
import io.beltline.components.jaegerstorage.TraceStorageConfig;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says what storages there are; those who write to them open them. */
final class JaegerStorageExtension implements Extension, JaegerStorage {
  private final JaegerStorageConfig config;

  JaegerStorageExtension(JaegerStorageConfig config) {
    this.config = config;
  }

  @Override
  public void start(Host host) {}

  @Override
  public void shutdown(Deadline deadline) {}

  @Override
  public Optional<TraceStorageConfig> traceStorage(String name) {
    return Optional.ofNullable(config.backends().get(name));
  }

  @Override
  public Set<String> traceStorageNames() {
    return new TreeSet<>(config.backends().keySet());
  }
}
