package io.beltline.verification.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.agent.AgentMove.Pair;
import io.beltline.verification.peer.OtlpSink;
import io.beltline.verification.peer.ZipkinServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent moves under load from Prometheus that pulls, Zipkin and a bulk endpoint to remote
 * write, a push endpoint and a receiver of OTLP, and every item is somewhere, once.
 */
class AgentTest {
  private static final int STEPS = 150;

  @TempDir private Path folder;

  @Test
  void a_change_of_exporters_under_load_loses_nothing_and_doubles_nothing(TestReporter reporter)
      throws Exception {
    try (LineSink engine = new LineSink(LineSink.Kind.BULK);
        LineSink loki = new LineSink(LineSink.Kind.PUSH);
        ZipkinServer zipkin = ZipkinServer.start(folder);
        OtlpSink sink = new OtlpSink()) {
      reporter.publishEntry(
          new AgentMove(
                  folder,
                  new Pair<>(engine, loki),
                  new Pair<>(SpanStore.of(zipkin), SpanStore.of(sink)))
              .run(STEPS));
    }
  }

  @Test
  void the_two_configurations_differ_in_exporters_alone() throws Exception {
    AgentExample before = AgentExample.read("config.yaml");
    AgentExample after = AgentExample.read("elsewhere.yaml");
    assertThat(after.withoutExporters())
        .isEqualTo(before.withoutExporters())
        .contains("receivers:", "operators:", "extensions: [file_storage]");
    assertThat(after.text()).isNotEqualTo(before.text());
  }
}
