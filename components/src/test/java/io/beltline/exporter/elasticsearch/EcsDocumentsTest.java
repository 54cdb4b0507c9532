package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Signal;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of mode ecs have what the schema has where the schema has it. */
class EcsDocumentsTest {
  private static final String ECS = "mapping: {mode: ecs}\n";
  private static final String OTEL = "mapping: {mode: otel}\n";

  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  private String log(String mode, String members) {
    engine.bulks.clear();
    engine.export(mode, Records.logs(members));
    return engine.lines().getLast();
  }

  private static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{" + value + "}}";
  }

  private static String attributes(String... attributes) {
    return Records.text("a") + ",'attributes':[" + String.join(",", attributes) + "]";
  }

  @Test
  void stacksHaveTheNameOfTheSchema() {
    assertThat(log(ECS, attributes(attribute("exception.stacktrace", "'stringValue':'at Shop'"))))
        .contains("\"error\":{\"stack_trace\":\"at Shop\"}");
  }

  @Test
  void theVersionOfTheSchemaIsToldUnlessTheSenderTellsAnother() {
    assertThat(log(ECS, Records.text("a"))).contains("\"ecs\":{\"version\":\"9.4.0\"}");
    assertThat(log(ECS, attributes(attribute("ecs.version", "'stringValue':'1.6.0'"))))
        .contains("\"ecs\":{\"version\":\"1.6.0\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,ip",
    "2001:db8::7,ip",
    "web.example,address",
    "192.0.2,address",
    "192.0.2.700,address",
    "fe80::1%eth0,address"
  })
  void whatIsNoAddressIsNotInAFieldOfAddresses(String client, String field) {
    String request =
        ("{'resourceLogs':[{'resource':{'attributes':[%s]},'scopeLogs':[{'logRecords':[{'timeUnixNano':'1'}]}]}]}")
            .formatted(attribute("client.address", "'stringValue':'" + client + "'"))
            .replace('\'', '"');
    engine.export(ECS, OtlpJson.read(Signal.LOGS, request.getBytes(StandardCharsets.UTF_8)));
    assertThat(engine.lines().getLast())
        .contains("\"client\":{\"" + field + "\":\"" + client + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user|\"user\":{\"value\":\"v\"}",
        "host|\"host\":{\"value\":\"v\"}",
        "error|\"error\":{\"value\":\"v\"}",
        "labels|\"labels\":{\"value\":\"v\"}",
        "host.os|\"host\":{\"os\":{\"value\":\"v\"}}",
        "dns.answers|\"dns\":{\"answers\":{\"value\":\"v\"}}",
        "faas.trigger|\"faas\":{\"trigger\":{\"type\":\"v\"}}",
        "network.protocol.name|\"network\":{\"protocol\":\"v\"}",
        "network.protocol.version|\"network\":{\"protocol_version\":\"v\"}",
        "container.runtime.name|\"container\":{\"runtime\":\"v\"}",
        "process.executable.build_id.go|\"process\":{\"executable_build_id\":{\"go\":\"v\"}}",
        "message.id|\"message\":\"a\",\"message_id\":\"v\"",
        "app|\"app\":\"v\"",
        "app.x|\"app\":{\"x\":\"v\"}"
      })
  void valuesAndObjectsAreWhereTheSchemaHasThem(String key, String member) {
    assertThat(log(ECS, attributes(attribute(key, "'stringValue':'v'")))).contains(member);
  }

  @Test
  void mapsAreReadByTheSameRule() {
    String host =
        "'kvlistValue':{'values':[{'key':'name','value':{'stringValue':'web'}},"
            + "{'key':'os','value':{'stringValue':'linux'}}]}";
    String runtime = "'kvlistValue':{'values':[{'key':'version','value':{'intValue':'2'}}]}";
    String errors =
        "'arrayValue':{'values':[{'kvlistValue':{'values':[{'key':'id','value':{'intValue':'7'}}]}}]}";
    assertThat(
            log(
                ECS,
                attributes(
                    attribute("host", host),
                    attribute("container.runtime", runtime),
                    attribute("error", errors))))
        .contains("\"host\":{\"name\":\"web\",\"os\":{\"value\":\"linux\"}}")
        .contains("\"container\":{\"runtime_version\":2}")
        .contains("\"error\":[{\"id\":7}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'intValue':'42'|42",
        "'boolValue':true|true",
        "'doubleValue':1.5|1.5",
        "'bytesValue':'AQI='|0102",
        "'arrayValue':{'values':[{'intValue':'1'},{'stringValue':'b'}]}|[1,'b']",
        "'kvlistValue':{'values':[{'key':'user','value':{'stringValue':'u1'}}]}|{'user':'u1'}"
      })
  void aBodyThatIsNoTextIsTheMessageAsAText(String body, String text) {
    String json = text.replace("'", "\\\"");
    String members = "'timeUnixNano':'1','body':{" + body + "}";
    assertThat(log(ECS, members)).contains("\"message\":\"" + json + "\"");
    String message = ",'attributes':[" + attribute("message", "'stringValue':'m'") + "]";
    assertThat(log(ECS, members + message))
        .contains("\"message\":\"m\"")
        .contains("\"event\":{\"original\":\"" + json + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'intValue':'42',42",
        "'boolValue':true,true",
        "'doubleValue':1.5,1.5",
        "'stringValue':'x',x",
        "'bytesValue':'AQI=',0102"
      })
  void aTextOfModeOtelIsAText(String body, String text) {
    assertThat(log(OTEL, "'timeUnixNano':'1','body':{" + body + "}"))
        .contains("\"body\":{\"text\":\"" + text + "\"}");
  }
}
