package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.prometheus.ResourceConversionConfig;
import io.beltline.components.prometheus.Translation;
import io.beltline.config.Validated.Problems;
import io.beltline.exporter.prometheusremotewrite.PrometheusRemoteWriteExporterConfig.RemoteWriteQueueConfig;
import io.beltline.transport.HostPort;
import io.beltline.transport.config.HttpClientConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a configuration must keep to beyond its types. */
final class ConfigRules {
  private static final String EXAMPLE = "http://host:9090/api/v1/write";

  private ConfigRules() {}

  static void check(PrometheusRemoteWriteExporterConfig config, Problems problems) {
    endpoint(config, problems);
    queue(config, problems);
    names(config, problems);
    if (config.maxBatchSizeBytes() < 0) {
      problems.add(
          "max_batch_size_bytes", "must not be negative (expected: bytes such as 3000000)");
    }
    Integer parallelism = config.maxBatchRequestParallelism();
    if (parallelism != null && parallelism < 1) {
      problems.add("max_batch_request_parallelism", "must be positive (expected: 1 or more)");
    }
    for (String key : config.includeMetadataKeys()) {
      if (ProtocolHeaders.include(key)) {
        problems.add(
            "include_metadata_keys",
            "\"" + key + "\" is a header of the protocol (expected: another one)");
      }
    }
    ResourceConversionConfig older = config.resourceToTelemetryConversion();
    if (config.resourceConstantLabels() != null
        && (older.enabled() || older.excludeServiceAttributes())) {
      problems.add(
          "resource_to_telemetry_conversion",
          "contradicts resource_constant_labels (expected: only one of the two)");
    }
  }

  private static void endpoint(PrometheusRemoteWriteExporterConfig config, Problems problems) {
    HttpClientConfig http = config.http();
    String block = config.httpBlock() == null ? "" : "http::";
    if (http.endpoint().isEmpty()) {
      problems.add(
          block + "endpoint", "must be specified (expected: a URL such as " + EXAMPLE + ")");
    } else if (!HostPort.isHttp(http.endpoint())) {
      problems.add(
          block + "endpoint", "\"" + http.endpoint() + "\" is no URL (expected: " + EXAMPLE + ")");
    }
    if (!Set.of("", "snappy").contains(http.compression())) {
      problems.add(
          block + "compression",
          "\"" + http.compression() + "\" is not in the protocol (expected: snappy or empty)");
    }
    if (http.timeout().isNegative()) {
      problems.add(block + "timeout", "must not be negative (expected: a duration such as 5s)");
    }
    if (config.httpBlock() != null && config.client().timeout().isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
  }

  private static void queue(PrometheusRemoteWriteExporterConfig config, Problems problems) {
    RemoteWriteQueueConfig older = config.remoteWriteQueue();
    if (older == null) {
      return;
    }
    if (config.queue() != null) {
      problems.add(
          "remote_write_queue", "contradicts sending_queue (expected: only one of the two)");
    }
    if (older.queueSize() < 0 || (older.enabled() && older.queueSize() == 0)) {
      problems.add("remote_write_queue::queue_size", "must be positive (expected: 1 or more)");
    }
    if (older.numConsumers() < 0) {
      problems.add(
          "remote_write_queue::num_consumers", "must not be negative (expected: 0 or more)");
    }
  }

  private static void names(PrometheusRemoteWriteExporterConfig config, Problems problems) {
    String strategy = config.translationStrategy();
    if (!strategy.isEmpty() && Translation.of(strategy) == null) {
      problems.add(
          "translation_strategy",
          "\"" + strategy + "\" is no strategy (expected: " + Translation.words() + ")");
    }
    String message = config.protobufMessage();
    if (!Set.of("", RemoteWrite.MESSAGE_1, RemoteWrite.MESSAGE_2).contains(message)) {
      problems.add(
          "protobuf_message",
          "\"%s\" is no message (expected: %s, %s or empty)"
              .formatted(message, RemoteWrite.MESSAGE_1, RemoteWrite.MESSAGE_2));
    }
    if (message.equals(RemoteWrite.MESSAGE_1) && config.translation().utf8()) {
      problems.add(
          "translation_strategy",
          "\"%s\" needs version 2.0 (expected: protobuf_message: %s or empty)"
              .formatted(strategy, RemoteWrite.MESSAGE_2));
    }
  }

  static List<String> notices(PrometheusRemoteWriteExporterConfig config) {
    List<String> notices = new ArrayList<>();
    List<String> headers = ProtocolHeaders.written(config.http());
    if (!headers.isEmpty()) {
      notices.add("headers of the protocol cannot be changed and are ignored: " + headers);
    }
    if (config.wal() != null && config.sendingQueue().storage() == null) {
      notices.add(
          "wal has no effect and the queue is in memory: name a file_storage extension as"
              + " sending_queue::storage to keep it on disk");
    }
    return notices;
  }
}
