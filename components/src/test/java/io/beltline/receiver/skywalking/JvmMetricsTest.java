package io.beltline.receiver.skywalking;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmMetricsTest {

  private static ResourceMetrics resource(Slice collection) throws Exception {
    Slice otlp = JvmMetrics.collection(collection, Room.unlimited());
    return ExportMetricsServiceRequest.parseFrom(otlp.toByteArray()).getResourceMetrics(0);
  }

  @Test
  void withoutFiguresThereIsNothing() {
    assertThat(JvmMetrics.collection(Slice.EMPTY, Room.unlimited()).length()).isZero();
  }

  @Test
  void figuresOfAJvmBecomeGauges() throws Exception {
    ResourceMetrics resource = resource(Segments.jvm());
    assertThat(SegmentsTest.texts(resource.getResource().getAttributesList()))
        .containsExactly("service.name=shop", "service.instance.id=shop@1");
    assertThat(resource.getScopeMetrics(0).getScope().getName()).isEqualTo("runtime_metrics");
    List<Metric> metrics = resource.getScopeMetrics(0).getMetricsList();
    assertThat(metrics)
        .map(metric -> metric.getName() + " " + metric.getUnit() + " " + values(metric))
        .containsExactly(
            "jvm.cpu.recent_utilization 1 [12.5]",
            "jvm.memory.init By [10, 0]",
            "jvm.memory.max By [20, 0]",
            "jvm.memory.used By [30, 0]",
            "jvm.memory.committed By [40, 0]",
            "sw.jvm.gc.count  [3]",
            "sw.jvm.gc.duration ms [4]",
            "jvm.thread.count {thread} [1, 2, 3, 4, 5, 6, 7]");
    NumberDataPoint pool = metrics.get(1).getGauge().getDataPoints(0);
    assertThat(pool.getTimeUnixNano()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(SegmentsTest.texts(pool.getAttributesList()))
        .containsExactly("jvm.memory.pool.name=OLDGEN_USAGE", "jvm.memory.type=heap");
    assertThat(SegmentsTest.texts(metrics.get(1).getGauge().getDataPoints(1).getAttributesList()))
        .containsExactly("jvm.memory.pool.name=77", "jvm.memory.type=");
    assertThat(SegmentsTest.texts(metrics.get(5).getGauge().getDataPoints(0).getAttributesList()))
        .containsExactly("jvm.gc.name=OLD");
    assertThat(metrics.get(7).getGauge().getDataPointsList())
        .map(point -> point.getAttributes(0).getValue().getStringValue())
        .containsExactly(
            "live", "daemon", "peak", "runnable", "blocked", "waiting", "time_waiting");
    NumberDataPoint daemons = metrics.get(7).getGauge().getDataPoints(1);
    assertThat(daemons.getAttributes(0).getValue().getStringValue()).isEqualTo("daemon");
    assertThat(daemons.getAttributes(1).getValue().getBoolValue()).isTrue();
  }

  /** What agents tell of ZGC and of segmented code caches. */
  @ParameterizedTest
  @CsvSource({
    "6, 2, ZHEAP_USAGE, heap, NORMAL",
    "7, 0, COMPRESSED_CLASS_SPACE_USAGE, non_heap, NEW",
    "8, 1, CODEHEAP_NON_NMETHODS_USAGE, non_heap, OLD",
    "9, 3, CODEHEAP_PROFILED_NMETHODS_USAGE, non_heap, 3",
    "10, 2, CODEHEAP_NON_PROFILED_NMETHODS_USAGE, non_heap, NORMAL",
  })
  void poolsAndPhasesHaveTheirNames(int pool, int phase, String name, String type, String collector)
      throws Exception {
    WireWriter out = new WireWriter();
    int metric = out.begin(1);
    int inPool = out.begin(4);
    out.varint(1, pool).end(inPool);
    int inCollector = out.begin(5);
    out.varint(1, phase).end(inCollector);
    out.end(metric);
    List<Metric> metrics = resource(out.toSlice()).getScopeMetrics(0).getMetricsList();
    assertThat(
            SegmentsTest.texts(metrics.getFirst().getGauge().getDataPoints(0).getAttributesList()))
        .containsExactly("jvm.memory.pool.name=" + name, "jvm.memory.type=" + type);
    assertThat(
            SegmentsTest.texts(metrics.getLast().getGauge().getDataPoints(0).getAttributesList()))
        .containsExactly("jvm.gc.name=" + collector);
  }

  private static List<String> values(Metric metric) {
    return metric.getGauge().getDataPointsList().stream()
        .map(
            point ->
                point.hasAsDouble()
                    ? Double.toString(point.getAsDouble())
                    : Long.toString(point.getAsInt()))
        .toList();
  }
}
