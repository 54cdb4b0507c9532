package io.beltline.receiver.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Status;
import io.beltline.components.otlp.ServerReceiver;
import io.beltline.components.prometheus.WriteSchema;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as protobuf's own library writes them, over HTTP, and what the pipeline gets. */
class PrometheusRemoteWriteReceiverTest {
  private static final String V1 = "application/x-protobuf";
  private static final String V2 = V1 + ";proto=io.prometheus.write.v2.Request";

  private final TestSettings settings = TestSettings.of("prometheus_remote_write");
  private final List<String> got = new ArrayList<>();
  private ConsumeResult answer = ConsumeResult.accepted();
  private final ServerReceiver receiver = start();
  private final HttpClient http = HttpClient.newHttpClient();

  private ServerReceiver start() {
    Consumer next =
        (context, telemetry) -> {
          got.add(json(telemetry));
          return answer;
        };
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return signal == Signal.METRICS ? Optional.of(next) : Optional.empty();
          }

          @Override
          public Admission admission() {
            return Admission.UNLIMITED;
          }
        };
    PrometheusRemoteWriteReceiverConfig config =
        BoundYaml.value(PrometheusRemoteWriteReceiverConfig.class, "{endpoint: \"127.0.0.1:0\"}");
    ServerReceiver started =
        new PrometheusRemoteWriteReceiverFactory().create(settings.settings(), config, outputs);
    started.start(new TestHost(RealClock.INSTANCE));
    return started;
  }

  private static String json(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8).replace('"', '\'');
  }

  @AfterEach
  void end() {
    http.close();
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
  }

  private static Slice message(Descriptor type, String text) throws Exception {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    TextFormat.getParser().merge(text, message);
    return Slice.of(message.build().toByteArray());
  }

  private HttpResponse<String> second(String text) throws Exception {
    return post(V2, "snappy", message(WriteSchema.second("Request"), text));
  }

  private HttpResponse<String> first(String text) throws Exception {
    return post(V1, "snappy", message(WriteSchema.first("WriteRequest"), text));
  }

  private HttpResponse<String> post(String type, String encoding, Slice body) throws Exception {
    Slice sent =
        encoding.equals("snappy") ? Codecs.compress(Compression.SNAPPY, 0, List.of(body)) : body;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.httpPort() + "/api/v1/write"))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(sent.toByteArray()));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String written(HttpResponse<String> response) {
    return response.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written").orElse("-")
        + "/"
        + response.headers().firstValue("X-Prometheus-Remote-Write-Histograms-Written").orElse("-")
        + "/"
        + response.headers().firstValue("X-Prometheus-Remote-Write-Exemplars-Written").orElse("-");
  }

  @Test
  void aCounterOfTheSecondVersion() throws Exception {
    HttpResponse<String> response =
        second(
            """
            symbols: "" symbols: "__name__" symbols: "hits_total" symbols: "job" symbols: "eu/shop"
            symbols: "code" symbols: "200" symbols: "how many" symbols: "trace_id"
            symbols: "000102030405060708090a0b0c0d0e0f"
            timeseries { labels_refs: [1, 2, 5, 6, 3, 4] metadata { type: 1 help_ref: 7 }
              samples { value: 7 timestamp: 5000 start_timestamp: 1000 }
              exemplars { labels_refs: [8, 9] value: 3 timestamp: 4000 } }
            """);
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(written(response)).isEqualTo("1/0/1");
    assertThat(got)
        .containsExactly(
            "{'resourceMetrics':[{'resource':{'attributes':["
                + "{'key':'service.name','value':{'stringValue':'shop'}},"
                + "{'key':'service.namespace','value':{'stringValue':'eu'}}]},'scopeMetrics':[{'scope':{},'metrics':[{'name':'hits_total','description':'how"
                + " many',"
                + "'sum':{'dataPoints':[{'attributes':[{'key':'code','value':{'stringValue':'200'}}],"
                + "'startTimeUnixNano':'1000000000','timeUnixNano':'5000000000','asDouble':7.0,"
                + "'exemplars':[{'timeUnixNano':'4000000000','asDouble':3.0,"
                + "'traceId':'000102030405060708090a0b0c0d0e0f'}]}],"
                + "'aggregationTemporality':2,'isMonotonic':true},"
                + "'metadata':[{'key':'prometheus.type','value':{'stringValue':'counter'}}]}]}]}]}");
  }

  @Test
  void nativeHistogramsAreExponentialOnes() throws Exception {
    HttpResponse<String> response =
        second(
            """
            symbols: "" symbols: "__name__" symbols: "latency"
            timeseries { labels_refs: [1, 2] metadata { type: 3 }
              histograms { count_int: 9 sum: 4.5 schema: 3 zero_threshold: 0.001 zero_count_int: 2
                positive_spans { offset: -1 length: 1 } positive_spans { offset: 3 length: 1 }
                positive_deltas: [1, 3] negative_spans { offset: 1 length: 1 } negative_deltas: [2]
                timestamp: 5000 start_timestamp: 1000 } }
            """);
    assertThat(written(response)).isEqualTo("0/1/0");
    assertThat(got.getFirst())
        .contains(
            "'exponentialHistogram':{'dataPoints':[{'startTimeUnixNano':'1000000000',"
                + "'timeUnixNano':'5000000000','count':'9','sum':4.5,'scale':3,'zeroCount':'2',"
                + "'positive':{'offset':-2,'bucketCounts':['1','0','0','0','4']},"
                + "'negative':{'bucketCounts':['2']},'zeroThreshold':0.001}]");
  }

  @Test
  void customBucketsAreExplicitOnes() throws Exception {
    second(
        """
        symbols: "" symbols: "__name__" symbols: "size"
        timeseries { labels_refs: [1, 2] metadata { type: 3 }
          histograms { count_float: 6 sum: 9 schema: -53 custom_values: [1, 10]
            positive_spans { offset: 1 length: 2 } positive_counts: [2, 4] timestamp: 5000 } }
        """);
    assertThat(got.getFirst()).contains("'bucketCounts':['0','2','4'],'explicitBounds':[1.0,10.0]");
  }

  @Test
  void theFirstVersionRemembersWhatItWasToldOfMetrics() throws Exception {
    assertThat(
            first("metadata { type: 1 metric_family_name: 'hits_total' help: 'h' }").statusCode())
        .isEqualTo(204);
    String series =
        "timeseries { labels { name: '__name__' value: '%s' } labels { name: 'instance' value: 'i'"
            + " } samples { value: 7 timestamp: 5000 } }";
    HttpResponse<String> response =
        first(series.formatted("hits_total") + series.formatted("other"));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(written(response)).isEqualTo("-/-/-");
    assertThat(got.getFirst())
        .contains("{'name':'hits_total','description':'h','sum':{")
        .contains("{'name':'other','gauge':{")
        .contains("'stringValue':'unknown'")
        .contains("{'key':'service.instance.id','value':{'stringValue':'i'}}");
  }

  @Test
  void targetInfoIsTheResourceOfWhatFollows() throws Exception {
    String labels = "labels { name: 'instance' value: 'i' } labels { name: 'job' value: 'shop' }";
    first(
        "timeseries { labels { name: '__name__' value: 'target_info' } labels { name: 'host_name'"
            + " value: 'h' } "
            + labels
            + " samples { value: 1 timestamp: 5000 } }");
    assertThat(got).isEmpty();
    first(
        "timeseries { labels { name: '__name__' value: 'temp' } "
            + labels
            + " samples { value: 1 timestamp: 6000 } }");
    assertThat(got.getFirst()).contains("{'key':'host_name','value':{'stringValue':'h'}}");
  }

  @Test
  void anEndedSeriesHasNoValue() throws Exception {
    DynamicMessage.Builder sample = DynamicMessage.newBuilder(WriteSchema.first("Sample"));
    sample.setField(
        WriteSchema.first("Sample").findFieldByName("value"),
        Double.longBitsToDouble(0x7ff0000000000002L));
    DynamicMessage.Builder series = DynamicMessage.newBuilder(WriteSchema.first("TimeSeries"));
    TextFormat.getParser().merge("labels { name: '__name__' value: 'temp' }", series);
    series.addRepeatedField(
        WriteSchema.first("TimeSeries").findFieldByName("samples"), sample.build());
    DynamicMessage.Builder request = DynamicMessage.newBuilder(WriteSchema.first("WriteRequest"));
    request.addRepeatedField(
        WriteSchema.first("WriteRequest").findFieldByName("timeseries"), series.build());
    post(V1, "snappy", Slice.of(request.build().toByteArray()));
    assertThat(got.getFirst()).contains("'flags':1").doesNotContain("asDouble");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count_int: 4 sum: 1 | a histogram has the count 4, its buckets hold 3",
        "count_int: 2 sum: 1 | a histogram has the count 2, its buckets hold 3",
        "count_int: 2 sum: nan | a histogram has the count 2, its buckets hold 3",
        "count_int: 3 sum: 1 |",
        "count_int: 4 sum: nan |",
        "count_float: 4 sum: 1 |",
      })
  void aHistogramWhoseCountIsNotThatOfItsBucketsIsRefused(String fields, String problem)
      throws Exception {
    HttpResponse<String> response =
        second(
            """
            symbols: "" symbols: "__name__" symbols: "h"
            timeseries { labels_refs: [1, 2] histograms { schema: 0 timestamp: 5000 %s
              zero_count_int: 1 positive_spans { offset: 0 length: 1 } positive_deltas: [2] } }
            """
                .formatted(fields));
    assertThat(response.statusCode()).isEqualTo(problem == null ? 204 : 400);
    assertThat(response.body()).contains(problem == null ? "" : problem);
    assertThat(written(response)).isEqualTo(problem == null ? "0/1/0" : "0/0/0");
  }

  @Test
  void whatIsWrongWithASeriesCostsThatSeries() throws Exception {
    HttpResponse<String> response =
        second(
            """
            symbols: "" symbols: "__name__" symbols: "good" symbols: "bad"
            timeseries { labels_refs: [1, 2] samples { value: 7 timestamp: 5000 } }
            timeseries { labels_refs: [1, 99] samples { value: 7 timestamp: 5000 } }
            timeseries { labels_refs: [1, 3, 1, 3] samples { value: 7 timestamp: 5000 } }
            timeseries { labels_refs: [2, 3] samples { value: 7 timestamp: 5000 } }
            timeseries { labels_refs: [1, 3] histograms { schema: 9 timestamp: 5000 } }
            timeseries { labels_refs: [1, 3] histograms { reset_hint: 3 timestamp: 5000 } }
            timeseries { labels_refs: [1, 3] histograms { schema: 0 timestamp: 5000
              positive_spans { offset: 0 length: 4000000000 } positive_deltas: [1] } }
            """);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("there is no symbol 99")
        .contains("the label __name__ is there twice")
        .contains("a series has no name")
        .contains("the schema 9 is not known")
        .contains("a gauge histogram has no form")
        .contains("the spans of a histogram do not fit");
    assertThat(written(response)).isEqualTo("1/0/0");
    assertThat(got).hasSize(1);
    assertThat(settings.meter().count("otelcol_receiver_prometheusremotewrite_refused_samples"))
        .isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|snappy|415",
        "application/json|snappy|415",
        "application/x-protobuf;proto=some.Other|snappy|415",
        "application/x-protobuf|gzip|415",
        "application/x-protobuf; proto=prometheus.WriteRequest|snappy|204",
        "Application/X-Protobuf|''|204",
      })
  void contentTypesAreNegotiated(String type, String encoding, int status) throws Exception {
    assertThat(post(type, encoding, Slice.EMPTY).statusCode()).isEqualTo(status);
  }

  @Test
  void whatIsNoRequestIsRefusedAndCounted() throws Exception {
    assertThat(post(V2, "snappy", Slice.of(new byte[] {0x2a, 9, 1})).statusCode()).isEqualTo(400);
    assertThat(settings.meter().count("otelcol_receiver_malformed_requests")).isEqualTo(1);
    assertThat(got).isEmpty();
  }

  @Test
  void refusalsOfThePipelineReachTheSender() throws Exception {
    String text =
        "symbols: '' symbols: '__name__' symbols: 'x' timeseries { labels_refs: [1, 2]"
            + " samples { value: 7 timestamp: 5000 } }";
    answer = ConsumeResult.unavailable("full", Duration.ofMillis(1500));
    HttpResponse<String> later = second(text);
    assertThat(later.statusCode()).isEqualTo(503);
    assertThat(later.headers().firstValue("retry-after")).contains("2");
    answer = new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never");
    assertThat(second(text).statusCode()).isEqualTo(400);
  }
}
