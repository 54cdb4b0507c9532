package io.beltline.components.metrics;

import io.beltline.components.parts.Portions;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes requests of metrics from front to back. Metrics without points, and scopes and resources
 * without metrics, leave no trace. One thread.
 */
public final class MetricsBuilder {
  private static final int POINTS = 1;
  private static final int TEMPORALITY = 2;

  private final boolean cutting;
  private final List<Metrics> done = new ArrayList<>();

  /** What is written at the moment, from the outermost in. */
  private final List<Frame> frames = new ArrayList<>();

  private WireWriter out = new WireWriter();
  private long points;

  /** How many of the points are in requests that are done. */
  private long pointsDone;

  /** An empty request. */
  public MetricsBuilder() {
    this(false);
  }

  private MetricsBuilder(boolean cutting) {
    this.cutting = cutting;
  }

  /** Writes as many requests as it takes for none to be larger than {@link Portions} says. */
  public static MetricsBuilder ofMany() {
    return new MetricsBuilder(true);
  }

  /** A message that is written: it is begun once more in the next request if one is full. */
  private static final class Frame {
    private final int field;
    private final Consumer<WireWriter> head;
    private final Consumer<WireWriter> tail;
    private int start;
    private int mark;
    private long before;

    Frame(int field, Consumer<WireWriter> head, Consumer<WireWriter> tail) {
      this.field = field;
      this.head = head;
      this.tail = tail;
    }
  }

  /**
   * Writes a resource.
   *
   * @param resource the content of its message
   * @param scopes writes its scopes by {@link #scope}
   */
  public void resource(Slice resource, Runnable scopes) {
    within(
        new Frame(
            ExportMetricsServiceRequestView.RESOURCE_METRICS,
            to -> to.bytes(ResourceMetricsView.RESOURCE, resource),
            to -> {}),
        scopes);
  }

  /** The content of a scope's message. */
  public static Slice scope(String name, String version) {
    WireWriter scope = new WireWriter();
    scope.string(InstrumentationScopeView.NAME, name);
    if (!version.isEmpty()) {
      scope.string(InstrumentationScopeView.VERSION, version);
    }
    return scope.toSlice();
  }

  /**
   * Writes a scope of the resource.
   *
   * @param scope the content of its message
   * @param metrics writes its metrics by {@link #metric}
   */
  public void scope(Slice scope, Runnable metrics) {
    within(
        new Frame(
            ResourceMetricsView.SCOPE_METRICS,
            to -> to.bytes(ScopeMetricsView.SCOPE, scope),
            to -> {}),
        metrics);
  }

  /** Writes a metric of the scope, whose points are written by {@link #point}. */
  public void metric(MetricHead head, Runnable pointList) {
    Frame data = new Frame(head.kind().data(), to -> {}, to -> tail(head, to));
    within(
        new Frame(ScopeMetricsView.METRICS, to -> head(head, to), to -> {}),
        () -> within(data, pointList));
  }

  private static void head(MetricHead head, WireWriter to) {
    to.string(MetricView.NAME, head.name());
    if (!head.description().isEmpty()) {
      to.string(MetricView.DESCRIPTION, head.description());
    }
    if (!head.unit().isEmpty()) {
      to.string(MetricView.UNIT, head.unit());
    }
  }

  private static void tail(MetricHead head, WireWriter to) {
    if (head.kind().hasTemporality()) {
      to.varint(TEMPORALITY, head.temporality());
    }
    if (head.kind() == PointKind.SUM) {
      to.bool(SumView.IS_MONOTONIC, head.monotonic());
    }
  }

  /** Writes a point of the metric. */
  public void point(Consumer<WireWriter> fields) {
    if (cutting && points - pointsDone >= Portions.ITEMS) {
      cut();
    }
    int start = out.size();
    int mark = out.begin(POINTS);
    fields.accept(out);
    out.end(mark);
    if (cutting && points > pointsDone && out.size() > Portions.BYTES) {
      moveToTheNext(start);
    }
    points++;
  }

  private void moveToTheNext(int start) {
    Slice written = out.toSlice();
    byte[] point = written.slice(start, written.length() - start).toByteArray();
    out.cut(start);
    cut();
    out.raw(Slice.of(point));
  }

  private void cut() {
    frames.reversed().forEach(this::close);
    done.add(request());
    pointsDone = points;
    out = new WireWriter();
    frames.forEach(this::open);
  }

  private void within(Frame frame, Runnable content) {
    open(frame);
    frames.add(frame);
    content.run();
    frames.removeLast();
    close(frame);
  }

  private void open(Frame frame) {
    frame.before = points;
    frame.start = out.size();
    frame.mark = out.begin(frame.field);
    frame.head.accept(out);
  }

  private void close(Frame frame) {
    frame.tail.accept(out);
    out.end(frame.mark);
    if (points == frame.before) {
      out.cut(frame.start);
    }
  }

  /** How many points are written. */
  public long points() {
    return points;
  }

  /** In which request the point that was written last stands, counted from 0. */
  public int index() {
    return done.size();
  }

  /** The request, where it is one; nothing must be written afterwards. */
  public Metrics build() {
    return request();
  }

  /** All requests with points; nothing must be written afterwards. */
  public List<Metrics> buildAll() {
    if (points > pointsDone) {
      done.add(request());
    }
    return done;
  }

  private Metrics request() {
    return new Metrics(Payload.of(out.toSlice()));
  }
}
