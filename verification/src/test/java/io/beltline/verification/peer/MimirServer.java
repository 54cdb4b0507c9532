package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mimir in one process. */
public final class MimirServer extends MetricStore {
  private static final String CONFIG =
      """
      target: all
      multitenancy_enabled: true
      server:
        http_listen_address: 127.0.0.1
        http_listen_port: %1$d
        grpc_listen_address: 127.0.0.1
        grpc_listen_port: %2$d
        log_level: warn
      common: {storage: {backend: filesystem, filesystem: {dir: %4$s/objects}}}
      blocks_storage:
        storage_prefix: blocks
        tsdb: {dir: %4$s/tsdb}
        bucket_store: {sync_dir: %4$s/sync}
      compactor:
        data_dir: %4$s/compactor
        sharding_ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}
      distributor: {ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
      ingester:
        ring:
          instance_addr: 127.0.0.1
          kvstore: {store: inmemory}
          replication_factor: 1
          min_ready_duration: 0s
      store_gateway:
        sharding_ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}, replication_factor: 1}
      ruler_storage: {backend: filesystem, filesystem: {dir: %4$s/rules}}
      ruler: {rule_path: %4$s/ruler, ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
      frontend: {address: 127.0.0.1}
      query_scheduler: {ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
      memberlist: {bind_addr: [127.0.0.1], bind_port: %3$d}
      usage_stats: {enabled: false}
      activity_tracker: {filepath: ''}
      """;

  private final Path folder;
  private final int[] ports = Ports.free(3);

  /** What is kept in a folder; it does not run yet. */
  public MimirServer(Path folder) throws IOException {
    this.folder = folder;
  }

  @Override
  public void start() throws Exception {
    Path config = folder.resolve("mimir.yaml");
    Files.writeString(
        config, CONFIG.formatted(ports[0], ports[1], ports[2], folder.resolve("mimir")));
    Path program =
        GoPeer.binary("mimir", "github.com/grafana/mimir/cmd/mimir", "netgo,stringlabels");
    launch("Mimir", folder, List.of(program.toString(), "-config.file=" + config));
    await(url() + "/ready");
  }

  private String url() {
    return "http://127.0.0.1:" + ports[0];
  }

  @Override
  public String endpoint() {
    return url() + "/api/v1/push";
  }

  @Override
  public String tenantHeader() {
    return "X-Scope-OrgID";
  }

  @Override
  public int conflict() {
    return 400;
  }

  @Override
  String query() {
    return url() + "/prometheus/api/v1/query?query=";
  }

  @Override
  String ofTenant(String tenant, String metric) {
    return metric;
  }

  @Override
  public String toString() {
    return "Mimir";
  }
}
