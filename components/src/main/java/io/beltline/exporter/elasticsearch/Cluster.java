package io.beltline.exporter.elasticsearch;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.bulk.BulkLog;
import io.beltline.components.bulk.BulkSettings;
import io.beltline.delivery.Answer;
import io.beltline.transport.Header;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the cluster of a configuration is spoken to. */
final class Cluster {
  private static final Answer CONFLICT = Answer.parse("409");

  private Cluster() {}

  static BulkSettings settings(
      ElasticsearchExporterConfig config, Map<String, String> environment) {
    Map<Answer, Action> answers = answers(config);
    Long bytes = config.flush().bytes();
    TelemetryConfig log = config.telemetry();
    List<Header> credentials = List.copyOf(credentials(config));
    return new BulkSettings(
        config.client(),
        config.urls(environment),
        query(config),
        () -> credentials,
        bytes == null ? FlushConfig.USUAL_BYTES : bytes,
        ElasticsearchExporterConfig.ANSWERS.with(answers),
        answers.containsKey(CONFLICT),
        Boolean.TRUE.equals(config.includeSourceOnError()),
        config.discover().onStart(),
        config.discover().interval(),
        new BulkLog(
            log.logRequestBody(),
            log.logResponseBody(),
            log.logFailedDocsInput(),
            log.logFailedDocsInputRateLimit()));
  }

  /** What the user wrote, and the statuses to be sent again where he did not. */
  private static Map<Answer, Action> answers(ElasticsearchExporterConfig config) {
    Map<Answer, Action> answers = new HashMap<>();
    for (int status : config.retry().retryOnStatus()) {
      answers.put(Answer.parse(Integer.toString(status)), Action.RETRY);
    }
    answers.putAll(config.answers());
    return answers;
  }

  private static String query(ElasticsearchExporterConfig config) {
    List<String> parameters = new ArrayList<>();
    add(parameters, "filter_path", config.bulkResponseFilterPath());
    add(parameters, "pipeline", config.pipeline());
    Boolean source = config.includeSourceOnError();
    add(parameters, "include_source_on_error", source == null ? "" : source.toString());
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  private static void add(List<String> parameters, String name, String value) {
    if (!value.isEmpty()) {
      parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static List<Header> credentials(ElasticsearchExporterConfig config) {
    if (!config.apiKey().reveal().isEmpty()) {
      return List.of(new Header("authorization", "ApiKey " + config.apiKey().reveal()));
    }
    if (config.user().isEmpty()) {
      return List.of();
    }
    byte[] pair =
        (config.user() + ":" + config.password().reveal()).getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Header("authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
  }
}
