package io.beltline.exporter.otlpgrpc;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.components.otlp.OtlpGrpcResponses;
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
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code otlp_grpc} exporter.
 *
 * @param client the keys of every gRPC client
 * @param timeout how long one attempt may take
 * @param sendingQueue the queue
 * @param retryOnFailure the retries
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param insecure no TLS at all: the key as it stood before there was a {@code tls} section
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlpexporter">the
 *     keys and defaults</a>
 */
public record OtlpGrpcExporterConfig(
    @Squash @Defaults({"compression=gzip", "write_buffer_size=524288", "keepalive.time=0s"})
        GrpcClientConfig client,
    @Default("5s") @Doc("How long one attempt may take; 0 sets no limit.") Duration timeout,
    @Section @Doc("The queue in front of the destination.") QueueConfig sendingQueue,
    @Section @Doc("How a destination that refuses for the moment is tried again.")
        RetryConfig retryOnFailure,
    @Doc(
            "What is done with an answer of the destination instead of what the table of answers"
                + " says.")
        Map<Answer, Action> answers,
    @Section @Doc("Where what the destination refuses for good is kept.")
        DeadLetterConfig deadLetters,
    @Default("false") @Doc("The old place of tls::insecure; still works, with a notice.")
        boolean insecure,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  /** What is done with each answer, unless the user wrote something else. */
  public static final AnswerTable ANSWERS = OtlpGrpcResponses.TABLE;

  @Override
  public void validate(Problems problems) {
    ANSWERS.check(answers, problems);
    if (client.endpoint().isEmpty()) {
      problems.add("endpoint", "requires a non-empty \"endpoint\" (expected: host:port)");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
  }

  /** The same with another endpoint. */
  OtlpGrpcExporterConfig at(String endpoint) {
    GrpcClientConfig moved =
        new GrpcClientConfig(
            endpoint,
            client.compression(),
            client.tls(),
            client.keepalive(),
            client.readBufferSize(),
            client.writeBufferSize(),
            client.waitForReady(),
            client.headers(),
            client.userAgent(),
            client.balancerName(),
            client.authority(),
            client.auth(),
            client.middlewares());
    return new OtlpGrpcExporterConfig(
        moved, timeout, sendingQueue, retryOnFailure, answers, deadLetters, insecure, egressPolicy);
  }

  /** The client's keys, with the old place of {@code insecure} taken into account. */
  GrpcClientConfig effectiveClient() {
    if (!insecure) {
      return client;
    }
    TlsClientConfig tls =
        new TlsClientConfig(
            client.tls().common(),
            true,
            client.tls().insecureSkipVerify(),
            client.tls().serverNameOverride());
    return new GrpcClientConfig(
        client.endpoint(),
        client.compression(),
        tls,
        client.keepalive(),
        client.readBufferSize(),
        client.writeBufferSize(),
        client.waitForReady(),
        client.headers(),
        client.userAgent(),
        client.balancerName(),
        client.authority(),
        client.auth(),
        client.middlewares());
  }
}
