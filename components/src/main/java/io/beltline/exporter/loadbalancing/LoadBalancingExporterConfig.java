package io.beltline.exporter.loadbalancing;

import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.components.otlp.OtlpGrpcResponses;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code load_balancing} exporter.
 *
 * @param routingKey what items must have in common to go to the same backend; empty for the usual
 * @param routingAttributes what the key is made of
 * @param protocol how each backend is reached
 * @param resolver where the list of backends comes from
 * @param attemptLimit the most one attempt may take; zero for what the protocol says
 * @param queue the queue in front of all backends, null for one made of the backends' keys
 * @param retry what is done when the retries at a backend have come to their end
 * @param egressPolicy what must not leave; null for no policy
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/loadbalancingexporter">the
 *     keys and defaults</a>
 */
public record LoadBalancingExporterConfig(
    @Default("")
        @Doc(
            "What goes to the same backend: traceID, service, resource, metric, streamID or"
                + " attributes. Not set: traceID for traces, service for metrics and logs.")
        String routingKey,
    @Default("[]") @Doc("The attributes the key is made of, with routing_key: attributes.")
        List<String> routingAttributes,
    @Section @Doc("How each backend is reached.") ProtocolConfig protocol,
    @Section @Doc("Where the list of backends comes from.") ResolverConfig resolver,
    @Key("timeout")
        @Default("0s")
        @Doc("The most one attempt may take, where it is less than protocol::otlp::timeout.")
        Duration attemptLimit,
    @Key("sending_queue")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc(
            "The queue in front of all backends. Not set: in memory, with room for two queues of"
                + " protocol::otlp.")
        @Nullable QueueConfig queue,
    @Key("retry_on_failure")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("How what a backend gave up is tried again, at whom it then belongs to.")
        @Nullable RetryConfig retry,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  /** What is done with each answer, unless the user wrote something else. */
  public static final AnswerTable ANSWERS = OtlpGrpcResponses.TABLE;

  /** Copies the list. */
  public LoadBalancingExporterConfig {
    routingAttributes = List.copyOf(routingAttributes);
  }

  /**
   * How backends are reached.
   *
   * @param otlp over gRPC
   */
  public record ProtocolConfig(
      @Section @Doc("OTLP over gRPC; the endpoint has no effect.") OtlpTemplateConfig otlp) {}

  @Override
  public void validate(Problems problems) {
    RoutingKey key = RoutingKey.of(routingKey);
    if (key == null && !routingKey.isEmpty()) {
      problems.add(
          "routing_key",
          "\"%s\" is no key (expected: one of %s)".formatted(routingKey, RoutingKey.words()));
    }
    if (key == RoutingKey.ATTRIBUTES && routingAttributes.isEmpty()) {
      problems.add(
          "routing_key", "is attributes without routing_attributes (expected: at least one)");
    }
    if (key != RoutingKey.ATTRIBUTES && !routingAttributes.isEmpty()) {
      problems.add("routing_attributes", "needs another key (expected: routing_key: attributes)");
    }
    if (attemptLimit.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
  }

  /** No limit: a request waits for its backends as long as their retries last. */
  @Override
  public Duration timeout() {
    return Duration.ZERO;
  }

  @Override
  public QueueConfig sendingQueue() {
    return QueuePlan.of(this).whole();
  }

  @Override
  public RetryConfig retryOnFailure() {
    return retry != null && retry.enabled() ? retry : protocol.otlp().retryOnFailure();
  }

  @Override
  public DeadLetterConfig deadLetters() {
    return protocol.otlp().deadLetters();
  }

  /** How long one attempt may take; zero for no limit. */
  Duration attempt() {
    Duration own = protocol.otlp().timeout();
    return attemptLimit.isZero() || (!own.isZero() && own.compareTo(attemptLimit) < 0)
        ? own
        : attemptLimit;
  }
}
