package io.beltline.exporter.loadbalancing;

import io.beltline.api.ExportResult.Action;
import io.beltline.components.otlp.OtlpGrpcResponses;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.delivery.Answer;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import java.time.Duration;
import java.util.Map;

/**
 * How each backend is reached: the keys of the {@code otlp_grpc} exporter.
 *
 * @param client the keys of every gRPC client; the endpoint has no effect
 * @param timeout how long one attempt may take
 * @param sendingQueue the queue of each backend
 * @param retryOnFailure the retries at each backend
 * @param answers what is done with answers, where it is not what the table says
 * @param deadLetters where what is refused for good is kept
 * @param insecure no TLS at all: the key as it stood before there was a {@code tls} section
 */
public record OtlpTemplateConfig(
    @Squash @Defaults({"compression=gzip", "write_buffer_size=524288", "keepalive.time=0s"})
        GrpcClientConfig client,
    @Default("5s") @Doc("How long one attempt may take; 0 sets no limit.") Duration timeout,
    @Section @Doc("The queue of each backend.") QueueConfig sendingQueue,
    @Section @Doc("How a backend that refuses for the moment is tried again.")
        RetryConfig retryOnFailure,
    @Doc("What is done with an answer of a backend instead of what the table of answers says.")
        Map<Answer, Action> answers,
    @Section @Doc("Where what a backend refuses for good is kept.") DeadLetterConfig deadLetters,
    @Default("false") @Doc("The old place of tls::insecure; still works.") boolean insecure)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    OtlpGrpcResponses.TABLE.check(answers, problems);
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
  }

  /** The keys of a client of one backend. */
  GrpcClientConfig clientOf(String address) {
    TlsClientConfig tls =
        new TlsClientConfig(
            client.tls().common(),
            insecure || client.tls().insecure(),
            client.tls().insecureSkipVerify(),
            client.tls().serverNameOverride());
    return new GrpcClientConfig(
        address,
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
