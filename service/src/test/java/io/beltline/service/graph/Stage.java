package io.beltline.service.graph;

import io.beltline.api.BuildInfo;
import io.beltline.api.ByteAccount;
import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.api.ServiceView;
import io.beltline.model.Signal;
import io.beltline.service.Items;
import io.beltline.service.Parts;
import io.beltline.service.SystemClock;
import io.beltline.service.metrics.Exposition;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.metrics.PrometheusText;
import io.beltline.service.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A graph's surroundings for tests. */
final class Stage implements AutoCloseable {
  final Parts parts = new Parts();
  final Clock clock;
  final MetricRegistry registry = new MetricRegistry();
  final List<String> reports = new CopyOnWriteArrayList<>();
  final Surroundings surroundings;

  Stage() {
    this(new SystemClock());
  }

  Stage(Clock clock) {
    this.clock = clock;
    this.surroundings =
        new Surroundings(
            clock,
            new BuildInfo("beltline", "a test", "1.0.0"),
            registry,
            new Random(7),
            new NoView(),
            new ByteAccount(),
            (key, status) -> reports.add(key + " " + status.level()));
  }

  Plans plans() {
    return new Plans(parts);
  }

  Graph started(Plan plan) {
    Graph graph = GraphBuilder.build(plan, surroundings, null);
    graph.start(deadline());
    return graph;
  }

  Deadline deadline() {
    return Deadline.in(clock, Duration.ofSeconds(20));
  }

  ConsumeResult send(String receiver, Signal signal, int items) {
    Context context = Context.of(new ClientInfo("1.2.3.4:5", "grpc"), Metadata.EMPTY);
    return parts.receivers.get(receiver).send(context, Items.of(signal, items));
  }

  long delivered(String exporter) {
    var count = parts.delivered.get(exporter);
    return count == null ? 0 : count.get();
  }

  String metrics() {
    return PrometheusText.of(registry, Exposition.standard(Map.of()));
  }

  @Override
  public void close() {
    if (clock instanceof SystemClock system) {
      system.close();
    }
  }

  private record NoView() implements ServiceView {
    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public List<PipelineView> pipelines() {
      return List.of();
    }

    @Override
    public List<ComponentId> extensions() {
      return List.of();
    }

    @Override
    public Map<String, ComponentStatus> statuses() {
      return Map.of();
    }

    @Override
    public String metricsText() {
      return "";
    }

    @Override
    public BuildInfo build() {
      return new BuildInfo("", "", "");
    }

    @Override
    public long startedUnixNanos() {
      return 0;
    }

    @Override
    public String effectiveConfig() {
      return "";
    }
  }
}
