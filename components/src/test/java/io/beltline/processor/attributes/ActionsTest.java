package io.beltline.processor.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsTest {
  private static final String X = "{\"stringValue\":\"x\"}";
  private static final String Y = "{\"stringValue\":\"y\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text    | {"stringValue":"text"}
          '7'     | {"intValue":"7"}
          1.5     | {"doubleValue":1.5}
          true    | {"boolValue":true}
          [1, a]  | {"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"a"}]}}
          {k: 1}  | {"kvlistValue":{"values":[{"key":"k","value":{"intValue":"1"}}]}}
          """)
  void everyTypeOfValueIsSet(String yaml, String value) {
    assertThat(run("{key: a, action: insert, value: " + yaml + "}", "[]"))
        .isEqualTo(Requests.attributes("a", value));
    assertThat(run("{key: a, action: update, value: " + yaml + "}", Requests.attributes("a", X)))
        .isEqualTo(Requests.attributes("a", value));
    assertThat(run("{key: a, action: upsert, value: " + yaml + "}", Requests.attributes("b", X)))
        .isEqualTo(Requests.attributes("b", X, "a", value));
  }

  @Test
  void insertLeavesWhatIsThere() {
    same("{key: a, action: insert, value: y}", Requests.attributes("a", X));
  }

  @Test
  void updateLeavesOutWhatIsNotThere() {
    same("{key: b, action: update, value: y}", Requests.attributes("a", X));
  }

  @Test
  void upsertOverwrites() {
    assertThat(run("{key: a, action: UPSERT, value: y}", Requests.attributes("a", X)))
        .isEqualTo(Requests.attributes("a", Y));
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert"})
  void fromAttributeCopiesTheValueWithItsType(String action) {
    String number = "{\"intValue\":\"7\"}";
    String config = "{key: b, action: " + action + ", from_attribute: a}";
    assertThat(run(config, Requests.attributes("a", number)))
        .isEqualTo(Requests.attributes("a", number, "b", number));
    same(config, Requests.attributes("c", number));
  }

  @Test
  void fromContextReadsHeadersTheSenderAndItsAddress() {
    Context context =
        Context.of(
                new ClientInfo("[::1]:4317", "grpc"),
                Metadata.of(Map.of("X-Tenant", List.of("a", "b"))))
            .withAuth(Map.of("subject", "me", "groups", List.of("g", "h"), "number", 7));
    assertThat(fromContext("metadata.x-tenant", context)).isEqualTo(a("a;b"));
    assertThat(fromContext("X-Tenant", context)).isEqualTo(a("a;b"));
    assertThat(fromContext("auth.subject", context)).isEqualTo(a("me"));
    assertThat(fromContext("auth.groups", context)).isEqualTo(a("g;h"));
    assertThat(fromContext("client.address", context)).isEqualTo(a("::1"));
    for (String absent : List.of("auth.number", "auth.other", "metadata.other", "other")) {
      assertThat(fromContext(absent, context)).isEqualTo("[]");
    }
    assertThat(fromContext("client.address", Context.EMPTY)).isEqualTo("[]");
  }

  private static String a(String text) {
    return Requests.attributes("a", "{\"stringValue\":\"" + text + "\"}");
  }

  private static String fromContext(String source, Context context) {
    return run("{key: a, action: insert, from_context: " + source + "}", "[]", context);
  }

  @Test
  void deleteRemovesByKeyAndByPattern() {
    String all = Requests.attributes("a", X, "http.x", X, "b", X, "http.y", X);
    assertThat(run("{key: a, action: delete}", all))
        .isEqualTo(Requests.attributes("http.x", X, "b", X, "http.y", X));
    assertThat(run("{pattern: '^http\\.', action: delete}", all))
        .isEqualTo(Requests.attributes("a", X, "b", X));
    assertThat(run("{key: b, pattern: '^http\\.', action: delete}", all))
        .isEqualTo(Requests.attributes("a", X));
  }

  /** The hashes are those of coreutils' sha256sum of the same bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"stringValue":"abc"}  | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
          {"boolValue":true}     | 4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a
          {"boolValue":false}    | 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
          {"intValue":"1"}       | 7c9fa136d4413fa6173637e883b6998d32e1d675f88cddff9dcbcf331820f4b8
          {"doubleValue":1}      | ONE
          """)
  void hashIsOverTheBytesOfTheValue(String value, String hash) {
    String expected =
        hash.equals("ONE") ? sha256(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f}) : hash;
    assertThat(run("{key: a, action: hash}", Requests.attributes("a", value)))
        .isEqualTo(Requests.attributes("a", "{\"stringValue\":\"" + expected + "\"}"));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void hashOfWhatIsNoScalarIsEmpty() {
    for (String value :
        List.of(
            "{\"stringValue\":\"\"}", "{\"bytesValue\":\"AQI=\"}", "{\"arrayValue\":{}}", "{}")) {
      assertThat(run("{key: a, action: hash}", Requests.attributes("a", value)))
          .isEqualTo(Requests.attributes("a", "{\"stringValue\":\"\"}"));
    }
  }

  @Test
  void hashByPatternTakesEveryKeyThatMatches() {
    String hashed = "{\"stringValue\":\"" + sha256(new byte[] {'x'}) + "\"}";
    assertThat(
            run(
                "{pattern: '^user', action: hash}",
                Requests.attributes("user.id", X, "b", X, "user.name", X)))
        .isEqualTo(Requests.attributes("user.id", hashed, "b", X, "user.name", hashed));
  }

  @Test
  void extractSetsAnAttributeForEachGroupInTheirOrder() {
    String config =
        "{key: url, action: extract, pattern:"
            + " '^(?P<scheme>\\w+)://(?P<host>[^:/]+)(?::(?P<port>\\d+))?'}";
    String url = "{\"stringValue\":\"http://shop/x\"}";
    assertThat(run(config, Requests.attributes("url", url, "host", X)))
        .isEqualTo(
            Requests.attributes(
                "url",
                url,
                "host",
                "{\"stringValue\":\"shop\"}",
                "scheme",
                "{\"stringValue\":\"http\"}",
                "port",
                "{\"stringValue\":\"\"}"));
    same(config, Requests.attributes("url", X));
    same(config, Requests.attributes("url", "{\"intValue\":\"7\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int    | {"stringValue":"-7"}    | {"intValue":"-7"}
          int    | {"stringValue":"+7"}    | {"intValue":"7"}
          int    | {"doubleValue":7.9}     | {"intValue":"7"}
          int    | {"boolValue":true}      | {"intValue":"1"}
          double | {"stringValue":"1.5e2"} | {"doubleValue":150.0}
          double | {"stringValue":"0x1p-2"}| {"doubleValue":0.25}
          double | {"intValue":"7"}        | {"doubleValue":7.0}
          double | {"boolValue":false}     | {"doubleValue":0.0}
          string | {"intValue":"7"}        | {"stringValue":"7"}
          string | {"doubleValue":7}       | {"stringValue":"7"}
          string | {"boolValue":true}      | {"stringValue":"true"}
          string | {"bytesValue":"AQI="}   | {"stringValue":"AQI="}
          """)
  void convertChangesTheType(String type, String from, String to) {
    Telemetry expected = Requests.span(Requests.attributes("a", to));
    assertThat(process("[{key: a, action: convert, converted_type: " + type + "}]", from))
        .isEqualTo(Requests.text(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int    | {"stringValue":"7.0"}
          int    | {"stringValue":"\\u0667"}
          int    | {"stringValue":"9223372036854775808"}
          int    | {"arrayValue":{}}
          double | {"stringValue":"1e400"}
          double | {"stringValue":"1d"}
          double | {"stringValue":" 1"}
          double | {"stringValue":""}
          string | {"stringValue":"x"}
          """)
  void whatCannotBeConvertedStays(String type, String value) {
    same(
        "{key: a, action: convert, converted_type: " + type + "}", Requests.attributes("a", value));
  }

  @Test
  void actionsSeeWhatTheOnesBeforeThemDid() {
    assertThat(
            run(
                "{key: a, action: insert, value: 7},"
                    + "{key: b, action: insert, from_attribute: a},"
                    + "{key: a, action: delete}",
                "[]"))
        .isEqualTo(Requests.attributes("b", "{\"intValue\":\"7\"}"));
  }

  private static String process(String actions, String value) {
    return Requests.text(
        out(actions, Requests.span(Requests.attributes("a", value)), Context.EMPTY));
  }

  private static void same(String action, String attributes) {
    Telemetry in = Requests.span(attributes);
    assertThat(out("[" + action + "]", in, Context.EMPTY)).isSameAs(in);
  }

  private static String run(String actions, String attributes) {
    return run(actions, attributes, Context.EMPTY);
  }

  /** The attributes after the actions. */
  private static String run(String actions, String attributes, Context context) {
    String text = Requests.text(out("[" + actions + "]", Requests.span(attributes), context));
    int from = text.indexOf("\"attributes\":");
    return from < 0 ? "[]" : text.substring(from + 13, text.lastIndexOf("}]}]}]}"));
  }

  private static Telemetry out(String actions, Telemetry in, Context context) {
    RecordingConsumer next = new RecordingConsumer();
    new AttributesProcessorFactory()
        .create(
            TestSettings.of("attributes").settings(),
            Configs.bind(AttributesProcessorConfig.class, "actions: " + actions),
            Signal.TRACES,
            next)
        .consume(context, in);
    return next.received().getFirst().telemetry();
  }
}
