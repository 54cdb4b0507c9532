package io.beltline.verification.agent;

import io.beltline.verification.agent.AgentMove.Pair;
import io.beltline.verification.peer.TraceStore;
import io.beltline.verification.peer.ZipkinServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link AgentTest} shows, with real backends on both sides: from Elasticsearch, Zipkin and
 * Prometheus that pulls to Loki, a Jaeger or Tempo that was started before, or else a second
 * Zipkin, and Prometheus that is written to. Every line in them leads to the span it was written
 * in.
 */
@Tag("long") // it starts an Elasticsearch and builds Loki, which takes ten minutes the first time
class AgentBackendsTest {
  private static final int STEPS = Integer.getInteger("beltline.agent.steps", 300);

  @TempDir private Path folder;

  @Test
  void a_change_of_all_backends_under_load_loses_nothing_and_every_line_finds_its_span(
      TestReporter reporter) throws Exception {
    Optional<TraceStore> started =
        TraceStore.started().stream().filter(Predicate.not(TraceStore::isStorage)).findFirst();
    if (started.isPresent()) {
      move(SpanStore.of(started.get()), reporter);
      return;
    }
    try (ZipkinServer second = ZipkinServer.start(folder)) {
      move(SpanStore.of(second, "a second Zipkin", "zipkin/second"), reporter);
    }
  }

  private void move(SpanStore second, TestReporter reporter) throws Exception {
    Path agents = Files.createDirectories(folder.resolve("agent"));
    try (EngineLines engine = EngineLines.start(folder);
        LokiLines loki = LokiLines.start(folder);
        ZipkinServer zipkin = ZipkinServer.start(folder)) {
      Pair<SpanStore> traces = new Pair<>(SpanStore.of(zipkin), second);
      Map<String, String> figures =
          new AgentMove(agents, new Pair<>(engine, loki), traces).run(STEPS);
      figures.putAll(
          NamedSpans.in(agents.resolve(AgentMove.FILE)).follow(new Pair<>(engine, loki), traces));
      reporter.publishEntry(figures);
    }
  }
}
