package io.beltline.connector.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.connector.Outputs;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailoverConnectorTest {
  private static final ConsumeResult AWAY =
      new ConsumeResult.Retryable(Status.UNAVAILABLE, "away", Duration.ofSeconds(7));
  private static final ConsumeResult BAD_DATA =
      new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "bad data");
  private static final ConsumeResult NO_ENTRY =
      new ConsumeResult.Permanent(Status.of(Status.Code.UNAUTHENTICATED), "who are you?");
  private static final String THREE =
      "{priority_levels: [[traces/a], [traces/b], [traces/c]], retry_interval: 10s}";

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("failover");
  private final Outputs outputs = Outputs.of("traces/a", "traces/b", "traces/c");
  private final Telemetry request = Spans.of("shop", "GET", 5);

  private Connector started(String yaml) {
    Connector connector =
        new FailoverConnectorFactory()
            .create(settings.settings(), Configs.bind(FailoverConfig.class, yaml), outputs);
    connector.start(new TestHost(clock));
    return connector;
  }

  private String reached() {
    return outputs.get("traces/a").received().size()
        + " "
        + outputs.get("traces/b").received().size()
        + " "
        + outputs.get("traces/c").received().size();
  }

  private ConsumeResult send(Connector connector) {
    return connector.consume(Context.EMPTY, request);
  }

  @Test
  void theBestLevelGetsAllWhileItTakesIt() {
    Connector connector = started(THREE);
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).isEqualTo("2 0 0");
    assertThat(outputs.get("traces/a").received().getFirst().telemetry()).isSameAs(request);
  }

  @Test
  void aRefusedRequestGoesToTheNextLevelAndSoDoThoseBehindIt() {
    Connector connector = started(THREE);
    outputs.get("traces/a").answering(AWAY);
    outputs.get("traces/b").answering(NO_ENTRY);
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).isEqualTo("1 1 1");
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).as("the level in use is tried first").isEqualTo("1 1 2");
    assertThat(
            settings.meter().count("otelcol_connector_failover_count", Map.of("level", "traces/a")))
        .isEqualTo(1);
    assertThat(
            settings
                .meter()
                .gauge("beltline_connector_failover_level", Map.of("otel_signal", "traces")))
        .isEqualTo(3);
  }

  @Test
  void oneRequestInAnIntervalTriesTheBetterLevelsAndGoesBackToTheFirstThatTakesIt() {
    Connector connector = started(THREE);
    outputs.get("traces/a").answering(AWAY);
    outputs.get("traces/b").answering(AWAY);
    send(connector);
    clock.advance(Duration.ofMillis(9_999));
    send(connector);
    assertThat(reached()).isEqualTo("1 1 2");
    clock.advance(Duration.ofMillis(1));
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).as("tried, and the request was not lost").isEqualTo("2 2 3");
    send(connector);
    assertThat(reached()).as("once in an interval").isEqualTo("2 2 4");
    outputs.get("traces/b").answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(10));
    send(connector);
    send(connector);
    assertThat(reached()).isEqualTo("3 4 4");
    outputs.get("traces/a").answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(10));
    send(connector);
    send(connector);
    assertThat(reached()).isEqualTo("5 4 4");
    assertThat(clock.pending()).as("nothing runs by itself").isZero();
  }

  @Test
  void whenNoLevelTakesItTheSenderIsToldToComeBackAndTheNextRequestTriesThemAll() {
    Connector connector = started(THREE);
    outputs.get("traces/a").answering(NO_ENTRY);
    outputs.get("traces/b").answering(AWAY);
    outputs.get("traces/c").answering(NO_ENTRY);
    assertThat(send(connector)).isEqualTo(AWAY);
    outputs.get("traces/c").answering(ConsumeResult.accepted());
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).isEqualTo("2 2 2");
  }

  @Test
  void aLowerLevelThatFailsGivesWayToABetterOneBeforeTheIntervalIsOver() {
    Connector connector = started("{priority_levels: [[traces/a], [traces/b]]}");
    outputs.get("traces/a").answering(AWAY);
    send(connector);
    outputs.get("traces/a").answering(ConsumeResult.accepted());
    outputs.get("traces/b").answering(AWAY);
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).isEqualTo("2 2 0");
    assertThat(
            settings.meter().count("otelcol_connector_failover_count", Map.of("level", "traces/b")))
        .isEqualTo(1);
  }

  @Test
  void refusedDataTriesTheNextLevelButDoesNotTakeTheOthersWithIt() {
    Connector connector = started(THREE);
    outputs.get("traces/a").answering(BAD_DATA);
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).isEqualTo("1 1 0");
    outputs.get("traces/a").answering(ConsumeResult.accepted());
    send(connector);
    assertThat(reached()).as("the best level is still in use").isEqualTo("2 1 0");
    outputs.get("traces/a").answering(BAD_DATA);
    outputs.get("traces/b").answering(BAD_DATA);
    outputs.get("traces/c").answering(BAD_DATA);
    assertThat(send(connector)).isEqualTo(BAD_DATA);
  }

  @Test
  void aLevelOfSeveralPipelinesFailsWithAnyOfThem() {
    Connector connector = started("{priority_levels: [[traces/a, traces/b], [traces/c]]}");
    outputs.get("traces/a").answering(new ConsumeResult.Accepted(2, "two"));
    outputs.get("traces/b").answering(new ConsumeResult.Accepted(1, "one"));
    assertThat(send(connector)).isEqualTo(new ConsumeResult.Accepted(2, "two"));
    outputs.get("traces/b").answering(AWAY);
    assertThat(send(connector).isAccepted()).isTrue();
    assertThat(reached()).isEqualTo("2 2 1");
  }

  @Test
  void aPipelineThatDoesNotNameItIsToldAndSoIsOneThatStandsInNoLevel() {
    assertThatThrownBy(() -> started("priority_levels: [[traces/a], [traces/x]]"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("priority_levels::1")
        .hasMessageContaining("traces/x");
    Outputs more = Outputs.of("traces/a", "logs/a");
    assertThatThrownBy(
            () ->
                new FailoverConnectorFactory()
                    .create(
                        settings.settings(),
                        Configs.bind(FailoverConfig.class, "priority_levels: [[traces/a]]"),
                        more))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("no level has a pipeline of logs");
  }
}
