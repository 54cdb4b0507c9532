package io.beltline.exporter.loadbalancing;

import static io.beltline.testkit.BoundYaml.problems;
import static io.beltline.testkit.BoundYaml.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult.Action;
import io.beltline.delivery.DeadLetterConfig;
import io.beltline.delivery.Overflow;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.delivery.Sizer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancingExporterConfigTest {
  private static final String TWO = "resolver: {static: {hostnames: [a, \"b:55678\"]}}";

  @Test
  void theDefaultsAreThoseOfTheCollector() {
    LoadBalancingExporterConfig config = config(TWO);
    assertThat(config.routingKey()).isEmpty();
    assertThat(config.routingAttributes()).isEmpty();
    assertThat(config.queue()).isNull();
    assertThat(config.retry()).isNull();
    assertThat(config.attemptLimit()).isZero();
    assertThat(config.resolver().dns()).isNull();
    OtlpTemplateConfig otlp = config.protocol().otlp();
    assertThat(otlp.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(otlp.sendingQueue()).isEqualTo(QueueConfig.defaults());
    assertThat(otlp.retryOnFailure()).isEqualTo(RetryConfig.defaults());
    assertThat(otlp.deadLetters()).isEqualTo(DeadLetterConfig.defaults());
    assertThat(otlp.answers()).isEmpty();
    assertThat(otlp.client().compression()).isEqualTo("gzip");
    assertThat(otlp.client().writeBufferSize()).isEqualTo(512 * 1024);
    assertThat(otlp.client().keepalive().time()).isZero();
    assertThat(otlp.client().tls().insecure()).isFalse();
    assertThat(config.attempt()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.retryOnFailure()).isEqualTo(RetryConfig.defaults());
  }

  @Test
  void theDefaultsOfTheNameServiceAreThoseOfTheCollector() {
    ResolverConfig.DnsConfig dns = config("resolver: {dns: {hostname: h}}").resolver().dns();
    assertThat(dns)
        .isEqualTo(
            new ResolverConfig.DnsConfig("h", "", Duration.ofSeconds(5), Duration.ofSeconds(1)));
    assertThat(
            config("resolver: {dns: {hostname: h, port: 55690, interval: 0s, timeout: 0s}}")
                .resolver()
                .dns())
        .isEqualTo(
            new ResolverConfig.DnsConfig(
                "h", "55690", Duration.ofSeconds(5), Duration.ofSeconds(1)));
  }

  @Test
  void aBackendWithoutAPortListensWhereOtlpDoes() {
    assertThat(Backend.of("a").address()).isEqualTo("a:4317");
    assertThat(Backend.of("[::1]").address()).isEqualTo("[::1]:4317");
    assertThat(Backend.of("[::1]:5").address()).isEqualTo("[::1]:5");
    assertThat(Backend.of("a:5").address()).isEqualTo("a:5");
  }

  @Test
  void theQueueInFrontHasRoomForTwoOfTheBackends() {
    QueuePlan plan = QueuePlan.of(config(TWO));
    assertThat(plan.whole().enabled()).isTrue();
    assertThat(plan.whole().queueSize()).isEqualTo(2000);
    assertThat(plan.whole().numConsumers()).isEqualTo(2000);
    assertThat(plan.room()).isEqualTo(1000);
    assertThat(plan.most()).isEqualTo(1000);
    assertThat(plan.gives()).isTrue();
    assertThat(plan.line().numConsumers()).isEqualTo(10);
    assertThat(plan.line().waitForResult()).isTrue();
    assertThat(plan.line().overflow()).isEqualTo(Overflow.BLOCK);
  }

  @Test
  void aQueueOfItsOwnInFrontOfAllCounts() {
    LoadBalancingExporterConfig config =
        config(
            TWO
                + ", sending_queue: {queue_size: 5, sizer: items, wait_for_result: true},"
                + " retry_on_failure: {initial_interval: 7s}, timeout: 3s");
    QueuePlan plan = QueuePlan.of(config);
    assertThat(plan.whole().queueSize()).isEqualTo(5);
    assertThat(plan.whole().sizer()).isEqualTo(Sizer.ITEMS);
    assertThat(plan.gives()).isFalse();
    assertThat(config.retryOnFailure().initialInterval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.attempt()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config("sending_queue: {enabled: false}, " + TWO).sendingQueue().queueSize())
        .isEqualTo(2000);
  }

  @Test
  void withoutQueuesTheCallerSends() {
    QueuePlan plan =
        QueuePlan.of(config(TWO + ", protocol: {otlp: {sending_queue: {enabled: false}}}"));
    assertThat(plan.whole().enabled()).isFalse();
    assertThat(plan.line().enabled()).isFalse();
    assertThat(plan.gives()).isFalse();
  }

  @Test
  void onDiskNothingIsGivenUpForLackOfRoom() {
    QueuePlan plan =
        QueuePlan.of(config(TWO + ", sending_queue: {storage: file_storage, queue_size: 9000}"));
    assertThat(plan.gives()).isFalse();
    assertThat(plan.whole().numConsumers()).isEqualTo(256);
    assertThat(plan.most()).isEqualTo(128);
  }

  @Test
  void theKeysOfTheOtlpExporterStandUnderTheProtocol() {
    OtlpTemplateConfig otlp =
        config(
                TWO
                    + ", protocol: {otlp: {endpoint: \"x:1\", insecure: true, compression: none,"
                    + " timeout: 1s, answers: {UNAVAILABLE: drop}, dead_letters: {max_letters:"
                    + " 3}}}")
            .protocol()
            .otlp();
    assertThat(otlp.clientOf("b:9").endpoint()).isEqualTo("b:9");
    assertThat(otlp.clientOf("b:9").tls().insecure()).isTrue();
    assertThat(otlp.clientOf("b:9").compression()).isEqualTo("none");
    assertThat(otlp.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(otlp.answers()).containsValue(Action.DROP);
    assertThat(otlp.deadLetters().maxLetters()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "routing_key: traceid | routing_key: \"traceid\" is no key",
        "routing_key: attributes | without routing_attributes",
        "routing_attributes: [a] | routing_attributes: needs another key",
        "timeout: -1s | timeout",
        "retry_on_failure: {multiplier: -1} | multiplier",
        "sending_queue: {queue_size: 0} | queue_size",
        "protocol: {otlp: {timeout: -1s}} | protocol::otlp::timeout",
        "protocol: {otlp: {answers: {\"401\": retry}}} | is no answer of this destination",
        "protocol: {otlp: {sending_queue: {queue_size: -1}}} | queue_size",
        "protocol: {otlphttp: {}} | otlphttp",
      })
  void wrongValuesAreRefused(String yaml, String words) {
    assertThat(problems(LoadBalancingExporterConfig.class, "{" + TWO + ", " + yaml + "}"))
        .anySatisfy(problem -> assertThat(problem).contains(words).contains(":1:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | names no resolver (expected: static or dns)",
        "{static: {hostnames: [a]}, dns: {hostname: h}} | names two resolvers",
        "{static: {}} | hostnames: is empty",
        "{static: {hostnames: [\"a:\"]}} | \"a:\" is no backend (expected: host:port)",
        "{static: {hostnames: [\"a:70000\"]}} | is no backend",
        "{dns: {}} | hostname: is empty",
        "{dns: {hostname: h, port: x}} | port: \"x\" is no port",
        "{dns: {hostname: h, interval: -1s}} | interval",
        "{dns: {hostname: h, timeout: -1s}} | timeout",
        "{k8s: {service: lb.tracing, ports: [4317]}} | lb.tracing.svc.cluster.local",
        "{aws_cloud_map: {namespace: n, service_name: s}} | aws_cloud_map: is not supported",
      })
  void aWrongResolverIsRefused(String resolver, String words) {
    assertThat(problems(LoadBalancingExporterConfig.class, "{resolver: " + resolver + "}"))
        .anySatisfy(problem -> assertThat(problem).contains(words).contains(":1:"));
  }

  @Test
  void bothSpellingsWork() {
    LoadBalancingExporterFactory factory = new LoadBalancingExporterFactory();
    assertThat(factory.type()).isEqualTo("load_balancing");
    assertThat(factory.aliases()).isEqualTo(List.of("loadbalancing"));
  }

  private static LoadBalancingExporterConfig config(String keys) {
    return value(LoadBalancingExporterConfig.class, "{" + keys + "}");
  }
}
