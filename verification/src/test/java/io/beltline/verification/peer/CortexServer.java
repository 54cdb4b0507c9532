package io.beltline.verification.peer;

import java.io.IOException;
import java.nio.file.Path;

/** Cortex in one process. */
public final class CortexServer extends CortexLikeServer {
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
        filesystem: {dir: %4$s/blocks}
        tsdb: {dir: %4$s/tsdb}
        bucket_store: {sync_dir: %4$s/sync}
      compactor:
        data_dir: %4$s/compactor
        sharding_ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}
      store_gateway:
        sharding_ring: {instance_addr: 127.0.0.1, replication_factor: 1, kvstore: {store: inmemory}}
      ruler: {rule_path: %4$s/rulefiles, ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
      ruler_storage: {backend: filesystem, filesystem: {dir: %4$s/rules}}
      alertmanager: {external_url: 'http://127.0.0.1:%1$d', data_dir: %4$s/alertdata, cluster: {listen_address: ''}}
      alertmanager_storage: {backend: filesystem, filesystem: {dir: %4$s/alerts}}
      frontend_worker: {match_max_concurrent: true}
      """;

  /** What is kept in a folder; it does not run yet. */
  public CortexServer(Path folder) throws IOException {
    super(folder, "Cortex");
  }

  @Override
  Path program() throws Exception {
    return GoPeer.binary("cortex", "github.com/cortexproject/cortex/cmd/cortex", "slicelabels");
  }

  @Override
  String config() {
    return CONFIG;
  }
}
