package io.beltline.service.trial;

import io.beltline.api.BuildInfo;
import io.beltline.api.ByteAccount;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Outputs;
import io.beltline.api.PipelineId;
import io.beltline.delivery.Blocking;
import io.beltline.delivery.Delivery;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.graph.Edge;
import io.beltline.service.graph.Graph;
import io.beltline.service.graph.GraphBuilder;
import io.beltline.service.graph.Surroundings;
import io.beltline.service.metrics.MetricRegistry;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedPipeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that runs without its network under a clock that stands still until it is moved.
 * Nothing happens but on calls of this object's methods, in one order each time. One thread.
 */
public final class Trial implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Plan plan;
  private final VirtualClock clock;
  private final MetricRegistry registry = new MetricRegistry();
  private final RuleCounts counts = new RuleCounts(registry);
  private final Map<Edge, Consumer> ways = new HashMap<>();
  private final Map<ComponentId, Outputs> receivers = new HashMap<>();
  private final List<Passage> passages = new CopyOnWriteArrayList<>();
  private final java.util.function.Consumer<Passage> witness;
  private final Graph graph;

  /**
   * Starts a plan.
   *
   * @param witness told of whatever passes before it goes on
   * @throws io.beltline.api.ComponentException if a component cannot be built or started
   */
  Trial(Plan plan, BuildInfo build, long unixNanos, java.util.function.Consumer<Passage> witness) {
    this.plan = plan;
    this.witness = witness;
    this.clock = new VirtualClock(unixNanos);
    Surroundings surroundings =
        new Surroundings(
            clock,
            build,
            registry,
            new Random(1), // the same spread of waits each time
            new TrialView(plan, build, unixNanos),
            new ByteAccount(),
            (_, _) -> {});
    Plan replaced = new StandIns(receivers::put, this::exporter).in(plan);
    graph = GraphBuilder.watched(replaced, surroundings, this::watch);
    graph.start(Deadline.in(clock, PATIENCE));
    graph.ready();
  }

  /**
   * Hands telemetry to a component: to the pipelines of a receiver, or into a processor, connector
   * or exporter as the component before it would. Returns when all has happened that does not need
   * time.
   *
   * @param spot the component; a processor with its pipeline
   * @throws NoSuchPlaceException if the component takes no such telemetry
   */
  public ConsumeResult inject(Spot spot, Context context, Telemetry telemetry) {
    ConsumeResult result = way(spot, telemetry.signal()).consume(context, telemetry);
    settle();
    return result;
  }

  /** Moves time on and lets happen what falls due on the way. */
  public void advance(Duration duration) {
    clock.advance(duration, this::settle);
  }

  /** What has passed so far, in order. */
  public List<Passage> passages() {
    return List.copyOf(passages);
  }

  /** What a rule did so far; nothing for one that is not counted. */
  public Effect effect(PlacedRule rule) {
    return counts.of(rule);
  }

  /** What components took off the belt or made so far, in items. */
  public Map<Booking, Long> bookings() {
    return counts.bookings();
  }

  /** Ends the components with the flow: what they hold comes out. */
  @Override
  public void close() {
    graph.shutdown(Deadline.in(clock, PATIENCE));
  }

  private void settle() {
    graph.deliveries().values().forEach(Delivery::awaitRest);
  }

  private void note(Passage passage) {
    passages.add(passage);
    witness.accept(passage);
  }

  private Exporter exporter(ComponentId id) {
    Spot spot = new Spot(ComponentKind.EXPORTER, id, null);
    return request -> {
      note(new Passage(Passage.Way.SENT, spot, request.context(), request.telemetry()));
      return ExportResult.delivered();
    };
  }

  private Consumer watch(Edge edge, Consumer next) {
    ways.put(edge, next);
    Spot spot = new Spot(edge.kind(), edge.component(), edge.pipeline());
    Passage.Way way =
        switch (edge) {
          case Edge.OutOf _ -> Passage.Way.OUT_OF;
          case Edge.Into _ -> Passage.Way.INTO;
        };
    return new Watch(
        next, (context, telemetry) -> note(new Passage(way, spot, context, telemetry)));
  }

  /** Takes note of what passes. */
  @FunctionalInterface
  private interface Note {
    void take(Context context, Telemetry telemetry);
  }

  /** Never blocks, so that several destinations are called one after another, always in order. */
  private record Watch(Consumer next, Note note) implements Blocking {
    @Override
    public ConsumeResult consume(Context context, Telemetry telemetry) {
      note.take(context, telemetry);
      return next.consume(context, telemetry);
    }

    @Override
    public boolean mayBlock(Context context) {
      return false;
    }
  }

  private Consumer way(Spot spot, Signal signal) {
    Consumer way =
        switch (spot.kind()) {
          case RECEIVER -> {
            Outputs outputs = receivers.get(spot.id());
            yield outputs == null ? null : outputs.consumer(signal).orElse(null);
          }
          case PROCESSOR ->
              spot.pipeline() != null && spot.pipeline().signal() == signal ? before(spot) : null;
          case CONNECTOR, EXPORTER -> into(spot, signal);
          case EXTENSION -> null;
        };
    if (way == null) {
      throw new NoSuchPlaceException(spot + " takes no " + signal.label());
    }
    return way;
  }

  /** The way into a processor: that out of what stands before it in the pipeline. */
  private @Nullable Consumer before(Spot spot) {
    for (PlannedPipeline pipeline : plan.pipelines()) {
      int place = pipeline.processors().indexOf(spot.id());
      if (pipeline.id().equals(spot.pipeline()) && place >= 0) {
        return place == 0
            ? beginning(pipeline)
            : ways.get(
                new Edge.OutOf(
                    ComponentKind.PROCESSOR, pipeline.processors().get(place - 1), pipeline.id()));
      }
    }
    return null;
  }

  private @Nullable Consumer beginning(PlannedPipeline pipeline) {
    ComponentId source = pipeline.receivers().getFirst();
    ComponentKind kind =
        plan.isConnector(source) ? ComponentKind.CONNECTOR : ComponentKind.RECEIVER;
    return ways.get(new Edge.OutOf(kind, source, pipeline.id()));
  }

  private @Nullable Consumer into(Spot spot, Signal signal) {
    for (PlannedPipeline pipeline : plan.pipelines()) {
      PipelineId id = pipeline.id();
      if (id.signal() == signal && (spot.pipeline() == null || id.equals(spot.pipeline()))) {
        Consumer way = ways.get(new Edge.Into(id, spot.kind(), spot.id()));
        if (way != null) {
          return way;
        }
      }
    }
    return null;
  }
}
