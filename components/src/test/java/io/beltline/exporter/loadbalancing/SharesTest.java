package io.beltline.exporter.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final Ring RING = Ring.of(List.of("a:1", "b:1", "c:1", "d:1"));

  @Property(tries = 200, seed = "20261128")
  void eachSpanGoesWithItsTraceAndWithAllThatStandsAroundIt(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    ExportTraceServiceRequest request = traces(random, 40);
    Map<Integer, Telemetry> shares =
        shares(Signal.TRACES, request.toByteArray(), RoutingKey.TRACE_ID);
    Map<ByteString, Integer> owners = new HashMap<>();
    List<String> arrived = new ArrayList<>();
    for (var share : shares.entrySet()) {
      for (ResourceSpans group : parseTraces(share.getValue()).getResourceSpansList()) {
        for (ScopeSpans scope : group.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            assertThat(owners.merge(span.getTraceId(), share.getKey(), (a, b) -> b))
                .isEqualTo(share.getKey());
            arrived.add(line(group, scope, span));
          }
        }
      }
    }
    List<String> sent = new ArrayList<>();
    request
        .getResourceSpansList()
        .forEach(
            group ->
                group
                    .getScopeSpansList()
                    .forEach(
                        scope ->
                            scope.getSpansList().forEach(s -> sent.add(line(group, scope, s)))));
    assertThat(arrived).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Property(tries = 200, seed = "20261128")
  void eachPointGoesWithItsStreamAndWithAllThatStandsAroundIt(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    ExportMetricsServiceRequest request = metrics(random, 30);
    for (RoutingKey key :
        List.of(RoutingKey.STREAM_ID, RoutingKey.METRIC, RoutingKey.RESOURCE, RoutingKey.SERVICE)) {
      Map<Integer, Telemetry> shares = shares(Signal.METRICS, request.toByteArray(), key);
      List<String> arrived = new ArrayList<>();
      Map<String, Integer> owners = new HashMap<>();
      for (var share : shares.entrySet()) {
        for (String line : points(parseMetrics(share.getValue()))) {
          arrived.add(line);
          String stream = line.substring(0, line.indexOf(" time="));
          assertThat(owners.merge(stream, share.getKey(), (a, b) -> b)).isEqualTo(share.getKey());
        }
      }
      assertThat(arrived).containsExactlyInAnyOrderElementsOf(points(request));
    }
  }

  @Property(tries = 200, seed = "20261128")
  void eachRecordArrivesOnce(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    ExportLogsServiceRequest request = logs(random, 40);
    for (RoutingKey key : List.of(RoutingKey.TRACE_ID, RoutingKey.SERVICE, RoutingKey.RESOURCE)) {
      List<String> arrived = new ArrayList<>();
      for (Telemetry share : shares(Signal.LOGS, request.toByteArray(), key).values()) {
        arrived.addAll(records(ExportLogsServiceRequest.parseFrom(bytes(share))));
      }
      assertThat(arrived).containsExactlyInAnyOrderElementsOf(records(request));
    }
  }

  @Test
  void whatGoesToOneBackendIsTheRequestItself() {
    ExportTraceServiceRequest request = traces(new Random(1), 1);
    Telemetry telemetry = Telemetry.of(Signal.TRACES, Payload.of(request.toByteArray()));
    assertThat(
            Shares.of(telemetry, RoutingKey.TRACE_ID.reader(Signal.TRACES, List.of()), RING)
                .values())
        .singleElement()
        .isSameAs(telemetry);
  }

  @Test
  void aResourceThatGoesWholeIsNotCopied() {
    ExportMetricsServiceRequest request = metrics(new Random(3), 40);
    Telemetry telemetry = Telemetry.of(Signal.METRICS, Payload.of(request.toByteArray()));
    Map<Integer, Telemetry> shares =
        Shares.of(telemetry, RoutingKey.RESOURCE.reader(Signal.METRICS, List.of()), RING);
    assertThat(shares.size()).isGreaterThan(1);
    byte[] array = telemetry.payload().chunks().getFirst().array();
    shares
        .values()
        .forEach(
            share ->
                assertThat(share.payload().chunks())
                    .allSatisfy(chunk -> assertThat(chunk.array()).isSameAs(array)));
  }

  private static Map<Integer, Telemetry> shares(Signal signal, byte[] request, RoutingKey key) {
    Telemetry telemetry = Telemetry.of(signal, Payload.of(request));
    Map<Integer, Telemetry> shares = Shares.of(telemetry, key.reader(signal, List.of()), RING);
    assertThat(shares.values().stream().mapToInt(Telemetry::itemCount).sum())
        .isEqualTo(telemetry.itemCount());
    return shares;
  }

  private static byte[] bytes(Telemetry telemetry) {
    return telemetry.payload().contiguous().toByteArray();
  }

  private static ExportTraceServiceRequest parseTraces(Telemetry telemetry)
      throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(bytes(telemetry));
  }

  private static ExportMetricsServiceRequest parseMetrics(Telemetry telemetry)
      throws InvalidProtocolBufferException {
    return ExportMetricsServiceRequest.parseFrom(bytes(telemetry));
  }

  private static String line(ResourceSpans group, ScopeSpans scope, Span span) {
    return group.toBuilder().clearScopeSpans().build()
        + " "
        + scope.toBuilder().clearSpans().build()
        + " "
        + span;
  }

  private static List<String> records(ExportLogsServiceRequest request) {
    List<String> lines = new ArrayList<>();
    for (ResourceLogs group : request.getResourceLogsList()) {
      for (ScopeLogs scope : group.getScopeLogsList()) {
        for (LogRecord log : scope.getLogRecordsList()) {
          lines.add(
              group.toBuilder().clearScopeLogs().build()
                  + " "
                  + scope.toBuilder().clearLogRecords().build()
                  + " "
                  + log);
        }
      }
    }
    return lines;
  }

  private static List<String> points(ExportMetricsServiceRequest request) {
    List<String> lines = new ArrayList<>();
    for (ResourceMetrics group : request.getResourceMetricsList()) {
      for (ScopeMetrics scope : group.getScopeMetricsList()) {
        String around =
            group.toBuilder().clearScopeMetrics().build()
                + " "
                + scope.toBuilder().clearMetrics().build();
        scope.getMetricsList().forEach(metric -> points(around, metric, lines));
      }
    }
    return lines;
  }

  private static void points(String around, Metric metric, List<String> lines) {
    String shell = around + " " + metric.toBuilder().clearData().build() + metric.getDataCase();
    metric
        .getGauge()
        .getDataPointsList()
        .forEach(p -> lines.add(shell + p.getAttributesList() + " time=" + p));
    Sum sum = metric.getSum();
    sum.getDataPointsList()
        .forEach(
            p ->
                lines.add(
                    shell
                        + p.getAttributesList()
                        + sum.getIsMonotonic()
                        + sum.getAggregationTemporality()
                        + " time="
                        + p));
    metric
        .getHistogram()
        .getDataPointsList()
        .forEach(p -> lines.add(shell + p.getAttributesList() + " time=" + p));
    metric
        .getExponentialHistogram()
        .getDataPointsList()
        .forEach(p -> lines.add(shell + p.getAttributesList() + " time=" + p));
    metric
        .getSummary()
        .getDataPointsList()
        .forEach(p -> lines.add(shell + p.getAttributesList() + " time=" + p));
  }

  private static Resource resource(Random random) {
    return Resource.newBuilder()
        .addAttributes(pair("service.name", "s" + random.nextInt(6)))
        .setUnknownFields(unknown(random))
        .build();
  }

  private static InstrumentationScope scope(Random random) {
    return InstrumentationScope.newBuilder()
        .setName("scope " + random.nextInt(3))
        .setUnknownFields(unknown(random))
        .build();
  }

  private static UnknownFieldSet unknown(Random random) {
    UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
    if (random.nextInt(3) == 0) {
      fields.mergeVarintField(900, random.nextInt(100));
    }
    return fields.build();
  }

  private static ExportTraceServiceRequest traces(Random random, int spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int made = 0; made < spans; ) {
      ResourceSpans.Builder group =
          ResourceSpans.newBuilder().setResource(resource(random)).setSchemaUrl("r");
      for (int s = random.nextInt(3); s >= 0; s--) {
        ScopeSpans.Builder scope =
            ScopeSpans.newBuilder()
                .setScope(scope(random))
                .setSchemaUrl("x")
                .setUnknownFields(unknown(random));
        for (int i = random.nextInt(5); i >= 0 && made < spans; i--, made++) {
          scope.addSpans(
              Span.newBuilder()
                  .setTraceId(id(random.nextInt(10)))
                  .setName("n" + made)
                  .setUnknownFields(unknown(random)));
        }
        group.addScopeSpans(scope);
      }
      request.addResourceSpans(group);
    }
    return request.build();
  }

  private static ByteString id(int number) {
    byte[] id = new byte[16];
    id[15] = (byte) number;
    id[3] = 7;
    return ByteString.copyFrom(id);
  }

  private static ExportLogsServiceRequest logs(Random random, int count) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (int made = 0; made < count; ) {
      ScopeLogs.Builder scope = ScopeLogs.newBuilder().setScope(scope(random)).setSchemaUrl("x");
      for (int i = random.nextInt(5); i >= 0 && made < count; i--, made++) {
        LogRecord.Builder log = LogRecord.newBuilder().setSeverityText("s" + made);
        if (random.nextBoolean()) {
          log.setTraceId(id(random.nextInt(10)));
        }
        scope.addLogRecords(log);
      }
      request.addResourceLogs(
          ResourceLogs.newBuilder().setResource(resource(random)).addScopeLogs(scope));
    }
    return request.build();
  }

  private static ExportMetricsServiceRequest metrics(Random random, int count) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (int made = 0; made < count; made++) {
      request.addResourceMetrics(
          ResourceMetrics.newBuilder()
              .setResource(resource(random))
              .setSchemaUrl("r")
              .addScopeMetrics(
                  ScopeMetrics.newBuilder()
                      .setScope(scope(random))
                      .addMetrics(metric(random, made))
                      .addMetrics(metric(random, made + count))));
    }
    return request.build();
  }

  private static Metric metric(Random random, int number) {
    Metric.Builder metric =
        Metric.newBuilder().setName("m" + random.nextInt(8)).setUnit("s").setDescription("d");
    int points = 1 + random.nextInt(4);
    KeyValue pair = pair("k", "v" + random.nextInt(4));
    switch (random.nextInt(5)) {
      case 0 -> {
        Gauge.Builder gauge = Gauge.newBuilder();
        for (int i = 0; i < points; i++) {
          gauge.addDataPoints(number(random, number, i));
        }
        metric.setGauge(gauge);
      }
      case 1 -> {
        Sum.Builder sum =
            Sum.newBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        for (int i = 0; i < points; i++) {
          sum.addDataPoints(number(random, number, i));
        }
        metric.setSum(sum);
      }
      case 2 ->
          metric.setHistogram(
              Histogram.newBuilder()
                  .addDataPoints(
                      HistogramDataPoint.newBuilder().setCount(number).addAttributes(pair)));
      case 3 ->
          metric.setExponentialHistogram(
              ExponentialHistogram.newBuilder()
                  .addDataPoints(
                      ExponentialHistogramDataPoint.newBuilder()
                          .setCount(number)
                          .addAttributes(pair)));
      default ->
          metric.setSummary(
              Summary.newBuilder()
                  .addDataPoints(
                      SummaryDataPoint.newBuilder().setCount(number).addAttributes(pair)));
    }
    return metric.build();
  }

  private static NumberDataPoint number(Random random, int metric, int point) {
    return NumberDataPoint.newBuilder()
        .addAttributes(pair("k", "v" + random.nextInt(4)))
        .setTimeUnixNano(metric * 100L + point)
        .setAsInt(random.nextInt())
        .build();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
