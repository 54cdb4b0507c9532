package io.beltline.components.jaegerstorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import io.beltline.transport.HostPort;
import io.beltline.transport.config.TlsClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of Elasticsearch or OpenSearch in which Jaeger keeps traces.
 *
 * @param serverUrls its nodes
 * @param remoteReadClusters accepted, without effect: it is for reading
 * @param auth who writes
 * @param tls TLS of https URLs
 * @param sniffing whether the cluster is asked for its nodes
 * @param disableHealthCheck accepted, without effect
 * @param healthCheckTimeoutStartup accepted, without effect
 * @param sendGetBodyAs accepted, without effect
 * @param queryTimeout accepted, without effect: it is for reading
 * @param httpCompression whether requests are compressed
 * @param customHeaders headers of every request
 * @param bulkProcessing how large requests are
 * @param writeMode accepted: every write is awaited
 * @param poisonPillHandling what becomes of documents that the engine refuses for good
 * @param version the version of the engine, 0 to ask it
 * @param logLevel accepted, without effect
 * @param indices the indices
 * @param useAliases older: write to aliases that somebody else moves on
 * @param spanReadAlias older: where Jaeger reads spans
 * @param spanWriteAlias older: where spans are written
 * @param serviceReadAlias older: where Jaeger reads services
 * @param serviceWriteAlias older: where services are written
 * @param createMappings whether templates of indices are made
 * @param useIlm older: aliases that the cluster moves on
 * @param maxDocCount accepted, without effect: it is for reading
 * @param maxSpanAge accepted, without effect: it is for reading
 * @param maxTraceDuration accepted, without effect: it is for reading
 * @param serviceCacheTtl how long a pair of service and operation is not written again
 * @param adaptiveSamplingLookback accepted, without effect
 * @param tagsAsFields which tags become fields of their own
 * @see <a href="https://www.jaegertracing.io/docs/latest/storage/elasticsearch/">the keys</a>
 */
public record SearchStorageConfig(
    @Default("[http://127.0.0.1:9200]") @Doc("The URLs of its nodes.") List<String> serverUrls,
    @Default("[]") @Doc("Accepted, without effect: it is for reading.")
        List<String> remoteReadClusters,
    @Section @Doc("Who writes: one of the ways.") StorageAuthConfig auth,
    @Section @Doc("TLS of https URLs.") TlsClientConfig tls,
    @Section @Doc("Asking the cluster for its nodes.") SniffingConfig sniffing,
    @Doc("Accepted, without effect.") @Nullable Boolean disableHealthCheck,
    @Doc("Accepted, without effect.") @Nullable Duration healthCheckTimeoutStartup,
    @Doc("Accepted, without effect.") @Nullable String sendGetBodyAs,
    @Default("0s") @Doc("Accepted, without effect: it is for reading.") Duration queryTimeout,
    @Default("true") @Doc("Compress requests with gzip.") boolean httpCompression,
    @Default("{}") @Doc("Headers of every request.") Map<String, Secret> customHeaders,
    @Section @Doc("How large requests are.") BulkConfig bulkProcessing,
    @Default("") @Doc("Accepted: sync or async; every write is awaited.") String writeMode,
    @Default("") @Doc("Accepted: fail or drop; answers and dead_letters of the exporter say it.")
        String poisonPillHandling,
    @Default("0") @Doc("7, 8, 9 for Elasticsearch; 101, 102, 103 for OpenSearch 1, 2, 3; 0 to ask.")
        int version,
    @Default("error") @Doc("Accepted, without effect.") String logLevel,
    @Section @Doc("The indices.") IndicesConfig indices,
    @Doc("Older: rotation::manual_rollover.") @Nullable Boolean useAliases,
    @Default("") @Doc("Older: rotation::manual_rollover::read_alias of spans.")
        String spanReadAlias,
    @Default("") @Doc("Older: rotation::manual_rollover::write_alias of spans.")
        String spanWriteAlias,
    @Default("") @Doc("Older: rotation::manual_rollover::read_alias of services.")
        String serviceReadAlias,
    @Default("") @Doc("Older: rotation::manual_rollover::write_alias of services.")
        String serviceWriteAlias,
    @Default("true") @Doc("Make the templates of indices.") boolean createMappings,
    @Doc("Older: rotation::auto_rollover.") @Nullable Boolean useIlm,
    @Default("10000") @Doc("Accepted, without effect: it is for reading.") int maxDocCount,
    @Default("72h") @Doc("Accepted, without effect: it is for reading.") Duration maxSpanAge,
    @Default("24h") @Doc("Accepted, without effect: it is for reading.") Duration maxTraceDuration,
    @Default("12h") @Doc("How long a pair of service and operation is not written again.")
        Duration serviceCacheTtl,
    @Default("72h") @Doc("Accepted, without effect.") Duration adaptiveSamplingLookback,
    @Section @Doc("Which tags become fields of their own.") TagFieldsConfig tagsAsFields)
    implements Validated {
  private static final Set<Integer> VERSIONS = Set.of(0, 7, 8, 9, 101, 102, 103);

  /**
   * Asking the cluster for its nodes.
   *
   * @param enabled whether it is asked at the start
   * @param useHttps accepted, without effect: nodes are spoken to as the first one is
   */
  public record SniffingConfig(
      @Default("false") @Doc("Ask before the first request.") boolean enabled,
      @Doc("Accepted, without effect: the scheme is that of server_urls.")
          @Nullable Boolean useHttps) {}

  /**
   * How large requests are.
   *
   * @param maxBytes how large a request may be
   * @param maxActions accepted, without effect
   * @param flushInterval accepted, without effect: the queue of the exporter gathers
   * @param workers accepted, without effect: the queue of the exporter has consumers
   */
  public record BulkConfig(
      @Default("5000000") @Doc("How large a request may be before it is compressed.") int maxBytes,
      @Doc("Accepted, without effect.") @Nullable Integer maxActions,
      @Default("200ms") @Doc("Accepted, without effect: the exporter's queue gathers.")
          Duration flushInterval,
      @Default("1") @Doc("Accepted, without effect: the exporter's queue has consumers.")
          int workers) {}

  @Override
  public void validate(Problems problems) {
    if (serverUrls.isEmpty()) {
      problems.add("server_urls", "must not be empty (expected: such as http://host:9200)");
    }
    for (int i = 0; i < serverUrls.size(); i++) {
      if (!HostPort.isHttp(serverUrls.get(i))) {
        // it is not shown: there may be a password in it
        problems.add("server_urls::" + i, "is no URL (expected: http://host:9200)");
      }
    }
    if (!VERSIONS.contains(version)) {
      problems.add("version", version + " is no version (expected: 0, 7, 8, 9, 101, 102 or 103)");
    }
    word(problems, "write_mode", writeMode, Set.of("", "sync", "async"), "sync or async");
    word(
        problems,
        "poison_pill_handling",
        poisonPillHandling,
        Set.of("", "fail", "drop"),
        "fail or drop");
    if (bulkProcessing.maxBytes() < 1) {
      problems.add("bulk_processing::max_bytes", "must be positive (expected: such as 5000000)");
    }
    if (serviceCacheTtl.isNegative()) {
      problems.add("service_cache_ttl", "must not be negative (expected: such as 12h)");
    }
    aliases(problems);
  }

  private void aliases(Problems problems) {
    boolean named =
        !(spanReadAlias + spanWriteAlias + serviceReadAlias + serviceWriteAlias).isEmpty();
    boolean older = useAliases != null || useIlm != null || named;
    if (older && (indices.spans().rotation().isSet() || indices.services().rotation().isSet())) {
      problems.add(
          "indices", "say rotation beside use_aliases, use_ilm or an alias (expected: rotation)");
    }
    if (Boolean.TRUE.equals(useIlm) && !Boolean.TRUE.equals(useAliases)) {
      problems.add("use_ilm", "needs use_aliases (expected: use_aliases: true)");
    }
    if (Boolean.TRUE.equals(useIlm) && createMappings) {
      problems.add("create_mappings", "does not go with use_ilm (expected: false)");
    }
    if (named && !Boolean.TRUE.equals(useAliases)) {
      problems.add("use_aliases", "is needed by the aliases named (expected: true)");
    }
    if (spanReadAlias.isEmpty() != spanWriteAlias.isEmpty()) {
      problems.add("span_write_alias", "goes with span_read_alias (expected: both or none)");
    }
    if (serviceReadAlias.isEmpty() != serviceWriteAlias.isEmpty()) {
      problems.add("service_write_alias", "goes with service_read_alias (expected: both or none)");
    }
  }

  private static void word(
      Problems problems, String key, String value, Set<String> known, String expected) {
    if (!known.contains(value)) {
      problems.add(key, "\"" + value + "\" is not known (expected: " + expected + ")");
    }
  }
}
