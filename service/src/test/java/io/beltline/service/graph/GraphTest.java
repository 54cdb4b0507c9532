package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import io.beltline.service.books.PipelineBook;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void handsOnThroughProcessorsToTheExporter() {
    stage.started(
        stage
            .plans()
            .with("part/f", "filter3")
            .pipeline(Signal.LOGS, "", "part_in", "part/f", "part_out")
            .plan());
    assertThat(stage.send("part_in", Signal.LOGS, 10)).isEqualTo(ConsumeResult.accepted());
    assertThat(stage.delivered("part_out")).isEqualTo(7);
  }

  @Test
  void startsAgainstTheFlowAndStopsWithIt() {
    Graph graph =
        stage.started(
            stage
                .plans()
                .with("part_aid")
                .pipeline(Signal.TRACES, "in", "part_in", "part/a,part/b", "part_forward,part_out")
                .pipeline(Signal.TRACES, "out", "part_forward", "part/c", "part_out/2")
                .plan());
    graph.ready();
    graph.notReady();
    graph.shutdown(stage.deadline());
    assertThat(stage.parts.events.subList(0, 8))
        .containsExactly(
            "start extension part_aid",
            "start exporter part_out",
            "start exporter part_out/2",
            "start processor part/c traces",
            "start connector part_forward",
            "start processor part/b traces",
            "start processor part/a traces",
            "start receiver part_in");
    assertThat(stage.parts.events.subList(8, 10)).containsExactly("ready", "not ready");
    assertThat(stage.parts.events.subList(10, 15))
        .containsExactly(
            "stop receiver part_in",
            "stop processor part/a traces",
            "stop processor part/b traces",
            "stop connector part_forward",
            "stop processor part/c traces");
    assertThat(stage.parts.events.subList(15, 17))
        .containsExactlyInAnyOrder("stop exporter part_out", "stop exporter part_out/2");
    assertThat(stage.parts.events.getLast()).isEqualTo("stop extension part_aid");
    assertThat(stage.surroundings.statuses()).isEmpty();
  }

  @Test
  void receiversThatHangLeaveTimeToTheExporters() {
    Graph graph =
        stage.started(
            stage.plans().pipeline(Signal.LOGS, "", "part_in", "part", "part_out").plan());
    graph.shutdown(Deadline.in(stage.clock, Duration.ofMinutes(30)));
    assertThat(stage.parts.timeLeft.get("receiver part_in"))
        .isLessThanOrEqualTo(Duration.ofMinutes(10));
    assertThat(stage.parts.timeLeft.get("exporter part_out")).isGreaterThan(Duration.ofMinutes(20));
  }

  @Test
  void oneReceiverAndOneExporterServeAllPipelinesAndSignals() {
    stage.started(
        stage
            .plans()
            .pipeline(Signal.TRACES, "", "part_in", "part", "part_out")
            .pipeline(Signal.LOGS, "a", "part_in", "part", "part_out")
            .pipeline(Signal.LOGS, "b", "part_in", "", "part_out")
            .plan());
    stage.send("part_in", Signal.LOGS, 5);
    stage.send("part_in", Signal.TRACES, 2);
    assertThat(stage.delivered("part_out")).isEqualTo(12);
    assertThat(stage.parts.events)
        .containsOnlyOnce("start receiver part_in", "start exporter part_out")
        .contains("start processor part traces", "start processor part logs");
    assertThat(stage.parts.receivers.get("part_in").takes(Signal.METRICS)).isFalse();
  }

  @Test
  void aConnectorTurnsTracesIntoMetrics() {
    Graph graph =
        stage.started(
            stage
                .plans()
                .pipeline(Signal.TRACES, "", "part_in", "", "part_count")
                .pipeline(Signal.METRICS, "", "part_count", "", "part_out")
                .plan());
    stage.send("part_in", Signal.TRACES, 9);
    assertThat(stage.delivered("part_out")).isEqualTo(1);
    assertThat(graph.books().balanced()).isTrue();
  }

  @Test
  void theSenderHearsTheRetryableDestinationOfTwo() {
    Graph graph =
        stage.started(
            stage
                .plans()
                .pipeline(Signal.LOGS, "", "part_in", "", "part_out/1,part_out/2,part_out/3")
                .plan());
    stage.parts.answers.put(
        "part_out/2", ExportResult.retry(Status.UNAVAILABLE, "away", Duration.ofSeconds(3)));
    stage.parts.answers.put(
        "part_out/3",
        ExportResult.refused(ExportResult.Action.DROP, Status.INVALID_ARGUMENT, "bad"));
    ConsumeResult result = stage.send("part_in", Signal.LOGS, 4);
    assertThat(result).isEqualTo(new Retryable(Status.UNAVAILABLE, "away", Duration.ofSeconds(3)));
    PipelineBook book = graph.books().pipelines().getFirst();
    assertThat(book.refused()).isEqualTo(4);
    assertThat(book.accepted()).isZero();
    assertThat(book.lines().get(ComponentId.parse("part_out/1")))
        .isEqualTo(new PipelineBook.Line(4, 4));
    assertThat(graph.books().balanced()).isTrue();
  }

  @Test
  void anExceptionIsCountedAndAnsweredForNotPassedOn() {
    stage.started(
        stage
            .plans()
            .with("part/t", "throw")
            .with("part_out/t", "throw")
            .pipeline(Signal.LOGS, "", "part_in", "part/t", "part_out")
            .pipeline(Signal.TRACES, "", "part_in", "", "part_out/t")
            .plan());
    assertThat(stage.send("part_in", Signal.LOGS, 1))
        .isEqualTo(
            new Permanent(Status.INTERNAL, "processor part/t failed: IllegalStateException"));
    assertThat(stage.send("part_in", Signal.TRACES, 1))
        .isEqualTo(
            new Permanent(Status.INTERNAL, "exporter part_out/t failed: IllegalStateException"));
    assertThat(stage.metrics())
        .contains(
            "beltline_component_exceptions{exception=\"java.lang.IllegalStateException\",processor=\"part/t\"}"
                + " 1\n");
  }

  @Test
  void aFailureToStartStopsWhatHadStarted() {
    Graph graph =
        GraphBuilder.build(
            stage
                .plans()
                .with("part_aid")
                .with("part_in/bad", "unstartable")
                .pipeline(Signal.LOGS, "", "part_in/bad", "part", "part_out")
                .plan(),
            stage.surroundings,
            null);
    assertThatThrownBy(() -> graph.start(stage.deadline()))
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            "receivers::part_in/bad: cannot start: the file is not there (expected: a file)");
    assertThat(stage.parts.events)
        .containsExactly(
            "start extension part_aid",
            "start exporter part_out",
            "start processor part logs",
            "stop processor part logs",
            "stop exporter part_out",
            "stop extension part_aid");
  }

  @Test
  void allFailuresToBuildAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                GraphBuilder.build(
                    stage
                        .plans()
                        .with("part_in/bad", "unbuildable")
                        .with("part/bad", "unbuildable")
                        .with("part_out/bad", "unbuildable")
                        .pipeline(Signal.LOGS, "", "part_in/bad", "part/bad", "part_out/bad")
                        .plan(),
                    stage.surroundings,
                    null))
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            """
            exporters::part_out/bad: cannot be built
            processors::part/bad: cannot be built
            receivers::part_in/bad: cannot be built\
            """);
    assertThat(stage.parts.events).isEmpty();
  }

  @Test
  void countsAtTheEdgesUnderTheCollectorsNames() {
    stage.started(
        stage
            .plans()
            .with("part/f", "filter1")
            .pipeline(Signal.LOGS, "", "part_in", "part/f", "part_out")
            .plan());
    stage.send("part_in", Signal.LOGS, 3);
    stage.parts.answers.put("part_out", ExportResult.retry(Status.UNAVAILABLE, "away", null));
    stage.send("part_in", Signal.LOGS, 5);
    assertThat(stage.metrics().lines())
        .contains(
            "otelcol_receiver_accepted_log_records{receiver=\"part_in\",transport=\"grpc\"} 3",
            "otelcol_receiver_refused_log_records{receiver=\"part_in\",transport=\"grpc\"} 5",
            "otelcol_processor_incoming_items{otel_signal=\"logs\",processor=\"part/f\"} 8",
            "otelcol_processor_outgoing_items{otel_signal=\"logs\",processor=\"part/f\"} 6",
            "otelcol_exporter_sent_log_records{exporter=\"part_out\"} 2",
            "otelcol_exporter_send_failed_log_records{exporter=\"part_out\"} 4");
  }

  @Test
  void showsTheStatusOfEveryInstance() {
    stage.started(stage.plans().pipeline(Signal.LOGS, "x", "part_in", "part", "part_out").plan());
    stage.parts.report("exporter part_out", ComponentStatus.recoverable("away"));
    stage.parts.report("exporter part_out", ComponentStatus.recoverable("away"));
    assertThat(stage.surroundings.statuses())
        .containsEntry("exporter:part_out", ComponentStatus.recoverable("away"))
        .containsEntry("processor:part@logs/x", ComponentStatus.OK)
        .containsEntry("receiver:part_in", ComponentStatus.OK);
    assertThat(stage.reports).containsOnlyOnce("exporter:part_out RECOVERABLE_ERROR");
  }
}
