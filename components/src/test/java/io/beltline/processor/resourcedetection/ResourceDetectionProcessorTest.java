package io.beltline.processor.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.beltline.api.ComponentStatus;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Processor;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RealClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceDetectionProcessorTest {
  private static final String OWN =
      "[{\"key\":\"a\",\"value\":{\"stringValue\":\"own\"}},{\"key\":\"z\",\"value\":{\"intValue\":\"1\"}}]";

  private static final String ATTRIBUTES = "otelcol_resourcedetection_attributes_detected";

  @TempDir private Path root;
  private Trial trial = new Trial(Path.of("/"));

  @BeforeEach
  void fresh() {
    trial = new Trial(root);
  }

  private static Deadline soon() {
    return Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5));
  }

  private Map<String, String> through(String yaml, String attributes) {
    Processor processor = trial.started(yaml);
    processor.consume(Context.EMPTY, Trial.logs(attributes));
    processor.shutdown(soon());
    return Trial.attributes(trial.next.received().getLast().telemetry());
  }

  @Test
  void overrideReplacesWhatAResourceHas() {
    trial.with("OTEL_RESOURCE_ATTRIBUTES", "a=detected,b=2");
    assertThat(through("{}", OWN))
        .containsOnly(entry("a", "detected"), entry("b", "2"), entry("z", "1"));
    assertThat(through("{override: false}", OWN))
        .containsOnly(entry("a", "own"), entry("b", "2"), entry("z", "1"));
  }

  @Test
  void theFirstDetectorThatFindsAnAttributeCounts() {
    trial
        .with("OTEL_RESOURCE_ATTRIBUTES", "cloud.provider=mine")
        .with("AWS_LAMBDA_FUNCTION_NAME", "f");
    assertThat(through("{detectors: [env, lambda]}", "[]")).containsEntry("cloud.provider", "mine");
    assertThat(through("{detectors: [lambda, env]}", "[]")).containsEntry("cloud.provider", "aws");
  }

  @Test
  void theSchemaIsSetWhereThereIsNone() {
    trial.with("AWS_LAMBDA_FUNCTION_NAME", "f").with("OTEL_RESOURCE_ATTRIBUTES", "a=b");
    through("{detectors: [lambda]}", "[]");
    assertThat(Requests.text(trial.next.received().getLast().telemetry()))
        .contains("\"schemaUrl\":\"https://opentelemetry.io/schemas/1.40.0\"");
    through("{}", "[]");
    assertThat(Requests.text(trial.next.received().getLast().telemetry()))
        .doesNotContain("schemaUrl");
  }

  @Test
  void withoutAnythingDetectedRequestsPassAsTheyAre() {
    Processor processor = trial.started("{}");
    var logs = Trial.logs(OWN);
    processor.consume(Context.EMPTY, logs);
    assertThat(trial.next.received().getLast().telemetry()).isSameAs(logs);
    processor.shutdown(soon());
  }

  /** Names that are told only once a latch is open. */
  private record SlowNames(CountDownLatch latch) implements HostNames {
    @Override
    public @Nullable String own() {
      return "own";
    }

    @Override
    public @Nullable String canonical(String name) {
      try {
        latch.await();
        return "full.name";
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return null;
      }
    }

    @Override
    public @Nullable String reverse(String name) {
      return null;
    }
  }

  /** A name that may change. */
  private record ChangingNames(AtomicReference<String> name) implements HostNames {
    @Override
    public String own() {
      return "own";
    }

    @Override
    public @Nullable String canonical(String asked) {
      return name.get();
    }

    @Override
    public @Nullable String reverse(String asked) {
      return null;
    }
  }

  private CompletableFuture<ConsumeResult> send(Processor processor) {
    CompletableFuture<ConsumeResult> result = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> result.complete(processor.consume(Context.EMPTY, Trial.logs("[]"))));
    return result;
  }

  private static final String SLOW =
      "detectors: [env, system], system: {hostname_sources: [cname]}";

  @Test
  void firstRequestsWaitForTheTimeout() {
    FakeClock clock = new FakeClock();
    CountDownLatch latch = new CountDownLatch(1);
    trial.on(clock).with("OTEL_RESOURCE_ATTRIBUTES", "a=b").names = new SlowNames(latch);
    Processor processor = trial.started("{" + SLOW + "}");
    CompletableFuture<ConsumeResult> first = send(processor);
    clock.advance(Duration.ofMillis(4_999));
    assertThat(trial.next.received()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(first.join().isAccepted()).isTrue();
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .doesNotContainKey("host.name");
    latch.countDown();
    processor.shutdown(soon());
  }

  @Test
  void requestsAreToldToComeBackWhileThereIsMoreTimeThanTheyWait() {
    FakeClock clock = new FakeClock();
    CountDownLatch latch = new CountDownLatch(1);
    trial.on(clock).names = new SlowNames(latch);
    Processor processor = trial.started("{" + SLOW + ", retry: {max_elapsed_time: 2m}}");
    CompletableFuture<ConsumeResult> first = send(processor);
    clock.advance(Duration.ofSeconds(5));
    assertThat(first.join()).isInstanceOf(ConsumeResult.Retryable.class);
    assertThat(send(processor).join()).isInstanceOf(ConsumeResult.Retryable.class);
    clock.advance(Duration.ofSeconds(115));
    assertThat(send(processor).join().isAccepted()).isTrue();
    latch.countDown();
    processor.shutdown(soon());
  }

  @Test
  void whatIsFoundEndsTheWait() {
    FakeClock clock = new FakeClock();
    CountDownLatch latch = new CountDownLatch(1);
    trial.on(clock).names = new SlowNames(latch);
    Processor processor = trial.started("{" + SLOW + "}");
    CompletableFuture<ConsumeResult> first = send(processor);
    latch.countDown();
    assertThat(first.join().isAccepted()).isTrue();
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsEntry("host.name", "full.name");
    processor.shutdown(soon());
  }

  @Test
  void whatFailedIsTriedAgainAndFoundLater() {
    FakeClock clock = new FakeClock();
    AtomicReference<String> name = new AtomicReference<>();
    trial.on(clock).names = new ChangingNames(name);
    Processor processor =
        trial.started(
            "{detectors: [system], system: {hostname_sources: [cname]},"
                + " retry: {randomization_factor: 0}}");
    clock.awaitPending(2); // the end of waiting, and the pause before the second attempt
    assertThat(clock.waits()).first().isEqualTo(Duration.ofSeconds(1));
    assertThat(trial.host.statuses().getLast().message()).contains("no source knows the name");
    name.set("late.name");
    clock.advance(Duration.ofSeconds(1));
    assertThat(send(processor).join().isAccepted()).isTrue();
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsEntry("host.name", "late.name");
    assertThat(trial.host.statuses().getLast()).isEqualTo(ComponentStatus.OK);
    processor.shutdown(soon());
  }

  @Test
  void itIsDetectedAnewAtEachInterval() {
    FakeClock clock = new FakeClock();
    trial.on(clock).with("OTEL_RESOURCE_ATTRIBUTES", "a=1");
    Processor processor = trial.started("{refresh_interval: 1m}");
    assertThat(send(processor).join().isAccepted()).isTrue();
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsEntry("a", "1");
    trial.with("OTEL_RESOURCE_ATTRIBUTES", "a=2");
    clock.advance(Duration.ofMinutes(1));
    processor.shutdown(soon()); // waits for the detectors
    processor.consume(Context.EMPTY, Trial.logs("[]"));
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsEntry("a", "2");
    assertThat(clock.pending()).isZero();
  }

  @Test
  void aRefreshThatFailsKeepsWhatWasFound() {
    FakeClock clock = new FakeClock();
    trial.on(clock).with("OTEL_RESOURCE_ATTRIBUTES", "a=1");
    Processor processor = trial.started("{refresh_interval: 1m}");
    assertThat(send(processor).join().isAccepted()).isTrue();
    trial.with("OTEL_RESOURCE_ATTRIBUTES", "nonsense");
    clock.advance(Duration.ofMinutes(1));
    processor.shutdown(soon());
    processor.consume(Context.EMPTY, Trial.logs("[]"));
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsEntry("a", "1");
    assertThat(trial.settings.meter().gauge(ATTRIBUTES, Map.of())).isEqualTo(1);
  }

  @Test
  void aServiceThatIsNotThereAtARefreshTakesNothingAway() {
    FakeClock clock = new FakeClock();
    Processor processor;
    try (StandIn ec2 =
        StandIn.http(
            request -> true,
            Map.of(
                "PUT /latest/api/token", "token",
                "GET /latest/meta-data/instance-id", "i-1",
                "GET /latest/meta-data/hostname", "box",
                "GET /latest/dynamic/instance-identity/document", "{\"instanceId\":\"i-1\"}"))) {
      trial.on(clock).with("AWS_EC2_METADATA_SERVICE_ENDPOINT", ec2.url());
      processor =
          trial.started(
              "{detectors: [ec2], refresh_interval: 1m, retry: {enabled: false},"
                  + " ec2: {max_attempts: 1}}");
      assertThat(send(processor).join().isAccepted()).isTrue();
    }
    int before = trial.host.statuses().size();
    clock.advance(Duration.ofMinutes(1));
    while (trial.host.statuses().size() == before) {
      Thread.onSpinWait();
    }
    assertThat(send(processor).join().isAccepted()).isTrue();
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsEntry("host.id", "i-1");
    assertThat(trial.host.statuses().getLast().message()).contains("the detector ec2 failed");
    processor.shutdown(soon());
  }

  @Test
  void whatIsStillTriedKeepsNothingElseFromBeingDetectedAnew() {
    FakeClock clock = new FakeClock();
    trial.on(clock).with("OTEL_RESOURCE_ATTRIBUTES", "a=1");
    Processor processor =
        trial.started(
            "{detectors: [env, system], system: {hostname_sources: [cname]},"
                + " refresh_interval: 1m, timeout: 1s}");
    clock.awaitPending(3); // the end of waiting, the refresh, and a pause between attempts
    while (trial.settings.meter().gauge(ATTRIBUTES, Map.of()) != 1) {
      Thread.onSpinWait();
    }
    trial.with("OTEL_RESOURCE_ATTRIBUTES", "a=2");
    clock.advance(Duration.ofMinutes(1));
    processor.shutdown(soon());
    processor.consume(Context.EMPTY, Trial.logs("[]"));
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsEntry("a", "2");
  }

  @Test
  void whatWasNeverFoundIsNotMissedAtARefresh() {
    FakeClock clock = new FakeClock();
    trial
        .on(clock)
        .with("KUBERNETES_SERVICE_HOST", "127.0.0.1")
        .with("AWS_WEB_IDENTITY_TOKEN_FILE", "/run/secrets/eks.amazonaws.com/token")
        .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1"); // no pod reaches it
    Processor processor =
        trial.started(
            "{detectors: [eks], refresh_interval: 1m,"
                + " eks: {resource_attributes: {host.id: {enabled: true}}}}");
    assertThat(send(processor).join().isAccepted()).isTrue();
    assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
        .containsOnlyKeys("cloud.provider", "cloud.platform");
    int before = trial.host.statuses().size();
    clock.advance(Duration.ofMinutes(1));
    while (trial.host.statuses().size() == before) {
      Thread.onSpinWait();
    }
    processor.shutdown(soon());
    assertThat(trial.host.statuses().getLast()).isEqualTo(ComponentStatus.OK);
  }

  @Test
  void inATrialNobodyIsAskedAndNobodyWaits() {
    trial
        .with("OTEL_RESOURCE_ATTRIBUTES", "a=b")
        .with("GCE_METADATA_HOST", "127.0.0.1:1")
        .file("/proc/sys/kernel/hostname", "box");
    trial.names = new SlowNames(new CountDownLatch(1));
    try (StandIn ec2 = StandIn.http(request -> true, Map.of())) {
      trial.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", ec2.url());
      Processor processor =
          trial.startedInATrial(
              new FakeClock(),
              "{detectors: [env, ec2, gcp, azure, docker, eks, aks, ecs, k8s_api, system]}");
      assertThat(processor.consume(Context.EMPTY, Trial.logs("[]")).isAccepted()).isTrue();
      processor.shutdown(soon());
      assertThat(Trial.attributes(trial.next.received().getLast().telemetry()))
          .containsEntry("a", "b")
          .containsEntry("host.name", "box");
      assertThat(ec2.asked()).isEmpty();
    }
  }

  @Test
  void inATrialWhatFailsIsNotTriedAgain() {
    trial.file("/proc/sys/kernel/hostname", "box");
    Processor processor =
        trial.startedInATrial(
            new FakeClock(), "{detectors: [system], system: {hostname_sources: [cname]}}");
    assertThat(processor.consume(Context.EMPTY, Trial.logs("[]")).isAccepted()).isTrue();
    processor.shutdown(soon());
  }
}
