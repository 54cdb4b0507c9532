package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Cortex in one process. */
public final class CortexServer extends MetricStore {
  private static final String CONFIG =
      """
      auth_enabled: true
      server:
        http_listen_address: 127.0.0.1
        http_listen_port: %1$d
        grpc_listen_address: 127.0.0.1
        grpc_listen_port: %2$d
        log_level: warn
      distributor:
        shard_by_all_labels: true
        ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}
      ingester:
        lifecycler:
          address: 127.0.0.1
          join_after: 0s
          min_ready_duration: 0s
          final_sleep: 0s
          num_tokens: 64
          ring: {replication_factor: 1, kvstore: {store: inmemory}}
      blocks_storage:
        backend: filesystem
        filesystem: {dir: %3$s/blocks}
        tsdb: {dir: %3$s/tsdb}
        bucket_store: {sync_dir: %3$s/sync}
      compactor:
        data_dir: %3$s/compactor
        sharding_ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}
      store_gateway:
        sharding_ring: {instance_addr: 127.0.0.1, replication_factor: 1, kvstore: {store: inmemory}}
      ruler: {rule_path: %3$s/rulefiles, ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
      ruler_storage: {backend: filesystem, filesystem: {dir: %3$s/rules}}
      alertmanager: {external_url: 'http://127.0.0.1:%1$d', data_dir: %3$s/alertdata, cluster: {listen_address: ''}}
      alertmanager_storage: {backend: filesystem, filesystem: {dir: %3$s/alerts}}
      frontend_worker: {match_max_concurrent: true}
      """;

  private final Path folder;
  private final int[] ports = Ports.free(2);

  /** What is kept in a folder; it does not run yet. */
  public CortexServer(Path folder) throws IOException {
    this.folder = folder;
  }

  @Override
  public void start() throws Exception {
    Path config = folder.resolve("cortex.yaml");
    Files.writeString(config, CONFIG.formatted(ports[0], ports[1], folder.resolve("cortex")));
    Path program =
        GoPeer.binary("cortex", "github.com/cortexproject/cortex/cmd/cortex", "slicelabels");
    launch("Cortex", folder, List.of(program.toString(), "-config.file=" + config));
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
    return "Cortex";
  }
}
