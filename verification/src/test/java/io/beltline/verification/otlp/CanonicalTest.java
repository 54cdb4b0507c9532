package io.beltline.verification.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The comparison of the end-to-end tests tells what is different and only that. */
class CanonicalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"startTimeUnixNano":"5"}                    | {"startTimeUnixNano":5}
          {"name":"","flags":0,"links":[]}             | {}
          {"value":{"intValue":"0"}}                   | {"value":{"intValue":0}}
          {"value":{"doubleValue":1}}                  | {"value":{"doubleValue":1.0}}
          {"value":{"arrayValue":{}}}                  | {"value":{"arrayValue":{"values":[]}}}
          {"value":{}}                                 | {}
          {"traceId":"ab","spanId":"cd"}               | {"spanId":"cd","traceId":"ab"}
          """)
  void two_ways_to_write_the_same_are_equal(String one, String other) {
    assertThat(span(one)).isEqualTo(span(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"value":{"intValue":"1"}}                   | {"value":{"stringValue":"1"}}
          {"value":{"intValue":"1"}}                   | {"value":{"doubleValue":1}}
          {"value":{"intValue":"0"}}                   | {"value":{}}
          {"value":{"stringValue":""}}                 | {"value":{}}
          {"value":{"boolValue":false}}                | {"value":{}}
          {"value":{"arrayValue":{}}}                  | {"value":{"kvlistValue":{}}}
          {"value":{"intValue":"9223372036854775807"}} | {"value":{"intValue":"9223372036854775806"}}
          {"startTimeUnixNano":"1700000000000000001"}  | {"startTimeUnixNano":"1700000000000000000"}
          {"traceId":"ab"}                             | {"traceId":"AB"}
          {"attributes":[{"key":"a"},{"key":"b"}]}     | {"attributes":[{"key":"b"},{"key":"a"}]}
          """)
  void two_different_items_differ(String one, String other) {
    assertThat(span(one)).isNotEqualTo(span(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"attributes":[{"key":"a"},{"key":"b"}]}   | {"attributes":[{"key":"b"},{"key":"a"}]} | true
          {"events":[{"name":"a"},{"name":"b"}]}     | {"events":[{"name":"b"},{"name":"a"}]}   | true
          {"events":[{"name":"a"},{"name":"b"}]}     | {"events":[{"name":"b"},{"name":"b"}]}   | false
          {"arrayValue":{"values":[{"intValue":"1"},{"intValue":"2"}]}} \
            | {"arrayValue":{"values":[{"intValue":"2"},{"intValue":"1"}]}}                     | false
          """)
  void an_order_that_means_nothing_can_be_left_out(String one, String other, boolean same) {
    List<String> text = Canonical.itemsAsKept(requests(one));
    assertThat(text.equals(Canonical.itemsAsKept(requests(other)))).isEqualTo(same);
  }

  @Test
  void the_groups_around_an_item_count() {
    JsonNode one = request("service", "scope");
    assertThat(Canonical.items(List.of(one))).isEqualTo(Canonical.items(List.of(one)));
    assertThat(Canonical.items(List.of(one)))
        .isNotEqualTo(Canonical.items(List.of(request("service", "other"))))
        .isNotEqualTo(Canonical.items(List.of(request("other", "scope"))))
        .isNotEqualTo(Canonical.items(List.of(one, one)));
  }

  private static JsonNode request(String service, String scope) {
    return JsonMapper.shared()
        .readTree(
            """
            {"resourceMetrics":[{"resource":{"attributes":[
              {"key":"service.name","value":{"stringValue":"%s"}}]},
              "scopeMetrics":[{"scope":{"name":"%s"},"metrics":[{"name":"m","sum":{
                "aggregationTemporality":2,"dataPoints":[{"asInt":"1"},{"asInt":"2"}]}}]}]}]}
            """
                .formatted(service, scope));
  }

  private static List<String> span(String span) {
    return Canonical.items(requests(span));
  }

  private static List<JsonNode> requests(String span) {
    return List.of(
        JsonMapper.shared()
            .readTree("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + span + "]}]}]}"));
  }
}
