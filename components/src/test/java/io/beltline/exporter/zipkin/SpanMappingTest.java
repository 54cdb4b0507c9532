package io.beltline.exporter.zipkin;

import static io.beltline.exporter.zipkin.Spans.IDS;
import static io.beltline.exporter.zipkin.Spans.json;
import static io.beltline.exporter.zipkin.Spans.number;
import static io.beltline.exporter.zipkin.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanMappingTest {

  @Test
  void wholeSpan() {
    String span =
        IDS
            + ",'parentSpanId':'eee19b7ec3c1b173','name':'GET /x','kind':3,"
            + "'traceState':'a=b','startTimeUnixNano':'1544712660000001499',"
            + "'endTimeUnixNano':'1544712661000001499','attributes':["
            + text("peer.service", "db")
            + ","
            + number("rows", 7)
            + ",{'key':'ok','value':{'boolValue':true}},"
            + "{'key':'list','value':{'arrayValue':{'values':[{'intValue':'1'},{'stringValue':'x'}]}}},"
            + "{'key':'map','value':{'kvlistValue':{'values':["
            + text("k", "v")
            + "]}}}],'events':[{'timeUnixNano':'1544712660500000000','name':'begin'},"
            + "{'timeUnixNano':'1544712660600000000','name':'step','attributes':["
            + number("n", 1)
            + "]}],'links':[{'traceId':'5b8efff798038103d269b633813fc60d',"
            + "'spanId':'eee19b7ec3c1b175','traceState':'c=d','attributes':["
            + text("l", "m")
            + "]}],'status':{'code':2,'message':'boom'}";
    String resource = text("service.name", "shop") + "," + text("service.namespace", "prod");
    assertThat(json(Spans.of(resource, "'name':'lib','version':'1.2'", span)))
        .isEqualTo(
            """
            [{"traceId":"5b8efff798038103d269b633813fc60c","id":"eee19b7ec3c1b174",\
            "parentId":"eee19b7ec3c1b173","name":"GET /x","kind":"CLIENT",\
            "timestamp":1544712660000001,"duration":1000000,\
            "localEndpoint":{"serviceName":"shop"},"remoteEndpoint":{"serviceName":"db"},\
            "annotations":[{"timestamp":1544712660500000,"value":"begin"},\
            {"timestamp":1544712660600000,"value":"\\"step\\": {\\"n\\":1}"}],\
            "tags":{"service.namespace":"prod","otel.scope.name":"lib","otel.library.name":"lib",\
            "otel.scope.version":"1.2","otel.library.version":"1.2","rows":"7","ok":"true",\
            "list":"[1,\\"x\\"]","map":"{\\"k\\":\\"v\\"}","w3c.tracestate":"a=b","error":"boom",\
            "otel.status_code":"ERROR","otel.status_description":"boom",\
            "otlp.link.0":"5b8efff798038103d269b633813fc60d|eee19b7ec3c1b175|c=d|\
            {\\"l\\":\\"m\\"}|0"}}]\
            """);
  }

  @Test
  void bareSpanHasNothingThatIsNotKnown() {
    assertThat(json(Spans.of("", "", IDS)))
        .isEqualTo(
            """
            [{"traceId":"5b8efff798038103d269b633813fc60c","id":"eee19b7ec3c1b174","name":"",\
            "localEndpoint":{"serviceName":"<missing service name>"}}]\
            """);
  }

  @Test
  void traceIdsOf64BitsHave16Digits() {
    assertThat(
            json(
                Spans.of(
                    "",
                    "",
                    "'traceId':'0000000000000000d269b633813fc60c','spanId':'eee19b7ec3c1b174'")))
        .contains("\"traceId\":\"d269b633813fc60c\"");
  }

  @ParameterizedTest
  @CsvSource({"2,SERVER", "3,CLIENT", "4,PRODUCER", "5,CONSUMER"})
  void kinds(int otlp, String zipkin) {
    assertThat(json(",'kind':" + otlp)).contains("\"kind\":\"" + zipkin + "\"");
  }

  @Test
  void internalIsNoKindButATag() {
    assertThat(json(",'kind':1")).doesNotContain("\"kind\"").contains("\"span.kind\":\"internal\"");
    assertThat(json(",'kind':0")).doesNotContain("kind");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1001, 1",
    "1000, 1999, 1",
    "1000, 2234, 1",
    "1000, 2500, 2",
    "1000, 1000, 0",
    "2000, 1000, 0",
    "0, 1000, 0",
    "1000, 0, 0"
  })
  void durationsAreWholeMicroseconds(long start, long end, long micros) {
    assertThat(SpanMapping.duration(start, end)).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-5,0", "499,0", "500,1", "1234,1", "1544712660000000999,1544712660000001"})
  void timesAreWholeMicroseconds(long nanos, long micros) {
    assertThat(SpanMapping.micros(nanos)).isEqualTo(micros);
  }

  @Test
  void errorIsATagOnlyOfFailedSpans() {
    assertThat(json("", text("error", "false"))).doesNotContain("error");
    assertThat(json(",'status':{'code':1}", text("error", "true")))
        .doesNotContain("error")
        .contains("\"otel.status_code\":\"OK\"");
    assertThat(json(",'status':{'code':2}", text("error", "false")))
        .contains("\"error\":\"true\"")
        .contains("\"otel.status_code\":\"ERROR\"")
        .doesNotContain("otel.status_description");
    assertThat(json(",'status':{'message':'x'}")).doesNotContain("otel.status");
  }

  @ParameterizedTest
  @CsvSource({
    "faas.name",
    "k8s.deployment.name",
    "process.executable.name",
  })
  void serviceHasAnotherNameWhereItHasNone(String key) {
    assertThat(json(Spans.of(text(key, "cart"), "", IDS)))
        .contains("\"localEndpoint\":{\"serviceName\":\"cart\"}")
        .contains("\"tags\":{\"otlp.service.name.source\":\"" + key + "\"}");
  }

  @Test
  void spanOverridesResource() {
    assertThat(json("", text("zone", "b"))).contains("\"zone\":\"b\"");
    String resource = text("service.name", "shop") + "," + text("zone", "a");
    assertThat(json(Spans.of(resource, "", IDS + ",'attributes':[" + text("zone", "b") + "]")))
        .contains("\"tags\":{\"zone\":\"b\"}");
  }

  @Test
  void scopeTagsEndWithTheScope() {
    assertThat(
            json(
                Spans.request(
                    "{'resourceSpans':[{'scopeSpans':[{'scope':{'name':'one'},'spans':[{"
                        + IDS
                        + "}]},{'spans':[{"
                        + IDS
                        + "}]}]}]}")))
        .containsOnlyOnce("otel.scope.name");
  }

  @Test
  void whatWasDroppedIsCounted() {
    assertThat(json(",'droppedAttributesCount':1,'droppedEventsCount':2,'droppedLinksCount':3"))
        .contains("\"otel.dropped_attributes_count\":\"1\"")
        .contains("\"otel.dropped_events_count\":\"2\"")
        .contains("\"otel.dropped_links_count\":\"3\"");
  }

  @Test
  void eventAttributesOfEveryTypeAreJson() {
    assertThat(
            json(
                ",'events':[{'name':'e','attributes':["
                    + "{'key':'d','value':{'doubleValue':0.5}},"
                    + "{'key':'nan','value':{'doubleValue':'NaN'}},"
                    + "{'key':'b','value':{'boolValue':false}},"
                    + "{'key':'a','value':{'arrayValue':{'values':[{'boolValue':true}]}}},"
                    + "{'key':'y','value':{'bytesValue':'AQI='}},"
                    + "{'key':'n','value':{}}]}]"))
        .contains(
            "\"value\":\"\\\"e\\\": {\\\"d\\\":0.5,\\\"nan\\\":\\\"NaN\\\",\\\"b\\\":false,"
                + "\\\"a\\\":[true],\\\"y\\\":\\\"AQI=\\\",\\\"n\\\":null}\"");
  }

  @Test
  void spansWithoutIdsAreRefusedAndCounted() {
    JsonEncoder encoder = new JsonEncoder();
    SpanWalk walk =
        Spans.walk(
            Spans.request(
                "{'resourceSpans':[{'scopeSpans':[{'spans':[{'name':'none'},{"
                    + IDS
                    + "},{'traceId':'5b8efff798038103d269b633813fc60c',"
                    + "'spanId':'0000000000000000'}]}]}]}"),
            encoder);
    assertThat(walk.written()).isEqualTo(1);
    assertThat(walk.refused()).isEqualTo(2);
    assertThat(walk.complaint()).startsWith("2 spans have no valid trace id, span id or parent id");
  }

  @Test
  void spanWithAParentIdOfAWrongLengthIsRefusedAlone() {
    SpanWalk walk =
        Spans.walk(
            Spans.request(
                "{'resourceSpans':[{'scopeSpans':[{'spans':[{"
                    + IDS
                    + "},{"
                    + IDS
                    + ",'parentSpanId':'0102030405060708090a0b0c0d0e0f101112'}]}]}]}"),
            new JsonEncoder());
    assertThat(walk.written()).isEqualTo(1);
    assertThat(walk.refused()).isEqualTo(1);
  }
}
