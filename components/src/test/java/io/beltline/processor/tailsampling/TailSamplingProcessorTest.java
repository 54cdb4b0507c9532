package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.lasting;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static io.beltline.processor.tailsampling.Sampling.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.components.traces.Waits;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.Hostile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TailSamplingProcessorTest {
  private static final String ERRORS =
      "{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}";
  private static final String SLOW = "{name: slow, type: latency, latency: {threshold_ms: 100}}";
  private static final String ERROR = status(2);

  private static String errors(String more) {
    return "{policies: [" + ERRORS + "], " + more + "}";
  }

  private static long count(Sampling sampling, String name, Map<String, String> labels) {
    return sampling
        .settings
        .meter()
        .counter("otelcol_processor_tail_sampling_" + name, "", "", labels)
        .value();
  }

  @Test
  void aTraceIsHandedOnWholeAsItCame() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(
        Sampling.resource(
            Requests.attributes("service.name", "{\"stringValue\":\"a\"}"),
            span(1, 1),
            span(2, 2),
            span(1, 3)),
        plain(span(2, 4)));
    sampling.take(plain(span(1, 5)));
    sampling.take(plain(span(1, 6, ERROR)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.next.received()).hasSize(1);
    Telemetry sent = sampling.next.received().getFirst().telemetry();
    String threshold = "\"traceState\":\"ot=th:0\"";
    assertThat(Requests.text(sent))
        .isEqualTo(
            Requests.text(
                Sampling.traces(
                    Sampling.resource(
                        Requests.attributes("service.name", "{\"stringValue\":\"a\"}"),
                        span(1, 1, threshold),
                        span(1, 3, threshold)),
                    plain(span(1, 5, threshold), span(1, 6, threshold + "," + ERROR)))));
    assertThat(sampling.booked("held")).isEqualTo(2);
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("sampled_out{not_sampled}", 2L));
    assertThat(sampling.next.received()).hasSize(1);
  }

  @Test
  void spansThatComeLateFollowTheDecision() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1, ERROR), span(2, 2)));
    sampling.pass(Duration.ofSeconds(31));
    assertThat(sampling.take(plain(span(1, 3), span(2, 4), span(2, 5, ERROR))).isAccepted())
        .isTrue();
    assertThat(sampling.sent()).containsExactly(1, 3);
    assertThat(sampling.booked("sampled_out{not_sampled}")).isEqualTo(3);
    assertThat(sampling.booked("held")).isZero();
    assertThat(count(sampling, "early_releases_from_cache_decision", Map.of("sampled", "true")))
        .isEqualTo(1);
    assertThat(count(sampling, "early_releases_from_cache_decision", Map.of("sampled", "false")))
        .isEqualTo(2);
  }

  @Test
  void theOldestDecisionsAreForgotten() {
    Sampling sampling =
        new Sampling(errors("decision_cache: {sampled_cache_size: 2, non_sampled_cache_size: 1}"));
    sampling.take(plain(span(1, 1, ERROR), span(2, 2, ERROR), span(3, 3, ERROR)));
    sampling.take(plain(span(1, 4), span(2, 5), span(3, 6)));
    assertThat(sampling.sent()).containsExactly(1, 2, 3, 5, 6);
    assertThat(sampling.booked("held")).isEqualTo(1);
  }

  @Test
  void whatIsDecidedAtOnceIsAnsweredByTheDestination() {
    Sampling sampling = Sampling.by(ERRORS);
    ConsumeResult busy = ConsumeResult.unavailable("busy", Duration.ofSeconds(3));
    sampling.next.answering(busy);
    assertThat(sampling.take(plain(span(1, 1, ERROR), span(2, 2)))).isEqualTo(busy);
    assertThat(sampling.booked("held")).isZero();
    sampling.next.answering(ConsumeResult.accepted());
    assertThat(sampling.take(plain(span(1, 1, ERROR), span(2, 2))).isAccepted()).isTrue();
    assertThat(sampling.booked("held")).isEqualTo(1);
    assertThat(sampling.sent()).containsExactly(1, 1);
  }

  @Test
  void whatIsRefusedForGoodAtOnceIsToldAndTheRestIsHeld() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    assertThat(sampling.take(plain(span(1, 1, ERROR), span(2, 2))))
        .isEqualTo(new Accepted(1, "never"));
    assertThat(sampling.settings.ledger().booked())
        .isEqualTo(Map.of("dropped{refused}", 1L, "held", 1L));
  }

  @Test
  void aBusyDestinationIsTriedAgain() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(ConsumeResult.unavailable("busy", Duration.ofSeconds(3)));
    assertThat(sampling.take(plain(span(1, 2, ERROR))).isAccepted()).isTrue();
    sampling.pass(Duration.ofSeconds(2));
    assertThat(sampling.next.received()).hasSize(1);
    assertThat(sampling.booked("held")).isEqualTo(2);
    sampling.next.answering(ConsumeResult.accepted());
    sampling.pass(Duration.ofSeconds(1));
    assertThat(sampling.next.received()).hasSize(2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.clock.pending()).isZero();
  }

  @Test
  void whatIsRefusedForGoodLaterIsDropped() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    sampling.take(plain(span(1, 2, ERROR)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{refused}", 2L));
  }

  @Test
  void theRootShortensTheWait() {
    Sampling sampling = new Sampling(errors("decision_wait_after_root_received: 2s"));
    String root = "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"name\":\"root\"}".formatted(1, 1);
    sampling.take(plain(root), plain(span(2, 2)));
    sampling.pass(Duration.ofMillis(1999));
    assertThat(sampling.booked("held")).isEqualTo(2);
    sampling.pass(Duration.ofMillis(1));
    assertThat(sampling.booked("held")).isEqualTo(1);
    sampling.pass(Duration.ofSeconds(28));
    assertThat(sampling.booked("held")).isZero();
  }

  @Test
  void atTheLimitOfTracesTheOldestIsDecided() {
    Sampling sampling =
        new Sampling(
            "{num_traces: 2, policies: [{name: two, type: span_count, span_count: {min_spans: 1,"
                + " max_spans: 2}}]}");
    sampling.take(plain(span(1, 1), span(2, 2)));
    sampling.take(plain(span(2, 3), span(3, 4)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.sent()).containsExactly(1);
    assertThat(sampling.booked("held")).isEqualTo(3);
    assertThat(count(sampling, "sampling_trace_dropped_too_early", Map.of())).isEqualTo(1);
  }

  @Test
  void atTheLimitOfBytesTheOldestIsDecided() {
    Sampling sampling = new Sampling(errors("maximum_pending_bytes: 3000"));
    for (int i = 1; i <= 100; i++) {
      assertThat(sampling.take(plain(span(i, i))).isAccepted()).isTrue();
      assertThat(gauge(sampling, "pending_bytes")).isLessThanOrEqualTo(3000);
    }
    assertThat(sampling.booked("held")).isBetween(5L, 12L);
    assertThat(sampling.booked("held") + sampling.booked("sampled_out{not_sampled}"))
        .isEqualTo(100);
    assertThat(sampling.next.received()).isEmpty();
  }

  private static double gauge(Sampling sampling, String name) {
    return sampling.settings.meter().gauge("beltline_processor_tail_sampling_" + name, Map.of());
  }

  @Test
  void whereWhatIsKeptCannotGoOnSendersComeBack() {
    Sampling sampling =
        new Sampling(
            "{num_traces: 1, maximum_pending_bytes: 1, policies: [{name: all, type: span_count,"
                + " span_count: {min_spans: 1, max_spans: 9}}]}");
    ConsumeResult busy = ConsumeResult.unavailable("busy", Duration.ofSeconds(7));
    assertThat(sampling.take(plain(span(1, 1))).isAccepted()).isTrue();
    sampling.next.answering(busy);
    assertThat(sampling.take(plain(span(2, 2))).isAccepted()).isTrue(); // the oldest is decided
    assertThat(sampling.take(plain(span(3, 3)))).isEqualTo(busy);
    assertThat(sampling.booked("held")).isEqualTo(2);
    sampling.next.answering(ConsumeResult.accepted());
    assertThat(sampling.take(plain(span(3, 3))).isAccepted()).isTrue();
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.sent()).endsWith(2, 3);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
  }

  @Test
  void sendersWaitForRoomWhereThatIsAskedFor() {
    Sampling sampling = new Sampling(errors("num_traces: 1, block_on_overflow: true"));
    sampling.take(plain(span(1, 1)));
    CompletableFuture<ConsumeResult> second = new CompletableFuture<>();
    Thread waiting =
        Thread.startVirtualThread(() -> second.complete(sampling.take(plain(span(2, 2)))));
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();
    sampling.pass(Duration.ofSeconds(30));
    assertThat(second.join().isAccepted()).isTrue();
    assertThat(sampling.booked("sampled_out{not_sampled}")).isEqualTo(1);
    CompletableFuture<ConsumeResult> third = new CompletableFuture<>();
    Thread stuck =
        Thread.startVirtualThread(() -> third.complete(sampling.take(plain(span(3, 3)))));
    while (stuck.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    sampling.shutdown();
    assertThat(third.join()).isInstanceOf(ConsumeResult.Retryable.class);
  }

  @Test
  void aTraceThatIsTooLargeIsDropped() {
    Sampling sampling = new Sampling(errors("maximum_trace_size_bytes: 100"));
    sampling.take(plain(span(1, 1)));
    assertThat(sampling.booked("held")).isEqualTo(1);
    sampling.take(plain(span(1, 2), span(1, 3, ERROR)));
    sampling.take(plain(span(1, 4, ERROR)));
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{trace_too_large}", 4L));
    assertThat(count(sampling, "traces_dropped_too_large", Map.of())).isEqualTo(1);
  }

  @Test
  void shutdownDecidesByWhatHasCome() {
    Sampling sampling =
        new Sampling("{policies: [{name: few, type: span_count, span_count: {max_spans: 1}}]}");
    sampling.take(plain(span(1, 1), span(2, 2)));
    sampling.shutdown();
    assertThat(sampling.sent()).containsExactly(1, 2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
    assertThat(sampling.clock.pending()).isZero();
  }

  @Test
  void shutdownDropsWhereThatIsAskedFor() {
    Sampling sampling =
        new Sampling(
            "{drop_pending_traces_on_shutdown: true, policies: [{name: few, type: span_count,"
                + " span_count: {max_spans: 1}}]}");
    sampling.take(plain(span(1, 1), span(2, 2)));
    sampling.shutdown();
    assertThat(sampling.next.received()).isEmpty();
    assertThat(sampling.settings.ledger().booked())
        .containsExactlyEntriesOf(Map.of("dropped{shutdown}", 2L));
  }

  @Test
  void whatShutdownCannotHandOnIsBooked() throws Exception {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(ConsumeResult.unavailable("busy", null));
    sampling.take(plain(span(1, 2, ERROR)));
    sampling.pass(Duration.ZERO);
    sampling.take(plain(span(2, 3)));
    sampling.next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(400)));
    Thread ending = Thread.startVirtualThread(sampling::shutdown);
    Waits.await(sampling.clock, Duration.ofMillis(400));
    sampling.pass(Duration.ofSeconds(1));
    ending.join();
    assertThat(sampling.settings.ledger().booked())
        .isEqualTo(Map.of("dropped{shutdown}", 2L, "sampled_out{not_sampled}", 1L));
  }

  @Test
  void shutdownTriesAgainUntilTheDeadline() throws Exception {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1)));
    sampling.next.answering(ConsumeResult.unavailable("busy", Duration.ofMillis(300)));
    sampling.take(plain(span(1, 2, ERROR)));
    Thread ending = Thread.startVirtualThread(sampling::shutdown);
    Waits.await(sampling.clock, Duration.ofMillis(300));
    sampling.next.answering(ConsumeResult.accepted());
    sampling.pass(Duration.ofMillis(300));
    ending.join();
    assertThat(sampling.sent()).containsExactly(1, 2, 1, 2);
    assertThat(sampling.settings.ledger().booked()).isEmpty();
  }

  @Test
  void spansKeepTheirMetadata() {
    Sampling sampling = Sampling.by(ERRORS);
    for (String tenant : List.of("a", "b")) {
      sampling.processor.consume(
          Context.of(
              new ClientInfo("10.0.0.1:4000", "grpc"),
              Metadata.of(Map.of("tenant", List.of(tenant)))),
          Sampling.traces(plain(span(1, tenant.charAt(0)))));
    }
    sampling.take(plain(span(1, 3, ERROR)));
    sampling.pass(Duration.ZERO);
    assertThat(sampling.next.received())
        .extracting(call -> call.context().metadata().get("tenant"))
        .containsExactly(List.of("a"), List.of("b"), List.of());
  }

  @Test
  void thresholdsAreWrittenAndStricterOnesStay() {
    String quarter = "{name: q, type: probabilistic, probabilistic: {sampling_percentage: 25}}";
    Sampling sampling = Sampling.by(quarter + ", " + ERRORS);
    String random = "\"traceState\":\"%sot=rv:ffffffffffffff%s\"";
    sampling.take(
        plain(
            span(1, 1, random.formatted("", "")),
            span(1, 2, random.formatted("x=1,", ";th:e")),
            span(2, 3, random.formatted("", "")),
            span(2, 4, ERROR)));
    sampling.pass(Duration.ofSeconds(30));
    assertThat(sampling.sent()).containsExactly(3, 4, 1, 2);
    assertThat(sampling.states())
        .containsExactly(
            "ot=rv:ffffffffffffff;th:0",
            "ot=th:0",
            "ot=rv:ffffffffffffff;th:c",
            "x=1,ot=rv:ffffffffffffff;th:e");
  }

  @Test
  void traceStatesStayAsTheyAreWhereThatIsAskedFor() {
    Sampling sampling = new Sampling(errors("tracestate: false"));
    sampling.take(plain(span(1, 1, ERROR)));
    assertThat(sampling.states()).containsExactly("");
  }

  @Test
  void aTraceStateThatIsNoneIsCountedAndLeft() {
    Sampling sampling = Sampling.by(ERRORS);
    sampling.take(plain(span(1, 1, ERROR + ",\"traceState\":\"=\"")));
    assertThat(sampling.states()).containsExactly("=");
    assertThat(count(sampling, "count_spans_with_unparseable_tracestate", Map.of())).isEqualTo(1);
  }

  @Test
  void theFirstMatchDecidesWhereThatIsAskedFor() {
    Sampling sampling =
        new Sampling(
            "{sample_on_first_match: true, policies: [%s, {name: q, type: probabilistic, probabilistic: {sampling_percentage: 100}}, %s]}"
                .formatted(SLOW, ERRORS));
    sampling.take(plain(span(1, 1, lasting(0, 200))));
    assertThat(
            count(
                sampling,
                "count_traces_sampled",
                Map.of("policy", "slow", "sampled", "true", "decision", "sampled")))
        .isEqualTo(1);
    assertThat(count(sampling, "sampling_policy_execution_count", Map.of("policy", "q"))).isZero();
  }

  @Test
  void votesAreCounted() {
    Sampling sampling = Sampling.by(ERRORS + ", " + SLOW);
    sampling.take(plain(span(1, 1, ERROR), span(2, 2)));
    sampling.pass(Duration.ofSeconds(30));
    Map<String, String> yes = Map.of("policy", "errors", "sampled", "true", "decision", "sampled");
    Map<String, String> no =
        Map.of("policy", "errors", "sampled", "false", "decision", "not_sampled");
    assertThat(count(sampling, "count_traces_sampled", yes)).isEqualTo(1);
    assertThat(count(sampling, "count_spans_sampled", no)).isEqualTo(1);
    assertThat(count(sampling, "count_bytes_sampled", no)).isPositive();
    assertThat(
            count(
                sampling,
                "global_count_traces_sampled",
                Map.of("sampled", "true", "decision", "sampled")))
        .isEqualTo(1);
    assertThat(
            count(
                sampling,
                "global_count_traces_sampled",
                Map.of("sampled", "false", "decision", "not_sampled")))
        .isEqualTo(1);
    assertThat(count(sampling, "new_trace_id_received", Map.of())).isEqualTo(2);
    assertThat(count(sampling, "sampling_policy_execution_count", Map.of("policy", "slow")))
        .isEqualTo(2);
  }

  @Test
  void aRateFillsUpAgain() {
    Sampling sampling =
        new Sampling(
            "{decision_wait: 1s, policies: [{name: r, type: rate_limiting, rate_limiting:"
                + " {spans_per_second: 1, burst_capacity: 2}}]}");
    sampling.take(plain(span(1, 1), span(1, 2)));
    sampling.pass(Duration.ofMillis(500));
    sampling.take(plain(span(2, 3)));
    sampling.pass(Duration.ofMillis(500));
    assertThat(sampling.sent()).containsExactly(1, 2);
    sampling.pass(Duration.ofMillis(500));
    assertThat(sampling.booked("sampled_out{not_sampled}")).isEqualTo(1);
    sampling.take(plain(span(3, 4)));
    sampling.pass(Duration.ofSeconds(1));
    assertThat(sampling.sent()).containsExactly(1, 2, 4);
  }

  @Test
  void damagedRequestsAreToldAndNotHeld() {
    Sampling sampling = Sampling.by(ERRORS + ", " + SLOW);
    for (Telemetry hostile : Hostile.of(Signal.TRACES)) {
      try {
        assertThat(sampling.processor.consume(Context.EMPTY, hostile).isAccepted()).isTrue();
      } catch (MalformedTelemetryException told) {
        assertThat(told.getMessage()).isNotEmpty();
      }
    }
    sampling.pass(Duration.ofSeconds(30));
    sampling.shutdown();
    assertThat(sampling.booked("held")).isZero();
  }
}
