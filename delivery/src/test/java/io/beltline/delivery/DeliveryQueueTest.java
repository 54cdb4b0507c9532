package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.ExportResult;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {

  Rig of(Config config) {
    return Rig.of(config);
  }

  @Test
  void deliversWhatItAccepts() {
    Rig rig = of(Config.DEFAULTS);
    assertThat(rig.send(logs(0, 3))).isEqualTo(ConsumeResult.accepted());
    assertThat(rig.send(logs(3, 2))).isEqualTo(ConsumeResult.accepted());
    Books books = rig.end();
    assertThat(rig.exporter.delivered()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    assertThat(books.delivered()).isEqualTo(5);
    assertThat(books.inFlight()).isZero();
    assertThat(books.residue()).isZero();
    assertThat(rig.counter("otelcol_exporter_sent_log_records")).isEqualTo(5);
  }

  @Test
  void tellsWhomItRefusesToWaitAsLongAsItHasBeenFull() {
    Rig rig = of(Config.DEFAULTS.queue(true, 1, 1, Sizer.REQUESTS));
    rig.exporter.close();
    rig.send(logs(0, 1));
    rig.exporter.awaitRequests(1);
    assertThat(waitOf(rig)).isEqualTo(Duration.ofSeconds(1));
    rig.clock.advance(Duration.ofSeconds(3));
    assertThat(waitOf(rig)).isEqualTo(Duration.ofSeconds(3));
    rig.exporter.open();
    rig.end();
  }

  private static Duration waitOf(Rig rig) {
    return rig.send(logs(1, 1)) instanceof Retryable(Status _, String _, Duration wait)
        ? wait
        : Duration.ZERO;
  }

  @Test
  void refusesWhenFullAndCountsWhatIsBeingSent() {
    Rig rig = of(Config.DEFAULTS.queue(true, 1, 2, Sizer.REQUESTS));
    rig.exporter.close();
    rig.send(logs(0, 1));
    rig.exporter.awaitRequests(1);
    rig.send(logs(1, 1));
    assertThat(rig.send(logs(2, 4)))
        .isEqualTo(
            new Retryable(Status.UNAVAILABLE, "sending queue is full", Duration.ofSeconds(1)));
    assertThat(rig.counter("otelcol_exporter_enqueue_failed_log_records")).isEqualTo(4);
    assertThat(
            rig.recorder.gauge(
                "otelcol_exporter_queue_size", Map.of("exporter", "otlp/x", "data_type", "logs")))
        .isEqualTo(2);
    assertThat(
            rig.recorder.gauge(
                "otelcol_exporter_queue_capacity",
                Map.of("exporter", "otlp/x", "data_type", "logs")))
        .isEqualTo(2);
    assertThat(
            rig.recorder.gauge(
                "otelcol_exporter_in_flight_requests",
                Map.of("exporter", "otlp/x", "data_type", "logs")))
        .isEqualTo(1);
    assertThat(rig.books().inFlight()).isEqualTo(2);
    rig.exporter.open();
    rig.end();
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L);
  }

  @Test
  void countsTheQueueInItemsAndBytes() {
    Rig items = of(Config.DEFAULTS.size(5, Sizer.ITEMS));
    items.exporter.close();
    assertThat(items.send(logs(0, 4)).isAccepted()).isTrue();
    assertThat(items.send(logs(4, 2)).isAccepted()).isFalse();
    assertThat(items.send(logs(4, 1)).isAccepted()).isTrue();
    items.exporter.open();
    items.end();

    long one = logs(0, 1).byteSize();
    Rig bytes = of(Config.DEFAULTS.size(2 * one, Sizer.BYTES));
    bytes.exporter.close();
    assertThat(bytes.send(logs(0, 1)).isAccepted()).isTrue();
    assertThat(bytes.send(logs(1, 1)).isAccepted()).isTrue();
    assertThat(bytes.send(logs(2, 1)).isAccepted()).isFalse();
    bytes.exporter.open();
    bytes.end();
  }

  @Test
  void refusesForGoodWhatNeverFits() {
    Rig rig = of(Config.DEFAULTS.size(5, Sizer.ITEMS).blocking());
    assertThat(rig.send(logs(0, 6)))
        .isInstanceOfSatisfying(
            Permanent.class, refusal -> assertThat(refusal.status().http()).isEqualTo(413));
  }

  @Test
  void blocksUntilThereIsRoom() {
    Rig rig = of(Config.DEFAULTS.queue(true, 1, 1, Sizer.REQUESTS).blocking());
    rig.exporter.close();
    rig.send(logs(0, 1));
    rig.exporter.awaitRequests(1);
    var blocked = rig.sendAside(logs(1, 1));
    rig.exporter.open();
    assertThat(Rig.join(blocked).isAccepted()).isTrue();
    rig.end();
    assertThat(rig.exporter.delivered()).containsExactly(0L, 1L);
  }

  @Test
  void tellsAWaitingCallerTheAnswer() {
    Rig rig = of(Config.DEFAULTS.awaiting().noRetry());
    rig.exporter.then(
        ExportResult.refused(ExportResult.Action.DROP, Status.ofHttp(422), "bad field"),
        ExportResult.retry(Status.ofHttp(429), "slow down", Duration.ofSeconds(7)));
    assertThat(rig.send(logs(0, 1))).isEqualTo(new Permanent(Status.ofHttp(422), "bad field"));
    assertThat(rig.send(logs(1, 1)))
        .isEqualTo(new Retryable(Status.ofHttp(429), "slow down", Duration.ofSeconds(7)));
    assertThat(rig.send(logs(2, 1))).isEqualTo(ConsumeResult.accepted());
    assertThat(rig.books().returned()).isEqualTo(2);
    assertThat(rig.books().allDropped()).isZero();
    assertThat(rig.recorder.ledger).isEmpty();
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void withoutAQueueTheCallersThreadSends() {
    Rig rig = of(Config.DEFAULTS.noQueue().noRetry());
    rig.exporter
        .then(
            request -> {
              assertThat(Thread.currentThread().getName()).isEqualTo("the caller");
              return ExportResult.delivered();
            })
        .then(ExportResult.retry(Status.ofHttp(502), "gone", null));
    String name = Thread.currentThread().getName();
    Thread.currentThread().setName("the caller");
    try {
      assertThat(rig.send(logs(0, 2))).isEqualTo(ConsumeResult.accepted());
    } finally {
      Thread.currentThread().setName(name);
    }
    assertThat(rig.send(logs(2, 2))).isEqualTo(new Retryable(Status.ofHttp(502), "gone", null));
    Books books = rig.end();
    assertThat(books.delivered()).isEqualTo(2);
    assertThat(books.returned()).isEqualTo(2);
    assertThat(books.residue()).isZero();
  }

  @Test
  void neverSendsMoreAtATimeThanAllowed() {
    Rig rig = of(Config.DEFAULTS.consumers(3));
    rig.exporter.close();
    for (int i = 0; i < 9; i++) {
      rig.send(logs(i, 1));
    }
    rig.exporter.awaitRequests(3);
    rig.exporter.open();
    rig.end();
    assertThat(rig.exporter.mostRunning()).isEqualTo(3);
    assertThat(rig.exporter.delivered()).hasSize(9);
  }

  @Test
  void oneSenderKeepsTheOrder() {
    Rig rig = of(Config.DEFAULTS.consumers(1).plainRetry(Duration.ZERO));
    rig.exporter.then(ExportResult.retry(Status.UNAVAILABLE, "", null));
    rig.send(logs(0, 1));
    rig.clock.awaitPending(1);
    for (int i = 1; i < 5; i++) {
      rig.send(logs(i, 1));
    }
    rig.clock.advance(Duration.ofSeconds(1));
    rig.exporter.awaitDelivered(5);
    rig.end();
    assertThat(rig.exporter.delivered()).isEqualTo(List.of(0L, 1L, 2L, 3L, 4L));
  }

  @Test
  void limitsAnAttemptByTheTimeout() {
    Rig rig = of(Config.DEFAULTS);
    rig.send(logs(0, 1));
    rig.exporter.awaitRequests(1);
    assertThat(rig.exporter.requests().getFirst().deadline().remaining())
        .isEqualTo(Duration.ofSeconds(5));
    rig.end();
  }
}
