package io.beltline.processor.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanProcessorTest {
  private final RecordingConsumer next = new RecordingConsumer();

  private static Telemetry span(String json) {
    return Requests.json(
        Signal.TRACES, "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + json + "}]}]}]}");
  }

  private Telemetry process(String yaml, Telemetry in) {
    new SpanProcessorFactory()
        .create(
            TestSettings.of("span").settings(),
            Configs.bind(SpanProcessorConfig.class, yaml),
            Signal.TRACES,
            next)
        .consume(Context.EMPTY, in);
    return next.received().getLast().telemetry();
  }

  private String run(String yaml, String json) {
    return Requests.text(process(yaml, span(json)));
  }

  private static String attributes(String... attributes) {
    return "\"attributes\":" + Requests.attributes(attributes);
  }

  @Test
  void attributesMakeTheName() {
    String json =
        "\"name\":\"old\","
            + attributes(
                "svc",
                "{\"stringValue\":\"a\"}",
                "n",
                "{\"intValue\":\"7\"}",
                "d",
                "{\"doubleValue\":1.5E10}",
                "b",
                "{\"boolValue\":true}",
                "l",
                "{\"arrayValue\":{}}",
                "e",
                "{\"stringValue\":\"\"}");
    assertThat(run("name: {from_attributes: [svc, n, d, b, l], separator: '::'}", json))
        .contains("\"name\":\"a::7::15000000000::true::<unknown-attribute-type>\"");
    assertThat(run("name: {from_attributes: [n, svc]}", json)).contains("\"name\":\"7a\"");
    assertThat(run("name: {from_attributes: [e, svc], separator: '-'}", json))
        .contains("\"name\":\"-a\"");
    assertThat(run("name: {from_attributes: [svc, none]}", json)).contains("\"name\":\"old\"");
  }

  @Test
  void namesMakeAttributes() {
    String json = "\"name\":\"/api/v1/document/12345678/update\"";
    String rule = "'^/api/v1/document/(?P<documentId>.*)/update$'";
    String id = attributes("documentId", "{\"stringValue\":\"12345678\"}");
    assertThat(run("name: {to_attributes: {rules: [" + rule + "]}}", json))
        .contains("\"name\":\"/api/v1/document/{documentId}/update\"", id);
    assertThat(
            run("name: {to_attributes: {rules: [" + rule + "], keep_original_name: true}}", json))
        .contains(json, id);
    assertThat(run("name: {to_attributes: {rules: ['^/none/(?P<x>.*)']}}", json))
        .contains(json)
        .doesNotContain("attributes");
  }

  @Test
  void rulesSeeWhatTheOnesBeforeMade() {
    String yaml =
        "name: {to_attributes: {break_after_match: %s, rules: ['^/(?P<a>[^/]+)/',"
            + " '/(?P<b>\\d+)$']}}";
    assertThat(run(yaml.formatted(false), "\"name\":\"/x/1\"")).contains("\"name\":\"/{a}/{b}\"");
    assertThat(run(yaml.formatted(true), "\"name\":\"/x/1\"")).contains("\"name\":\"/{a}/1\"");
    assertThat(run(yaml.formatted(true), "\"name\":\"x/1\"")).contains("\"name\":\"x/{b}\"");
  }

  @Test
  void groupsThatTakeNoPartOrHaveNoNameAreLeft() {
    assertThat(
            run(
                "name: {to_attributes: {rules: ['(get|put) (?P<o>(?P<i>\\d)+)(?P<none>x)?']}}",
                "\"name\":\"get 12\""))
        .contains("\"name\":\"get {o}\"")
        .contains(attributes("o", "{\"stringValue\":\"12\"}", "i", "{\"stringValue\":\"2\"}"));
  }

  @Test
  void statusIsSet() {
    assertThat(run("status: {code: Error, description: bad}", "\"name\":\"a\""))
        .contains("\"status\":{\"message\":\"bad\",\"code\":2}");
    assertThat(run("status: {code: Ok}", "\"status\":{\"message\":\"bad\",\"code\":2}"))
        .contains("\"status\":{\"code\":1}");
    Telemetry in = span("\"name\":\"a\",\"status\":{\"code\":1}");
    assertThat(process("status: {code: Ok}", in)).isSameAs(in);
  }

  @Test
  void onlySpansThatMatchAreEdited() {
    String yaml =
        "{include: {match_type: strict, span_names: [a, b]}, exclude: {match_type: regexp,"
            + " span_names: [b]}, status: {code: Ok}}";
    assertThat(run(yaml, "\"name\":\"a\"")).contains("\"code\":1");
    assertThat(run(yaml, "\"name\":\"b\"")).doesNotContain("status");
    assertThat(run(yaml, "\"name\":\"c\"")).doesNotContain("status");
  }

  @Test
  void problems() {
    assertThat(problems("{}"))
        .containsExactly(
            "1: name: has nothing to do (expected: from_attributes, to_attributes or status)");
    assertThat(
            problems(
                """
                name:
                  to_attributes:
                    rules: ['(']
                status:
                  code: Ok
                  description: x
                include:
                  match_type: strict
                  log_bodies: [a]
                """))
        .satisfiesExactlyInAnyOrder(
            p ->
                assertThat(p)
                    .startsWith("3: name::to_attributes::rules::0: \"(\" is no regular expression"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "6: status::description: has a meaning with code Error only (expected:"
                            + " none)"),
            p -> assertThat(p).contains("include: log_bodies cannot match traces"));
    assertThat(problems("{name: {to_attributes: {}}, status: {}}")).hasSize(2);
    assertThat(problems("status: {code: Good}")).hasSize(1);
  }

  private static List<String> problems(String yaml) {
    return Configs.problems(SpanProcessorConfig.class, yaml);
  }

  @Test
  void defaults() {
    SpanProcessorConfig config = Configs.bind(SpanProcessorConfig.class, "status: {code: Unset}");
    assertThat(config.name().fromAttributes()).isEmpty();
    assertThat(config.name().separator()).isEmpty();
    assertThat(config.name().toAttributes()).isNull();
    assertThat(config.include()).isNull();
  }
}
