package io.beltline.verification.peer;

import java.io.IOException;
import java.nio.file.Path;

/** Mimir in one process. */
public final class MimirServer extends CortexLikeServer {
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

  /** What is kept in a folder; it does not run yet. */
  public MimirServer(Path folder) throws IOException {
    super(folder, "Mimir");
  }

  @Override
  Path program() throws Exception {
    return GoPeer.binary("mimir", "github.com/grafana/mimir/cmd/mimir", "netgo,stringlabels");
  }

  @Override
  String config() {
    return CONFIG;
  }
}
