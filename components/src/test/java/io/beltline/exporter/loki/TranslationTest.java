package io.beltline.exporter.loki;

import static io.beltline.exporter.loki.RunningExporter.attribute;
import static io.beltline.exporter.loki.RunningExporter.fields;
import static io.beltline.exporter.loki.RunningExporter.json;
import static io.beltline.exporter.loki.RunningExporter.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which streams and lines records become. */
class TranslationTest {
  private static final String SERVICE =
      attribute("service.name", "cart")
          + ","
          + attribute("service.namespace", "shop")
          + ","
          + attribute("service.instance.id", "7")
          + ","
          + attribute("host.name", "h1");
  private static final String RAW = attribute("loki.format", "raw");

  private static List<String> sent(String yaml, String resource, String... records) {
    try (RunningExporter running = new RunningExporter(yaml)) {
      assertThat(running.sendOf(resource, records)).isEqualTo(ExportResult.delivered());
      return running.backend.lines();
    }
  }

  @Test
  void defaultLabelsAreGos() {
    assertThat(sent("", SERVICE + "," + RAW, fields(1, "'severityNumber':9")))
        .containsExactly(
            "{exporter=\"OTLP\", instance=\"7\", job=\"shop/cart\", level=\"INFO\"} @1 ");
    assertThat(sent("", RAW + "," + attribute("service.name", "cart"), record(1, "x")))
        .containsExactly("{exporter=\"OTLP\", job=\"cart\"} @1 x");
    assertThat(sent("", RAW + "," + attribute("service.namespace", "shop"), record(1, "x")))
        .containsExactly("{exporter=\"OTLP\"} @1 x");
  }

  @Test
  void defaultLabelsCanBeTurnedOff() {
    String yaml = "default_labels_enabled: {exporter: false, instance: false, level: false}\n";
    assertThat(sent(yaml, SERVICE + "," + RAW, fields(1, "'severityNumber':17")))
        .containsExactly("{job=\"shop/cart\"} @1 ");
    assertThat(sent("default_labels_enabled: {exporter: false}\n", RAW, record(1, "x")))
        .as("Loki wants a label")
        .containsExactly("{exporter=\"OTLP\"} @1 x");
  }

  @ParameterizedTest
  @CsvSource({"1,TRACE", "4,TRACE4", "5,DEBUG", "10,INFO2", "13,WARN", "17,ERROR", "24,FATAL4"})
  void levelsAreNames(int number, String level) {
    assertThat(sent("", RAW, fields(1, "'severityNumber':" + number)))
        .containsExactly("{exporter=\"OTLP\", level=\"" + level + "\"} @1 ");
  }

  @Test
  void hintsMakeLabelsAndTakeAttributesOutOfTheLine() {
    String resource =
        SERVICE + "," + attribute("loki.resource.labels", "host.name, service.name,absent");
    assertThat(
            sent(
                "",
                resource,
                record(
                    1,
                    "x",
                    attribute("event.domain", "net"),
                    attribute("keep", "1"),
                    attribute("loki.attribute.labels", "event.domain"))))
        .containsExactly(
            "{event_domain=\"net\", exporter=\"OTLP\", host_name=\"h1\", instance=\"7\","
                + " job=\"shop/cart\", service_name=\"cart\"} @1 {\"body\":\"x\",\"attributes\":"
                + "{\"keep\":\"1\"},\"resources\":{\"service.namespace\":\"shop\","
                + "\"service.instance.id\":\"7\"}}");
  }

  @Test
  void hintsMayBeListsAndPathsAndStandWithTheRecord() {
    String list =
        "{'key':'loki.attribute.labels','value':{'arrayValue':{'values':["
            + "{'stringValue':'http.status'},{'stringValue':'level'}]}}}";
    String nested =
        "{'key':'http','value':{'kvlistValue':{'values':[{'key':'status','value':"
            + "{'intValue':'404'}}]}}}";
    assertThat(
            sent(
                "",
                RAW + "," + attribute("host.name", "h1"),
                fields(
                    1,
                    "'severityNumber':9",
                    list,
                    nested,
                    attribute("level", "notice"),
                    attribute("loki.resource.labels", "host.name"))))
        .containsExactly(
            "{exporter=\"OTLP\", host_name=\"h1\", http_status=\"404\", level=\"notice\"} @1 ");
  }

  @ParameterizedTest
  @CsvSource({
    "service.name,service_name",
    "a-b/c,a_b_c",
    "9lives,key_9lives",
    "_hidden,key_hidden",
    "__name__,key__name__",
    "größe,gr__e",
    "a..b,a__b",
  })
  void namesOfLabelsAreMadeByRules(String key, String name) {
    assertThat(LabelNames.of(key)).isEqualTo(name);
  }

  @Test
  void valuesThatMeetInOneNameAreJoined() {
    assertThat(
            sent(
                "",
                RAW,
                record(
                    1,
                    "x",
                    attribute("a.b", "1"),
                    attribute("a_b", "2"),
                    attribute("c.d", "same"),
                    attribute("c_d", "same"),
                    attribute("loki.attribute.labels", "a.b,a_b,c.d,c_d"))))
        .containsExactly("{a_b=\"1;2\", c_d=\"same\", exporter=\"OTLP\"} @1 x");
  }

  @Test
  void jsonLinesHaveGosFields() {
    String request =
        """
        {'resourceLogs':[{'resource':{'attributes':[{'key':'host','value':{'stringValue':'h'}}]},
        'scopeLogs':[{'scope':{'name':'lib','version':'1'},'logRecords':[{'timeUnixNano':'1000000000',
        'severityNumber':9,'severityText':'info','flags':1,'traceId':'0af7651916cd43dd8448eb211c80319c',
        'spanId':'b7ad6b7169203331','body':{'kvlistValue':{'values':[{'key':'m','value':{'intValue':'1'}}]}},
        'attributes':[{'key':'user','value':{'doubleValue':1.5}}]}]}]}]}\
        """;
    try (RunningExporter running = new RunningExporter("")) {
      running.export(json(request));
      assertThat(running.backend.lines())
          .containsExactly(
              "{exporter=\"OTLP\", level=\"INFO\"} @1 {\"body\":{\"m\":1},\"traceid\":"
                  + "\"0af7651916cd43dd8448eb211c80319c\",\"spanid\":\"b7ad6b7169203331\","
                  + "\"severity\":\"info\",\"flags\":1,\"attributes\":{\"user\":1.5},\"resources\":"
                  + "{\"host\":\"h\"},\"instrumentation_scope\":{\"name\":\"lib\",\"version\":\"1\"}}"
                  + " | trace_id=0af7651916cd43dd8448eb211c80319c | span_id=b7ad6b7169203331");
      running.export(json(request.replace("'host'", "'loki.format'").replace("'h'", "'logfmt'")));
      assertThat(running.backend.lines())
          .containsExactly(
              "{exporter=\"OTLP\", level=\"INFO\"} @1 m=1"
                  + " traceID=0af7651916cd43dd8448eb211c80319c spanID=b7ad6b7169203331"
                  + " severity=info flags=1 attribute_user=1.5 instrumentation_scope_name=lib"
                  + " instrumentation_scope_version=1 | trace_id=0af7651916cd43dd8448eb211c80319c"
                  + " | span_id=b7ad6b7169203331");
    }
  }

  @Test
  void unknownFormatsAreToldAndNotUsed() {
    assertThat(sent("", attribute("loki.format", "xml"), record(1, "x")))
        .containsExactly("{exporter=\"OTLP\"} @1 {\"body\":\"x\"}");
    assertThat(sent("format: raw\n", "", record(1, "x")))
        .containsExactly("{exporter=\"OTLP\"} @1 x");
  }

  @Test
  void olderLabelsWorkAsTheyDid() {
    String yaml =
        """
        labels:
          attributes: {severity: "", http.method: method}
          resource: {host.name: host}
          record: {traceID: trace}
        """;
    assertThat(
            sent(
                yaml,
                attribute("host.name", "h1") + "," + attribute("os", "linux"),
                fields(
                    1,
                    "'severityNumber':9,'severityText':'info','body':{'stringValue':'hello'},"
                        + "'spanId':'b7ad6b7169203331'",
                    attribute("http.method", "GET"),
                    attribute("q", "a b"))))
        .containsExactly(
            "{host=\"h1\", method=\"GET\"} @1 severity=info severityN=9"
                + " spanID=b7ad6b7169203331 q=\\\"a b\\\" os=linux hello".replace("\\", "")
                + " | span_id=b7ad6b7169203331");
  }

  @Test
  void linesOfAStreamAreSentByTime() {
    assertThat(
            sent(
                "",
                RAW,
                record(3, "c"),
                record(1, "a"),
                record(2, "b1"),
                record(2, "b2"),
                "{'observedTimeUnixNano':'4000000500','body':{'stringValue':'d'}}"))
        .containsExactly(
            "{exporter=\"OTLP\"} @1 a",
            "{exporter=\"OTLP\"} @2 b1",
            "{exporter=\"OTLP\"} @2 b2",
            "{exporter=\"OTLP\"} @3 c",
            "{exporter=\"OTLP\"} @4.000000500 d");
  }

  @Test
  void mappingMakesLabelsAndStructuredMetadataWithoutHints() {
    String yaml =
        "mapping: {labels: [service.name, zone], structured_metadata: [user, http],"
            + " trace_context: false}\n";
    String http =
        "{'key':'http','value':{'kvlistValue':{'values':[{'key':'status.code','value':"
            + "{'intValue':'404'}}]}}}";
    assertThat(
            sent(
                yaml,
                attribute("service.name", "cart"),
                fields(
                    1,
                    "'traceId':'0af7651916cd43dd8448eb211c80319c','body':{'stringValue':'x'}",
                    attribute("zone", "a"),
                    attribute("user", "u1"),
                    attribute("left", "1"),
                    http)))
        .containsExactly(
            "{exporter=\"OTLP\", job=\"cart\", service_name=\"cart\", zone=\"a\"} @1 {\"body\":"
                + "\"x\",\"traceid\":\"0af7651916cd43dd8448eb211c80319c\",\"attributes\":"
                + "{\"left\":\"1\"}} | user=u1 | http_status_code=404");
    assertThat(
            sent(
                "mapping: {structured_metadata: ['*']}\n",
                attribute("host", "h") + "," + RAW,
                record(1, "x", attribute("user", "u1"), attribute("host", "mine"))))
        .containsExactly("{exporter=\"OTLP\"} @1 x | user=u1 | host=mine");
  }

  @Test
  void tenantsTravelApart() {
    String hint = attribute("loki.tenant", "team") + "," + RAW;
    try (RunningExporter running = new RunningExporter("headers: {X-Scope-OrgID: usual}\n")) {
      running.export(
          RunningExporter.logs(
              hint,
              record(1, "a", attribute("team", "red")),
              record(1, "b", attribute("team", "blue")),
              record(1, "c")));
      assertThat(running.backend.got())
          .extracting(LokiBackend.Got::tenant)
          .containsExactlyInAnyOrder("red", "blue", "usual");
    }
  }

  @Test
  void theTenantMayComeFromTheSender() {
    try (RunningExporter running =
        new RunningExporter("tenant: {source: context, value: X-Scope-OrgID}\n")) {
      running.header("x-scope-orgid", "red");
      running.send(record(1, "a"));
      assertThat(running.backend.got().getFirst().tenant()).isEqualTo("red");
    }
    try (RunningExporter running = new RunningExporter("tenant_id: green\n")) {
      running.send(record(1, "a"));
      assertThat(running.backend.got().getFirst().tenant()).isEqualTo("green");
    }
    try (RunningExporter running =
        new RunningExporter("tenant: {source: attributes, value: team}\n")) {
      running.sendOf(attribute("team", "black"), record(1, "a"));
      assertThat(running.backend.got().getFirst().tenant()).isEqualTo("black");
    }
  }
}
