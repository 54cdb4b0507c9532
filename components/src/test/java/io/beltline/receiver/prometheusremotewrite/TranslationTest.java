package io.beltline.receiver.prometheusremotewrite;

import static io.beltline.receiver.prometheusremotewrite.WriteRig.V1;
import static io.beltline.receiver.prometheusremotewrite.WriteRig.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import io.beltline.components.prometheus.WriteSchema;
import io.beltline.model.Slice;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What series become in the pipeline. */
class TranslationTest {
  private static final String NAMED = "labels { name: '__name__' value: 'hits' }";
  private static final String TRACE =
      "labels { name: 'trace_id' value: '000102030405060708090a0b0c0d0e0f' }";
  private static final String DROPPED = "otelcol_receiver_prometheusremotewrite_dropped_exemplars";

  private final WriteRig rig = new WriteRig();

  @AfterEach
  void end() {
    rig.close();
  }

  @Test
  void aCounterOfTheSecondVersion() throws Exception {
    HttpResponse<String> response =
        rig.second(
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
    assertThat(rig.got())
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void exemplarsInSeriesOfTheirOwnGoWithTheSampleOfTheSameLabels(boolean behind) throws Exception {
    String sample = "timeseries { %s samples { value: 7 timestamp: 5000 } }";
    String exemplar = "timeseries { %s exemplars { %s value: 3 timestamp: 4000 } }";
    String both = behind ? sample + exemplar : exemplar + sample;
    Object[] first = {NAMED, behind ? NAMED : TRACE, behind ? TRACE : NAMED};
    assertThat(rig.first(both.formatted(first)).statusCode()).isEqualTo(204);
    String symbols =
        "symbols: '' symbols: '__name__' symbols: 'hits' symbols: 'trace_id' symbols: '"
            + "000102030405060708090a0b0c0d0e0f' ";
    String refs = "labels_refs: [1, 2]";
    String trace = "labels_refs: [3, 4]";
    Object[] second = {refs, behind ? refs : trace, behind ? trace : refs};
    assertThat(written(rig.second(symbols + both.formatted(second)))).isEqualTo("1/0/1");
    assertThat(rig.got())
        .hasSize(2)
        .allSatisfy(
            got ->
                assertThat(got)
                    .contains("'traceId':'000102030405060708090a0b0c0d0e0f'")
                    .contains("'asDouble':7.0"));
    assertThat(rig.count(DROPPED)).isZero();
  }

  @Test
  void exemplarsWithoutASampleAreCounted() throws Exception {
    String alone =
        "timeseries { " + NAMED + " exemplars { " + TRACE + " value: 3 timestamp: 4000 } }";
    assertThat(rig.first(alone).statusCode()).isEqualTo(204);
    assertThat(rig.got()).isEmpty();
    assertThat(rig.count(DROPPED)).isEqualTo(1);
  }

  @Test
  void nativeHistogramsAreExponentialOnes() throws Exception {
    HttpResponse<String> response =
        rig.second(
            """
            symbols: "" symbols: "__name__" symbols: "latency"
            timeseries { labels_refs: [1, 2] metadata { type: 3 }
              histograms { count_int: 9 sum: 4.5 schema: 3 zero_threshold: 0.001 zero_count_int: 2
                positive_spans { offset: -1 length: 1 } positive_spans { offset: 3 length: 1 }
                positive_deltas: [1, 3] negative_spans { offset: 1 length: 1 } negative_deltas: [2]
                timestamp: 5000 start_timestamp: 1000 } }
            """);
    assertThat(written(response)).isEqualTo("0/1/0");
    assertThat(rig.got().getFirst())
        .contains(
            "'exponentialHistogram':{'dataPoints':[{'startTimeUnixNano':'1000000000',"
                + "'timeUnixNano':'5000000000','count':'9','sum':4.5,'scale':3,'zeroCount':'2',"
                + "'positive':{'offset':-2,'bucketCounts':['1','0','0','0','4']},"
                + "'negative':{'bucketCounts':['2']},'zeroThreshold':0.001}]");
  }

  @Test
  void customBucketsAreExplicitOnes() throws Exception {
    rig.second(
        """
        symbols: "" symbols: "__name__" symbols: "size"
        timeseries { labels_refs: [1, 2] metadata { type: 3 }
          histograms { count_float: 6 sum: 9 schema: -53 custom_values: [1, 10]
            positive_spans { offset: 1 length: 2 } positive_counts: [2, 4] timestamp: 5000 } }
        """);
    assertThat(rig.got().getFirst())
        .contains("'bucketCounts':['0','2','4'],'explicitBounds':[1.0,10.0]");
  }

  @Test
  void theFirstVersionRemembersWhatItWasToldOfMetrics() throws Exception {
    assertThat(
            rig.first("metadata { type: 1 metric_family_name: 'hits_total' help: 'h' }")
                .statusCode())
        .isEqualTo(204);
    String series =
        "timeseries { labels { name: '__name__' value: '%s' } labels { name: 'instance' value: 'i'"
            + " } samples { value: 7 timestamp: 5000 } }";
    HttpResponse<String> response =
        rig.first(series.formatted("hits_total") + series.formatted("other"));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(written(response)).isEqualTo("-/-/-");
    assertThat(rig.got().getFirst())
        .contains("{'name':'hits_total','description':'h','sum':{")
        .contains("{'name':'other','gauge':{")
        .contains("'stringValue':'unknown'")
        .contains("{'key':'service.instance.id','value':{'stringValue':'i'}}");
  }

  @Test
  void targetInfoIsTheResourceOfWhatFollows() throws Exception {
    String labels = "labels { name: 'instance' value: 'i' } labels { name: 'job' value: 'shop' }";
    rig.first(
        "timeseries { labels { name: '__name__' value: 'target_info' } labels { name: 'host_name'"
            + " value: 'h' } "
            + labels
            + " samples { value: 1 timestamp: 5000 } }");
    assertThat(rig.got()).isEmpty();
    rig.first(
        "timeseries { labels { name: '__name__' value: 'temp' } "
            + labels
            + " samples { value: 1 timestamp: 6000 } }");
    assertThat(rig.got().getFirst()).contains("{'key':'host_name','value':{'stringValue':'h'}}");
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
    rig.post(V1, "snappy", Slice.of(request.build().toByteArray()));
    assertThat(rig.got().getFirst()).contains("'flags':1").doesNotContain("asDouble");
  }
}
