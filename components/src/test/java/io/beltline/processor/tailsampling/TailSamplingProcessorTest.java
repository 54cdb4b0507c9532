package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.ERROR;
import static io.beltline.processor.tailsampling.Sampling.ERRORS;
import static io.beltline.processor.tailsampling.Sampling.SLOW;
import static io.beltline.processor.tailsampling.Sampling.errors;
import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.Hostile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of spans, from the first to those that come late. */
class TailSamplingProcessorTest {
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
    assertThat(sampling.count("early_releases_from_cache_decision", Map.of("sampled", "true")))
        .isEqualTo(1);
    assertThat(sampling.count("early_releases_from_cache_decision", Map.of("sampled", "false")))
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
