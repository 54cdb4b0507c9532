package io.beltline.exporter.zipkin;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.egress.EgressPolicyConfig;
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
import io.beltline.transport.HostPort;
import io.beltline.transport.config.HttpClientConfig;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code zipkin} exporter.
 *
 * @param client the keys of every HTTP client; its endpoint is the whole URL
 * @param format the form of requests
 * @param defaultServiceName what a resource that names no service is called
 * @param sendingQueue the queue
 * @param retryOnFailure the retries
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/zipkinexporter">the
 *     keys and defaults</a>
 */
public record ZipkinExporterConfig(
    @Squash @Defaults({"timeout=5s", "write_buffer_size=524288"}) HttpClientConfig client,
    @Default("json") @Doc("The form of requests: json or proto.") Format format,
    @Default("<missing service name>") @Doc("The service name of spans whose resource has none.")
        String defaultServiceName,
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
  public static final AnswerTable ANSWERS = ZipkinResponses.TABLE;

  /** The forms of a request. */
  public enum Format {
    /** A JSON array of spans. */
    JSON,
    /** A protobuf ListOfSpans. */
    PROTO
  }

  @Override
  public Duration timeout() {
    return client.timeout();
  }

  @Override
  public void validate(Problems problems) {
    ANSWERS.check(answers, problems);
    String url = client.endpoint();
    if (url.isEmpty()) {
      problems.add(
          "endpoint", "must be specified (expected: a URL such as http://host:9411/api/v2/spans)");
    } else if (!HostPort.isHttp(url)) {
      problems.add(
          "endpoint", "\"" + url + "\" is no URL (expected: http://host:9411/api/v2/spans)");
    }
    if (client.timeout().isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
  }
}
