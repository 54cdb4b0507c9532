package io.beltline.receiver.skywalking;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.Attributes;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what agents tell of their JVM, in protobuf, and makes OTLP of it.
 *
 * @see <a
 *     href="https://github.com/apache/skywalking-data-collect-protocol/blob/master/language-agent/JVMMetric.proto">the
 *     fields</a>
 */
final class JvmMetrics {
  private static final long MILLI = 1_000_000;
  private static final int METRIC_ROOM = 1024;
  private static final int POINT_ROOM = 400;
  private static final Slice SCOPE = MetricsBuilder.scope("runtime_metrics", "");
  private static final List<String> PHASES = List.of("NEW", "OLD", "NORMAL");
  private static final List<String> POOLS =
      List.of(
          "CODE_CACHE_USAGE",
          "NEWGEN_USAGE",
          "OLDGEN_USAGE",
          "SURVIVOR_USAGE",
          "PERMGEN_USAGE",
          "METASPACE_USAGE",
          "ZHEAP_USAGE",
          "COMPRESSED_CLASS_SPACE_USAGE",
          "CODEHEAP_NON_NMETHODS_USAGE",
          "CODEHEAP_PROFILED_NMETHODS_USAGE",
          "CODEHEAP_NON_PROFILED_NMETHODS_USAGE");
  private static final Set<String> HEAP =
      Set.of("NEWGEN_USAGE", "OLDGEN_USAGE", "SURVIVOR_USAGE", "ZHEAP_USAGE");
  private static final MetricHead GC_COUNT = gauge("sw.jvm.gc.count", "");
  private static final MetricHead GC_DURATION = gauge("sw.jvm.gc.duration", "ms");

  /** What a pool tells, by the numbers of its fields from 2 on. */
  private static final List<MetricHead> POOL =
      List.of(
          gauge("jvm.memory.init", "By"),
          gauge("jvm.memory.max", "By"),
          gauge("jvm.memory.used", "By"),
          gauge("jvm.memory.committed", "By"));

  private static final MetricHead THREADS = gauge("jvm.thread.count", "{thread}");

  /** What is told of threads, by the numbers of its fields from 1 on. */
  private static final List<String> THREAD_STATES =
      List.of("live", "daemon", "peak", "runnable", "blocked", "waiting", "time_waiting");

  private static final MetricHead CPU = gauge("jvm.cpu.recent_utilization", "1");

  private final Map<MetricHead, List<Slice>> points = new LinkedHashMap<>();
  private final Room room;
  private final Slice resource;
  private long nanos;

  private JvmMetrics(Room room, Slice resource) {
    this.room = room;
    this.resource = resource;
  }

  private static MetricHead gauge(String name, String unit) {
    return new MetricHead(name, "", unit, PointKind.GAUGE, 0, false);
  }

  /**
   * Reads a JVMMetricCollection.
   *
   * @param room asked before anything is made of the bytes
   * @return its figures in OTLP, empty if there are none
   * @throws MalformedTelemetryException if the bytes are no such message
   */
  static Slice collection(Slice message, Room room) {
    List<Slice> metrics = new ArrayList<>();
    String service = "";
    String instance = "";
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        room.take(METRIC_ROOM);
        metrics.add(fields.value());
      } else if (fields.isBytes(2)) {
        service = fields.value().toUtf8();
      } else if (fields.isBytes(3)) {
        instance = fields.value().toUtf8();
      }
    }
    WireWriter resource = new WireWriter();
    Attributes.text(resource, 1, "service.name", service);
    Attributes.text(resource, 1, "service.instance.id", instance);
    JvmMetrics out = new JvmMetrics(room, resource.toSlice());
    metrics.forEach(out::metric);
    return out.toRequest();
  }

  private Slice toRequest() {
    if (points.isEmpty()) {
      return Slice.EMPTY;
    }
    MetricsBuilder out = new MetricsBuilder();
    out.resource(
        resource,
        () ->
            out.scope(
                SCOPE,
                () ->
                    points.forEach(
                        (head, list) ->
                            out.metric(
                                head,
                                () -> list.forEach(point -> out.point(one -> one.raw(point)))))));
    return out.build().payload().contiguous();
  }

  private void metric(Slice message) {
    nanos = MessageParts.whole(message, 1) * MILLI;
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(2)) {
        cpu(fields.value());
      } else if (fields.isBytes(4)) {
        pool(fields.value());
      } else if (fields.isBytes(5)) {
        collector(fields.value());
      } else if (fields.isBytes(6)) {
        threads(fields.value());
      }
    }
  }

  private void cpu(Slice message) {
    double usage = MessageParts.real(message, 2);
    add(CPU, point -> point.float64(NumberDataPointView.AS_DOUBLE, usage));
  }

  private void pool(Slice message) {
    long[] figures = MessageParts.wholes(message, POOL.size() + 1);
    String pool = MessageParts.name(POOLS, figures[0]);
    for (int i = 0; i < POOL.size(); i++) {
      long figure = figures[i + 1];
      add(
          POOL.get(i),
          point -> {
            text(point, "jvm.memory.pool.name", pool);
            text(point, "jvm.memory.type", type(pool));
            whole(point, figure);
          });
    }
  }

  private void collector(Slice message) {
    long[] figures = MessageParts.wholes(message, 3);
    String phase = MessageParts.name(PHASES, figures[0]);
    add(GC_COUNT, point -> whole(text(point, "jvm.gc.name", phase), figures[1]));
    add(GC_DURATION, point -> whole(text(point, "jvm.gc.name", phase), figures[2]));
  }

  private void threads(Slice message) {
    long[] figures = MessageParts.wholes(message, THREAD_STATES.size());
    for (int i = 0; i < THREAD_STATES.size(); i++) {
      String state = THREAD_STATES.get(i);
      long figure = figures[i];
      add(
          THREADS,
          point -> {
            text(point, "thread.state", state);
            Attributes.flag(
                point, NumberDataPointView.ATTRIBUTES, "thread.daemon", state.equals("daemon"));
            whole(point, figure);
          });
    }
  }

  private void add(MetricHead head, Consumer<WireWriter> fields) {
    room.take(POINT_ROOM);
    WireWriter point = new WireWriter(128);
    fields.accept(point);
    point.fixed64(NumberDataPointView.TIME_UNIX_NANO, nanos);
    points.computeIfAbsent(head, _ -> new ArrayList<>()).add(point.toSlice());
  }

  private static WireWriter text(WireWriter point, String key, String value) {
    Attributes.text(point, NumberDataPointView.ATTRIBUTES, key, value);
    return point;
  }

  private static void whole(WireWriter point, long value) {
    point.fixed64(NumberDataPointView.AS_INT, value);
  }

  private static String type(String pool) {
    if (HEAP.contains(pool)) {
      return "heap";
    }
    return POOLS.contains(pool) ? "non_heap" : "";
  }
}
