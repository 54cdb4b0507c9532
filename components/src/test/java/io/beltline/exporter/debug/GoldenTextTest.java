package io.beltline.exporter.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The texts in the layout of the OpenTelemetry Collector's debug exporter. */
class GoldenTextTest {
  private static final String RESOURCE =
      "Resource SchemaURL: https://shop/1\n"
          + "Resource attributes:\n"
          + "     -> service.name: Str(cart)\n"
          + "     -> replica: Int(2)\n";

  private static String scope(String kind) {
    return "%s #0\n%s SchemaURL: https://lib/2\nInstrumentationScope cart.lib 3.1\n"
            .formatted(kind, kind)
        + "InstrumentationScope attributes:\n     -> short: Bool(true)\n";
  }

  @Test
  void spansInFull() {
    assertThat(new DetailedText().of(Samples.TRACES))
        .isEqualTo(
            "ResourceSpans #0\n"
                + RESOURCE
                + scope("ScopeSpans")
                + """
                Span #0
                    Trace ID       : 0102030405060708090a0b0c0d0e0f10
                    Parent ID      : b1b2b3b4b5b6b7b8
                    ID             : a1a2a3a4a5a6a7a8
                    Name           : add item
                    Kind           : Server
                    TraceState     : k=v
                    Start time     : 2023-11-14 22:13:20.000000001 +0000 UTC
                    End time       : 2023-11-14 22:13:21.5 +0000 UTC
                    Status code    : Error
                    Status message : no tea
                    DroppedAttributesCount: 1
                    DroppedEventsCount: 2
                    DroppedLinksCount: 3
                Attributes:
                     -> item: Str(tea)
                     -> tags: Slice([1,"b"])
                Events:
                SpanEvent #0
                     -> Name: stocked
                     -> Timestamp: 2023-11-14 22:13:20.000000002 +0000 UTC
                     -> DroppedAttributesCount: 4
                     -> Attributes::
                          -> left: Double(1.5)
                Links:
                SpanLink #0
                     -> Trace ID: 1102030405060708090a0b0c0d0e0f10
                     -> ID: c1a2a3a4a5a6a7a8
                     -> TraceState: l=w
                     -> DroppedAttributesCount: 5
                     -> Attributes::
                          -> why: Empty()
                Span #1
                    Trace ID       :\s
                    Parent ID      :\s
                    ID             :\s
                    Name           : bare
                    Kind           : Unspecified
                    Start time     : 1970-01-01 00:00:00 +0000 UTC
                    End time       : 1970-01-01 00:00:00 +0000 UTC
                    Status code    : Unset
                    Status message :\s
                    DroppedAttributesCount: 0
                    DroppedEventsCount: 0
                    DroppedLinksCount: 0
                """);
  }

  @Test
  void spansInALineEach() {
    assertThat(new NormalText().of(Samples.TRACES))
        .isEqualTo(
            """
            ResourceTraces #0 [https://shop/1] service.name=cart replica=2
            ScopeTraces #0 cart.lib@3.1 [https://lib/2] short=true
            add item 0102030405060708090a0b0c0d0e0f10 a1a2a3a4a5a6a7a8 item=tea tags=[1,"b"]
            bare\s\s
            """);
  }

  @Test
  void recordsInFull() {
    assertThat(new DetailedText().of(Samples.LOGS))
        .isEqualTo(
            "ResourceLog #0\n"
                + RESOURCE
                + scope("ScopeLogs")
                + """
                LogRecord #0
                ObservedTimestamp: 2023-11-14 22:13:20.25 +0000 UTC
                Timestamp: 2023-11-14 22:13:20 +0000 UTC
                SeverityText: Bad
                SeverityNumber: Error2(18)
                EventName: cart.failed
                Body: Map({"n":1})
                Attributes:
                     -> user: Str(ann)
                Trace ID: 0102030405060708090a0b0c0d0e0f10
                Span ID: a1a2a3a4a5a6a7a8
                Flags: 1
                LogRecord #1
                ObservedTimestamp: 1970-01-01 00:00:00 +0000 UTC
                Timestamp: 1970-01-01 00:00:00 +0000 UTC
                SeverityText:\s
                SeverityNumber: Unspecified(0)
                Body: Str(plain)
                Trace ID:\s
                Span ID:\s
                Flags: 0
                """);
  }

  @Test
  void recordsInALineEach() {
    assertThat(new NormalText().of(Samples.LOGS))
        .isEqualTo(
            """
            ResourceLog #0 [https://shop/1] service.name=cart replica=2
            ScopeLog #0 cart.lib@3.1 [https://lib/2] short=true
            {"n":1} user=ann
            plain\s
            """);
  }

  @Test
  void pointsInFull() {
    assertThat(new DetailedText().of(Samples.METRICS))
        .isEqualTo(
            """
            ResourceMetrics #0
            Resource SchemaURL:\s
            ScopeMetrics #0
            ScopeMetrics SchemaURL:\s
            InstrumentationScope \s
            Metric #0
            Descriptor:
                 -> Name: queue
                 -> Description: waiting
                 -> Unit: {item}
                 -> DataType: Gauge
                 -> Metadata:
                      -> origin: Str(test)
            NumberDataPoints #0
            Data point attributes:
                 -> q: Str(a)
                 -> r: Str(b)
            StartTimestamp: 1970-01-01 00:00:00 +0000 UTC
            Timestamp: 2023-11-14 22:13:20 +0000 UTC
            Value: -3
            NumberDataPoints #1
            StartTimestamp: 1970-01-01 00:00:00 +0000 UTC
            Timestamp: 2023-11-14 22:13:20 +0000 UTC
            Value: 1234567.500000
            Metric #1
            Descriptor:
                 -> Name: sold
                 -> Description:\s
                 -> Unit: 1
                 -> DataType: Sum
                 -> IsMonotonic: true
                 -> AggregationTemporality: Cumulative
            NumberDataPoints #0
            StartTimestamp: 2020-09-13 12:26:40 +0000 UTC
            Timestamp: 2023-11-14 22:13:20 +0000 UTC
            Value: 2.250000
            Exemplars:
            Exemplar #0
                 -> Trace ID: 0102030405060708090a0b0c0d0e0f10
                 -> Span ID: a1a2a3a4a5a6a7a8
                 -> Timestamp: 2023-11-14 22:13:20 +0000 UTC
                 -> Value: 7
                 -> FilteredAttributes:
                      -> id: Int(9)
            Metric #2
            Descriptor:
                 -> Name: time
                 -> Description:\s
                 -> Unit: s
                 -> DataType: Histogram
                 -> AggregationTemporality: Delta
            HistogramDataPoints #0
            StartTimestamp: 1970-01-01 00:00:00 +0000 UTC
            Timestamp: 2023-11-14 22:13:20 +0000 UTC
            Count: 6
            Sum: 12.500000
            Min: 0.500000
            Max: 5.000000
            ExplicitBounds #0: 1.000000
            ExplicitBounds #1: 1000000.000000
            Buckets #0, Count: 1
            Buckets #1, Count: 2
            Buckets #2, Count: 3
            Metric #3
            Descriptor:
                 -> Name: size
                 -> Description:\s
                 -> Unit:\s
                 -> DataType: ExponentialHistogram
                 -> AggregationTemporality: Cumulative
            ExponentialHistogramDataPoints #0
            StartTimestamp: 1970-01-01 00:00:00 +0000 UTC
            Timestamp: 2023-11-14 22:13:20 +0000 UTC
            Count: 6
            Sum: 3.000000
            Bucket [-4.000000, -2.000000), Count: 1
            Bucket [-2.000000, -1.000000), Count: 1
            Bucket [0, 0], Count: 1
            Bucket (2.000000, 4.000000], Count: 2
            Bucket (4.000000, 8.000000], Count: 1
            Metric #4
            Descriptor:
                 -> Name: old
                 -> Description:\s
                 -> Unit:\s
                 -> DataType: Summary
            SummaryDataPoints #0
            StartTimestamp: 1970-01-01 00:00:00 +0000 UTC
            Timestamp: 2023-11-14 22:13:20 +0000 UTC
            Count: 4
            Sum: 10.000000
            QuantileValue #0: Quantile 0.500000, Value 2.000000
            """);
  }

  @Test
  void pointsInALineEach() {
    assertThat(new NormalText().of(Samples.METRICS))
        .isEqualTo(
            """
            ResourceMetrics #0
            ScopeMetrics #0
            queue{q=a,r=b} -3
            queue{} 1.2345675e+06
            sold{} 2.25
            time{} count=6 sum=12.5 min=0.5 max=5 le1=1 le1e+06=2 3
            size{} count=6 sum=3 le-2=1 le-1=1 zero=1 le4=2 le7.999999999999998=1
            old{} count=4 sum=10.000000 q0.5=2
            """);
  }

  @Test
  void profiles() {
    assertThat(new NormalText().of(Samples.PROFILES))
        .isEqualTo(
            """
            ResourceProfiles #0
            ScopeProfiles #0
            0102030405060708090a0b0c0d0e0f10 samples=1 thread=main
            """);
    assertThat(new DetailedText().of(Samples.PROFILES))
        .isEqualTo(
            """
            Mapping #0
                Memory start: 2
                Memory limit: 3
                File offset: 4
                File name: 1
                Attributes: [7 8]
            Location #0
                Mapping index: 1
                Address: 16
                Line #0
                    Function index: 1
                    Line: 2
                    Column: 3
                Attributes: []
            Function #0
                Name: 1
                System name: 1
                Filename: 1
                Start line: 5
            Attribute table:
                 -> Key: Int(1)
                 -> Value: Str(main)
                 -> unit: Int(0)
            Link table:
                 -> Trace ID: Str(0102030405060708090a0b0c0d0e0f10)
                 -> Span ID: Str(a1a2a3a4a5a6a7a8)
            String table:
               \s
                thread
            ResourceProfiles #0
            Resource SchemaURL:\s
            ScopeProfiles #0
            ScopeProfiles SchemaURL:\s
            InstrumentationScope \s
            Profile #0
                Profile ID     : 0102030405060708090a0b0c0d0e0f10
                Start time     : 2023-11-14 22:13:20 +0000 UTC
                DurationNano   : 5000
                Dropped attributes count: 1
                Sample #0
                    Values: [4 5]
                    Attributes:
                         -> thread: Str(main)
                         -> [Missing Dictionary AttributeTable Item #7]
            """);
  }

  /** The expected texts are what Go prints for these numbers with %v and %f. */
  @Test
  void numbersLookAsGoPrintsThem() {
    Map<Double, String> shortest =
        new TreeMap<>(
            Map.of(
                1e6,
                "1e+06",
                123456789.0,
                "1.23456789e+08",
                1e5,
                "100000",
                1e22,
                "1e+22",
                1e-4,
                "0.0001",
                1e-5,
                "1e-05",
                2.5,
                "2.5",
                0.0,
                "0",
                -1e300,
                "-1e+300"));
    shortest.forEach((value, text) -> assertThat(Lines.shortest(value)).isEqualTo(text));
    assertThat(Lines.shortest(Double.NaN)).isEqualTo("NaN");
    assertThat(Lines.shortest(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    assertThat(Lines.fixed(1e21)).isEqualTo("1000000000000000000000.000000");
    assertThat(Lines.fixed(-1e-9)).isEqualTo("-0.000000");
    assertThat(Lines.fixed(0.0000005)).isEqualTo("0.000000");
  }

  @Test
  void requestsOfSeveralChunksAreNumberedThrough() {
    Telemetry twice =
        Samples.LOGS.with(
            Payload.of(
                List.of(Samples.LOGS.payload().contiguous(), Samples.LOGS.payload().contiguous())));
    assertThat(new NormalText().of(twice)).contains("ResourceLog #0 ", "ResourceLog #1 ");
  }
}
