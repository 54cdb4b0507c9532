package io.beltline.model.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** The reader's JSON beside that of Jackson, which knows nothing of ours. */
class JsonSyntaxTest {
  private static final JsonFactory ESCAPING =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Property(tries = 300, seed = "20261128")
  void readsTheSameInOtherWords(@ForAll Signal signal, @ForAll long seed) {
    MessageType type = OtlpJson.request(signal);
    byte[] wire = new RandomOtlp(seed, false).request(signal).toByteArray();
    byte[] json = OtlpJson.write(type, Slice.of(wire));
    assertThat(OtlpJson.read(type, Slice.of(escaped(json))))
        .isEqualTo(OtlpJson.read(type, Slice.of(json)));
  }

  @Property(tries = 5000, seed = "20261128")
  void takesNothingThatIsNoJson(@ForAll Signal signal, @ForAll long seed) {
    Random random = new Random(seed);
    MessageType type = OtlpJson.request(signal);
    byte[] wire = new RandomOtlp(seed, false).request(signal).toByteArray();
    byte[] json = OtlpJson.write(type, Slice.of(wire));
    for (int i = 0; json.length > 0 && i <= random.nextInt(3); i++) {
      byte[] pieces = "\"\\{}[],:-+.eE0u \t\n\u0001tfnx\u00ff".getBytes(ISO_8859_1);
      json[random.nextInt(json.length)] = pieces[random.nextInt(pieces.length)];
    }
    boolean taken;
    try {
      OtlpJson.read(type, Slice.of(json));
      taken = true;
    } catch (MalformedTelemetryException _) {
      taken = false;
    }
    if (taken) {
      assertThat(isJson(json)).as(() -> new String(json, UTF_8)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"new\":01}",
        "{\"new\":-}",
        "{\"new\":1.}",
        "{\"new\":.5}",
        "{\"new\":1e}",
        "{\"new\":+1}",
        "{\"new\":1e+}",
        "{\"new\":NaN}",
        "{\"new\":tru}",
        "{\"new\":truex}",
        "{\"new\":nul",
        "{\"new\":'a'}",
        "{\"new\":[1,]}",
        "{\"new\":[,1]}",
        "{\"new\":[1 2]}",
        "{\"new\":{1:2}}",
        "{\"new\":\"\\x\"}",
        "{\"new\":\"\\u12g4\"}",
        "{\"new\":\"\\u12\"}",
        "{\"new\":\"a\tb\"}",
        "{\"new\":\"a}",
        "{\"new\":\"a\\",
        "{\"new\" 1}",
        "{\"new\":1,}",
        "{,}",
        "{\"new\":1}}",
        "{\"new\":1 /* c */}",
        "{\"a\":1;\"b\":2}",
        "{\"new\":[1}",
        "{\"new\":{]}",
        "{a:1}",
      })
  void refusesWhatLooksLikeJson(String json) {
    assertThatThrownBy(() -> OtlpJson.read(OtlpTypes.SPAN, Slice.utf8(json)))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("at line 1, column ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00c0\u0080",
        "\u00c1\u00bf",
        "\u00e0\u0080\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f0\u0080\u0080\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00f8\u0088\u0080\u0080",
        "\u0080",
        "\u00e2\u0082",
        "\u00e2(\u00ac",
        "\u00c3(",
      })
  void refusesTextsThatAreNoUtf8(String bytes) {
    byte[] json = ("{\"name\":\"12345678" + bytes + "\"}").getBytes(ISO_8859_1);
    assertThatThrownBy(() -> OtlpJson.read(OtlpTypes.SPAN, Slice.of(json)))
        .hasMessage("a text that is no UTF-8 at line 1, column 18");
  }

  @Test
  void readsTexts() throws InvalidProtocolBufferException {
    reads("a\\nb", "a\nb");
    reads("\\\"\\\\\\/\\b\\f\\r\\t", "\"\\/\b\f\r\t");
    reads("\\u00e4\\u20AC\\ud83d\\ude00", "\u00e4\u20ac\ud83d\ude00");
    reads("\\ud83dx\\ude00", "?x?");
    reads("\\ud83d\\u0041", "?A");
    reads("\\u0000", "\0");
    String beyond = "\u00e4\u20ac\ud83d\ude00 and more than eight at once \u00e4";
    reads(beyond, beyond);
  }

  private static void reads(String text, String expected) throws InvalidProtocolBufferException {
    String json = "{ \"na\\u006de\" :\r\n\t\"" + text + "\" }";
    Span span = Span.parseFrom(OtlpJson.read(OtlpTypes.SPAN, Slice.utf8(json)).toByteArray());
    assertThat(span.getName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1.5",
        "0.1",
        "123456789012345",
        "1234567.12345678",
        "9007199254740993",
        "0.000000000000001",
        "1e22",
        "1.7976931348623157e308",
        "4.9e-324",
        "-12.5E-3",
        "1e-400",
        "3.141592653589793",
      })
  void readsNumbersAsJavaDoes(String number) throws InvalidProtocolBufferException {
    for (String json : new String[] {number, '"' + number + '"'}) {
      Slice read = OtlpJson.read(OtlpTypes.ANY_VALUE, Slice.utf8("{\"doubleValue\":" + json + "}"));
      assertThat(AnyValue.parseFrom(read.toByteArray()).getDoubleValue())
          .isEqualTo(Double.parseDouble(number));
    }
  }

  @Property(tries = 2000, seed = "20261128")
  void readsDecimalsAsJavaDoes(@ForAll long mantissa, @ForAll byte digits)
      throws InvalidProtocolBufferException {
    String plain = Long.toString(mantissa % 1_000_000_000_000_000L);
    int point = Math.max(plain.startsWith("-") ? 2 : 1, plain.length() - Math.abs(digits % 16));
    String number = plain.substring(0, point) + "." + plain.substring(point) + "0";
    Slice read = OtlpJson.read(OtlpTypes.ANY_VALUE, Slice.utf8("{\"doubleValue\":" + number + "}"));
    assertThat(AnyValue.parseFrom(read.toByteArray()).getDoubleValue())
        .isEqualTo(Double.parseDouble(number));
  }

  @Test
  void passesAByteOrderMark() {
    assertThat(OtlpJson.read(OtlpTypes.SPAN, Slice.utf8("\ufeff{\"name\":\"a\"}")))
        .isEqualTo(OtlpJson.read(OtlpTypes.SPAN, Slice.utf8("{\"name\":\"a\"}")));
  }

  @Test
  void countsLines() {
    assertThatThrownBy(() -> OtlpJson.read(OtlpTypes.SPAN, Slice.utf8("{\n \"name\":\n  5\n}")))
        .hasMessage("name: unexpected \"5\" (expected: a string) at line 3, column 3");
  }

  @Test
  void limitsTheDepthOfWhatItDoesNotKnow() {
    String deep = "{\"new\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> OtlpJson.read(OtlpTypes.SPAN, Slice.utf8(deep)))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("nested too deep");
  }

  private static byte[] escaped(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonParser from = ESCAPING.createParser(ObjectReadContext.empty(), json);
        JsonGenerator to = ESCAPING.createGenerator(ObjectWriteContext.empty(), out)) {
      while (from.nextToken() != null) {
        to.copyCurrentEvent(from);
      }
    }
    return out.toByteArray();
  }

  private static boolean isJson(byte[] json) {
    try (JsonParser parser = ESCAPING.createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        parser.getString();
      }
      return true;
    } catch (JacksonException _) {
      return false;
    }
  }
}
