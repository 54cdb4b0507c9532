package io.beltline.exporter.otlphttp;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.delivery.Answer;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.model.Signal;
import io.beltline.transport.HostPort;
import io.beltline.transport.config.HttpClientConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code otlp_http} exporter.
 *
 * @param client the keys of every HTTP client; its endpoint is the base of the URLs
 * @param tracesEndpoint where spans go instead
 * @param metricsEndpoint where metrics go instead
 * @param logsEndpoint where log records go instead
 * @param profilesEndpoint where profiles go instead
 * @param encoding the form of requests
 * @param sendingQueue the queue
 * @param retryOnFailure the retries
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlphttpexporter">the
 *     keys and defaults</a>
 */
public record OtlpHttpExporterConfig(
    @Squash @Defaults({"timeout=30s", "compression=gzip", "write_buffer_size=524288"})
        HttpClientConfig client,
    @Default("") @Doc("The whole URL for spans; empty: endpoint and /v1/traces.")
        String tracesEndpoint,
    @Default("") @Doc("The whole URL for metrics; empty: endpoint and /v1/metrics.")
        String metricsEndpoint,
    @Default("") @Doc("The whole URL for log records; empty: endpoint and /v1/logs.")
        String logsEndpoint,
    @Default("") @Doc("The whole URL for profiles; empty: endpoint and /v1development/profiles.")
        String profilesEndpoint,
    @Default("proto") @Doc("The form of requests: proto or json.") Encoding encoding,
    @Section @Doc("The queue in front of the destination.") QueueConfig sendingQueue,
    @Section @Doc("How a destination that refuses for the moment is tried again.")
        RetryConfig retryOnFailure,
    @Doc(
            "What is done with an answer of the destination instead of what the table of answers"
                + " says.")
        Map<Answer, Action> answers,
    @Section @Doc("Where what the destination refuses for good is kept.")
        DeadLetterConfig deadLetters,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  /** What is done with each answer, unless the user wrote something else. */
  public static final AnswerTable ANSWERS = OtlpHttpResponses.TABLE;

  /** The forms of a request. */
  public enum Encoding {
    /** Binary protobuf. */
    PROTO,
    /** OTLP/JSON. */
    JSON
  }

  @Override
  public Duration timeout() {
    return client.timeout();
  }

  @Override
  public void validate(Problems problems) {
    ANSWERS.check(answers, problems);
    boolean any = !client.endpoint().isEmpty();
    check(problems, "endpoint", client.endpoint());
    for (Signal signal : Signal.values()) {
      any |= !own(signal).isEmpty();
      check(problems, signal.label() + "_endpoint", own(signal));
    }
    if (!any) {
      problems.add(
          "endpoint", "at least one endpoint must be specified (expected: http://host:port)");
    }
    if (client.timeout().isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 30s)");
    }
  }

  /** Where a signal goes, or null if neither the base nor an endpoint of its own is given. */
  @Nullable URI url(Signal signal) {
    String own = own(signal);
    if (!own.isEmpty()) {
      return URI.create(own);
    }
    String base = client.endpoint();
    if (base.isEmpty()) {
      return null;
    }
    String path = OtlpRoutes.httpPath(signal);
    return URI.create(base.endsWith("/") ? base + path.substring(1) : base + path);
  }

  /** The signal whose path the base ends with already, or null: most likely a mistake. */
  @Nullable Signal pathInBase() {
    for (Signal signal : Signal.values()) {
      String path = OtlpRoutes.httpPath(signal);
      if (client.endpoint().endsWith(path) || client.endpoint().endsWith(path + "/")) {
        return signal;
      }
    }
    return null;
  }

  private String own(Signal signal) {
    return switch (signal) {
      case TRACES -> tracesEndpoint;
      case METRICS -> metricsEndpoint;
      case LOGS -> logsEndpoint;
      case PROFILES -> profilesEndpoint;
    };
  }

  private static void check(Problems problems, String key, String url) {
    if (!url.isEmpty() && !HostPort.isHttp(url)) {
      problems.add(key, "\"" + url + "\" is no URL (expected: http://host:port or https://...)");
    }
  }
}
