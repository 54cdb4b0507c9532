package io.beltline.receiver.prometheusremotewrite;

import static io.beltline.receiver.prometheusremotewrite.WriteRig.V2;
import static io.beltline.receiver.prometheusremotewrite.WriteRig.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.model.Slice;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders of Remote Write are answered. */
class PrometheusRemoteWriteReceiverTest {
  private final WriteRig rig = new WriteRig();

  @AfterEach
  void end() {
    rig.close();
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
        rig.second(
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
        rig.second(
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
    assertThat(rig.got()).hasSize(1);
    assertThat(rig.count("otelcol_receiver_prometheusremotewrite_refused_samples")).isEqualTo(6);
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
    assertThat(rig.post(type, encoding, Slice.EMPTY).statusCode()).isEqualTo(status);
  }

  @Test
  void whatIsNoRequestIsRefusedAndCounted() throws Exception {
    assertThat(rig.post(V2, "snappy", Slice.of(new byte[] {0x2a, 9, 1})).statusCode())
        .isEqualTo(400);
    assertThat(rig.count("otelcol_receiver_malformed_requests")).isEqualTo(1);
    assertThat(rig.got()).isEmpty();
  }

  @Test
  void refusalsOfThePipelineReachTheSender() throws Exception {
    String text =
        "symbols: '' symbols: '__name__' symbols: 'x' timeseries { labels_refs: [1, 2]"
            + " samples { value: 7 timestamp: 5000 } }";
    rig.answers(ConsumeResult.unavailable("full", Duration.ofMillis(1500)));
    HttpResponse<String> later = rig.second(text);
    assertThat(later.statusCode()).isEqualTo(503);
    assertThat(later.headers().firstValue("retry-after")).contains("2");
    rig.answers(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"));
    assertThat(rig.second(text).statusCode()).isEqualTo(400);
  }
}
