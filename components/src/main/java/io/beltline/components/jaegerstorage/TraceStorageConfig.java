package io.beltline.components.jaegerstorage;

import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One storage of traces: exactly one of its keys.
 *
 * @param elasticsearch a cluster of Elasticsearch
 * @param opensearch a cluster of OpenSearch; the same keys
 * @param grpc a server of the remote storage API
 * @param memory not here
 * @param badger not here
 * @param cassandra not here
 * @param clickhouse not here
 */
public record TraceStorageConfig(
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS) @Doc("A cluster of Elasticsearch.")
        @Nullable SearchStorageConfig elasticsearch,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("A cluster of OpenSearch; the keys of elasticsearch.")
        @Nullable SearchStorageConfig opensearch,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("A server of Jaeger's remote storage API.")
        @Nullable RemoteStorageConfig grpc,
    @Doc("Not supported: use elasticsearch, opensearch or grpc.") @Nullable ConfigNode memory,
    @Doc("Not supported: use elasticsearch, opensearch or grpc.") @Nullable ConfigNode badger,
    @Doc("Not supported: use elasticsearch, opensearch or grpc.") @Nullable ConfigNode cassandra,
    @Doc("Not supported: use elasticsearch, opensearch or grpc.") @Nullable ConfigNode clickhouse)
    implements Validated {

  /** The cluster, whichever of the two kinds; null for a server. */
  public @Nullable SearchStorageConfig search() {
    return elasticsearch != null ? elasticsearch : opensearch;
  }

  @Override
  public void validate(Problems problems) {
    refuse(problems, "memory", memory, "keeps traces inside the process of Jaeger's own query");
    refuse(problems, "badger", badger, "keeps traces on the disk of Jaeger's own query");
    refuse(problems, "cassandra", cassandra, "cannot be written to");
    refuse(problems, "clickhouse", clickhouse, "cannot be written to in Jaeger's layout");
    List<String> named = new ArrayList<>();
    add(named, "elasticsearch", elasticsearch);
    add(named, "opensearch", opensearch);
    add(named, "grpc", grpc);
    if (named.size() > 1) {
      problems.add(
          named.get(1), "stands beside " + named.get(0) + " (expected: one kind a storage)");
    } else if (named.isEmpty()
        && memory == null
        && badger == null
        && cassandra == null
        && clickhouse == null) {
      problems.add("", "names no storage (expected: elasticsearch, opensearch or grpc)");
    }
  }

  private static void add(List<String> named, String key, @Nullable Object value) {
    if (value != null) {
      named.add(key);
    }
  }

  private static void refuse(
      Problems problems, String key, @Nullable ConfigNode value, String why) {
    if (value != null) {
      problems.add(key, why + " (expected: elasticsearch, opensearch or grpc)");
    }
  }
}
