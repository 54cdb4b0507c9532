package io.beltline.extension.jaegerstorage;

import io.beltline.components.jaegerstorage.TraceStorageConfig;
import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.Map;

/**
 * What users write under the {@code jaeger_storage} extension.
 *
 * @param backends the storages of traces by their names
 * @param metricBackends accepted, without effect: Jaeger's query reads metrics there
 * @see <a
 *     href="https://github.com/jaegertracing/jaeger/tree/main/cmd/jaeger/internal/extension/jaegerstorage">the
 *     keys</a>
 */
public record JaegerStorageConfig(
    @Doc("The storages of traces by their names.") Map<String, TraceStorageConfig> backends,
    @Doc("Accepted, without effect: Jaeger's query reads metrics there.")
        Map<String, ConfigNode> metricBackends)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (backends.isEmpty()) {
      problems.add("backends", "must not be empty (expected: a name and what it is)");
    }
  }
}
