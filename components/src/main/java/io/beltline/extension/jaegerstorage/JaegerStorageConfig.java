package io.beltline.extension.jaegerstorage;

import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.components.jaegerstorage.TraceStorageConfig;
import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.ReadsFiles;
import io.beltline.config.Validated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    implements Validated, ReadsFiles {

  @Override
  public Collection<Path> files() {
    List<Path> files = new ArrayList<>();
    for (TraceStorageConfig storage : backends.values()) {
      SearchStorageConfig search = storage.search();
      if (search != null && !search.tagsAsFields().configFile().isEmpty()) {
        files.add(Path.of(search.tagsAsFields().configFile()));
      }
    }
    return files;
  }

  @Override
  public void validate(Problems problems) {
    if (backends.isEmpty()) {
      problems.add("backends", "must not be empty (expected: a name and what it is)");
    }
  }
}
