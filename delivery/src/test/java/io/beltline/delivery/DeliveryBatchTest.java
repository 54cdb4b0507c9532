package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Batching;
import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveryBatchTest {

  Rig of(Config config) {
    return Rig.of(config);
  }

  private static final Duration SOON = Duration.ofMillis(200);

  private static Context tenant(String name) {
    return Context.of(
        new ClientInfo("1.2.3.4:5", "grpc"),
        Metadata.of(Map.of("x-tenant", List.of(name), "x-other", List.of("y"))));
  }

  @Test
  void sendsAsSoonAsEnoughWaits() {
    Rig rig = of(Config.DEFAULTS.batch(Sizer.ITEMS, 10, 0));
    rig.send(logs(0, 4));
    rig.send(logs(4, 4));
    assertThat(rig.exporter.requests()).isEmpty();
    rig.send(logs(8, 4));
    rig.exporter.awaitDelivered(12);
    assertThat(rig.exporter.sizes()).containsExactly(12);
    assertThat(rig.exporter.delivered()).isEqualTo(LongStream.range(0, 12).boxed().toList());
    assertThat(rig.clock.pending()).isZero();
    rig.end();
  }

  @Test
  void sendsWhatWaitsWhenTheTimeOfTheFirstIsUp() {
    Rig rig = of(Config.DEFAULTS.batch(Sizer.ITEMS, 10, 0));
    rig.send(logs(0, 4));
    rig.clock.advance(Duration.ofMillis(150));
    rig.send(logs(4, 4));
    rig.clock.advance(Duration.ofMillis(49));
    assertThat(rig.exporter.requests()).isEmpty();
    rig.clock.advance(Duration.ofMillis(1));
    rig.exporter.awaitDelivered(8);
    assertThat(rig.exporter.sizes()).containsExactly(8);
    rig.end();
  }

  @Test
  void cutsAtTheMostItems() {
    Rig rig = of(Config.DEFAULTS.consumers(1).batch(Sizer.ITEMS, 10, 10));
    rig.send(logs(0, 7));
    rig.send(logs(7, 25));
    rig.exporter.awaitDelivered(30);
    assertThat(rig.exporter.sizes()).containsExactly(10, 10, 10);
    rig.end();
    assertThat(rig.exporter.sizes()).containsExactly(10, 10, 10, 2);
    assertThat(rig.exporter.delivered()).isEqualTo(LongStream.range(0, 32).boxed().toList());
  }

  @Test
  void keepsToTheMostBytes() {
    long ten = logs(0, 10).byteSize();
    Rig rig = of(Config.DEFAULTS.consumers(1).batch(Sizer.BYTES, ten, ten));
    rig.send(logs(0, 6));
    rig.send(logs(6, 6));
    rig.send(logs(12, 30));
    rig.end();
    assertThat(rig.exporter.requests())
        .allMatch(request -> request.telemetry().byteSize() <= ten)
        .hasSizeLessThanOrEqualTo(7);
    assertThat(rig.exporter.delivered()).isEqualTo(LongStream.range(0, 42).boxed().toList());
  }

  @Test
  void followsTheMarkOfABatchProcessor() {
    Rig rig = of(Config.DEFAULTS);
    Context marked = Context.EMPTY.withBatching(new Batching("batch/a", SOON, 10, 0, List.of(), 0));
    rig.send(marked, logs(0, 4));
    rig.send(marked, logs(4, 4));
    rig.send(logs(8, 1));
    rig.exporter.awaitDelivered(1);
    assertThat(rig.exporter.delivered()).containsExactly(8L);
    rig.clock.advance(SOON);
    rig.exporter.awaitDelivered(9);
    assertThat(rig.exporter.sizes()).containsExactly(1, 8);
    rig.end();
  }

  @Test
  void queuesWhatIsMarkedEvenWithoutAQueue() {
    Rig rig = of(Config.DEFAULTS.noQueue());
    Context marked = Context.EMPTY.withBatching(new Batching("batch/a", SOON, 10, 0, List.of(), 0));
    assertThat(rig.delivery().mayBlock(marked)).isFalse();
    assertThat(rig.delivery().mayBlock(Context.EMPTY)).isTrue();
    assertThat(rig.send(marked, logs(0, 4))).isEqualTo(ConsumeResult.accepted());
    assertThat(rig.exporter.requests()).isEmpty();
    rig.end();
    assertThat(rig.exporter.sizes()).containsExactly(4);
  }

  @Test
  void keepsTheOrderOfWhatIsMarkedEvenWithoutAQueue() {
    Rig rig = of(Config.DEFAULTS.noQueue().ordered());
    Context marked =
        Context.EMPTY.withBatching(new Batching("batch/a", Duration.ZERO, 1, 0, List.of(), 0));
    rig.exporter.close();
    for (int i = 0; i < 5; i++) {
      rig.send(marked, logs(i, 1));
    }
    rig.exporter.open();
    rig.exporter.awaitDelivered(5);
    assertThat(rig.exporter.mostRunning()).isEqualTo(1);
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L, 2L, 3L, 4L);
    rig.end();
  }

  @Test
  void prefersItsOwnBatching() {
    Rig rig = of(Config.DEFAULTS.batch(Sizer.ITEMS, 2, 0));
    Context marked =
        Context.EMPTY.withBatching(new Batching("batch/a", SOON, 100, 0, List.of("a"), 0));
    rig.send(marked, logs(0, 2));
    rig.exporter.awaitDelivered(2);
    rig.end();
  }

  @Test
  void sendsAtOnceWhatNeedNotWait() {
    Rig rig = of(Config.DEFAULTS);
    rig.send(
        Context.EMPTY.withBatching(new Batching("batch/a", Duration.ZERO, 100, 0, List.of(), 0)),
        logs(0, 1));
    rig.send(
        Context.EMPTY.withBatching(new Batching("batch/a", SOON, 0, 0, List.of(), 0)), logs(1, 1));
    rig.exporter.awaitDelivered(2);
    rig.end();
  }

  @Test
  void keepsTenantsApartAndOnlyTheirHeader() {
    Rig rig = of(Config.DEFAULTS.consumers(1).batch(Sizer.ITEMS, 10, 0, "X-Tenant"));
    rig.send(tenant("a"), logs(0, 3));
    rig.send(tenant("b"), logs(10, 3));
    rig.send(tenant("a"), logs(3, 3));
    rig.end();
    assertThat(rig.exporter.requests())
        .extracting(request -> request.context().metadata().asMap())
        .containsExactly(Map.of("x-tenant", List.of("a")), Map.of("x-tenant", List.of("b")));
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 10L, 11L, 12L);
  }

  @Test
  void boundsTheTenants() {
    Rig rig = of(Config.DEFAULTS);
    Batching batching = new Batching("batch/a", SOON, 10, 0, List.of("x-tenant"), 2);
    rig.send(tenant("a").withBatching(batching), logs(0, 1));
    rig.send(tenant("b").withBatching(batching), logs(1, 1));
    assertThat(rig.send(tenant("c").withBatching(batching), logs(2, 1)))
        .isEqualTo(
            new Retryable(
                Status.of(Status.Code.RESOURCE_EXHAUSTED),
                "too many different values of [x-tenant] wait to be batched (expected: at most 2)",
                SOON));
    assertThat(rig.send(tenant("a").withBatching(batching), logs(3, 1)).isAccepted()).isTrue();
    rig.clock.advance(SOON);
    assertThat(rig.send(tenant("c").withBatching(batching), logs(2, 1)).isAccepted()).isTrue();
    rig.end();
    assertThat(rig.exporter.delivered()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
  }

  @Test
  void limitsTheValuesOfEachRuleByItself() {
    Rig rig = of(Config.DEFAULTS);
    Batching narrow = new Batching("batch/a", SOON, 10, 0, List.of("x-tenant"), 1);
    Batching other = new Batching("batch/a", SOON, 20, 0, List.of("x-tenant"), 1);
    Batching plain = new Batching("batch/a", SOON, 10, 0, List.of(), 1);
    Batching alsoPlain = new Batching("batch/a", SOON, 20, 0, List.of(), 1);
    assertThat(rig.send(tenant("a").withBatching(narrow), logs(0, 1)).isAccepted()).isTrue();
    rig.clock.awaitPending(1);
    assertThat(rig.send(tenant("a").withBatching(other), logs(1, 1)).isAccepted()).isTrue();
    assertThat(rig.send(tenant("a").withBatching(plain), logs(2, 1)).isAccepted()).isTrue();
    assertThat(rig.send(tenant("b").withBatching(alsoPlain), logs(3, 1)).isAccepted()).isTrue();
    assertThat(rig.send(tenant("b").withBatching(other), logs(4, 1)).isAccepted()).isFalse();
    rig.clock.advance(SOON);
    assertThat(rig.send(tenant("b").withBatching(other), logs(4, 1)).isAccepted()).isTrue();
    rig.end();
    assertThat(rig.exporter.delivered()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void doesNotBatchProfiles() {
    Rig rig = of(Config.DEFAULTS.batch(Sizer.ITEMS, 100, 2));
    rig.send(Numbered.profiles(3));
    rig.exporter.awaitRequests(1);
    assertThat(rig.end().delivered()).isEqualTo(3);
    assertThat(rig.exporter.sizes()).containsExactly(3);
  }

  @Test
  void tellsEachOfABatchExactlyItsOwnAnswer() {
    Rig rig = of(Config.DEFAULTS.consumers(1).awaiting().batch(Sizer.ITEMS, 9, 6));
    rig.exporter.then(
        ExportResult.delivered(),
        ExportResult.refused(Action.DROP, Status.ofHttp(400), "odd"),
        ExportResult.delivered());
    // 4 + 12 + 2 items in batches of 6: the first batch holds the first and the head of the second
    var first = rig.sendAside(logs(0, 4));
    rig.clock.awaitPending(1);
    var second = rig.sendAside(logs(4, 12));
    rig.exporter.awaitRequests(2);
    var third = rig.sendAside(logs(16, 2));
    assertThat(Rig.join(first)).isEqualTo(ConsumeResult.accepted());
    assertThat(Rig.join(third)).isEqualTo(ConsumeResult.accepted());
    assertThat(Rig.join(second)).isEqualTo(new ConsumeResult.Accepted(6, "odd"));
    assertThat(rig.end().dropped(DropReason.REFUSED)).isEqualTo(6);
  }

  @Test
  void tellsAllOfABatchThatWasRefused() {
    Rig rig = of(Config.DEFAULTS.awaiting().batch(Sizer.ITEMS, 4, 0));
    rig.exporter.then(ExportResult.refused(Action.DROP, Status.ofHttp(400), "odd"));
    var first = rig.sendAside(logs(0, 2));
    rig.clock.awaitPending(1);
    var second = rig.sendAside(logs(2, 2));
    assertThat(Rig.join(first)).isEqualTo(new Permanent(Status.ofHttp(400), "odd"));
    assertThat(Rig.join(second)).isEqualTo(new Permanent(Status.ofHttp(400), "odd"));
    assertThat(rig.end().returned()).isEqualTo(4);
  }

  @Test
  void batchesAreCountedForTheProcessorThatAskedForThem() {
    Rig rig = of(Config.DEFAULTS);
    Map<String, String> labels =
        Map.of("processor", "batch/a", "exporter", "otlp/x", "data_type", "logs");
    Context marked = Context.EMPTY.withBatching(new Batching("batch/a", SOON, 10, 0, List.of(), 0));
    rig.send(marked, logs(0, 4));
    assertThat(rig.recorder.gauge("otelcol_processor_batch_metadata_cardinality", labels))
        .isEqualTo(1);
    rig.send(marked, logs(4, 6));
    rig.exporter.awaitDelivered(10);
    rig.send(marked, logs(10, 3));
    rig.clock.advance(SOON);
    rig.exporter.awaitDelivered(13);
    assertThat(rig.recorder.counter("otelcol_processor_batch_batch_size_trigger_send", labels))
        .isEqualTo(1);
    assertThat(rig.recorder.counter("otelcol_processor_batch_timeout_trigger_send", labels))
        .isEqualTo(1);
    assertThat(rig.recorder.gauge("otelcol_processor_batch_metadata_cardinality", labels)).isZero();
    rig.end();
    assertThat(rig.recorder.values("otelcol_processor_batch_batch_send_size", labels))
        .containsExactly(10.0, 3.0);
    assertThat(rig.recorder.values("otelcol_processor_batch_batch_send_size_bytes", labels))
        .hasSize(2)
        .allSatisfy(bytes -> assertThat(bytes).isPositive());
  }
}
