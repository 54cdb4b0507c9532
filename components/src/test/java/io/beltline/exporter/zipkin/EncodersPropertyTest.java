package io.beltline.exporter.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.WireWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Both encoders say the same of any span, and what they say can be read. */
class EncodersPropertyTest {

  record Sample(
      long trace, long id, int kind, long start, long took, String name, Map<String, String> tags) {
    Telemetry telemetry() {
      WireWriter out = new WireWriter();
      int resource = out.begin(1);
      int scope = out.begin(2);
      int span = out.begin(2);
      out.bytes(1, HexFormat.of().parseHex("%016x%016x".formatted(trace, id)));
      out.bytes(2, HexFormat.of().parseHex("%016x".formatted(id)));
      out.string(5, name);
      out.varint(6, kind);
      out.fixed64(7, start);
      out.fixed64(8, start + took);
      tags.forEach((key, value) -> out.attribute(9, Attribute.of(key, value)));
      out.end(span);
      out.end(scope);
      out.end(resource);
      return Telemetry.of(Signal.TRACES, Payload.of(out.toSlice()));
    }
  }

  @Provide
  Arbitrary<Sample> samples() {
    Arbitrary<String> texts =
        Arbitraries.strings().ofMaxLength(12).filter(EncodersPropertyTest::isText);
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.longs().filter(id -> id != 0),
            Arbitraries.integers().between(0, 7),
            Arbitraries.longs().between(1000, Long.MAX_VALUE / 2),
            Arbitraries.longs().between(0, Long.MAX_VALUE / 2),
            texts,
            Arbitraries.maps(texts, texts).ofMaxSize(5))
        .as(Sample::new);
  }

  @Property(tries = 300, seed = "20261123")
  void bothSayTheSame(@ForAll("samples") Sample sample) {
    Telemetry telemetry = sample.telemetry();
    List<Map<String, Object>> json = readJson(Spans.json(telemetry));
    List<Map<String, Object>> proto = readProto(Spans.proto(telemetry));
    assertThat(proto).isEqualTo(json).hasSize(1);
    assertThat(json.getFirst().getOrDefault("name", "")).isEqualTo(sample.name());
    Map<String, String> kept = new HashMap<>(sample.tags());
    kept.remove("error");
    assertThat(json.getFirst().getOrDefault("tags", Map.of()).toString().length())
        .isGreaterThanOrEqualTo(kept.toString().length());
    String id = (String) json.getFirst().get("traceId");
    assertThat(new BigInteger(id, 16).longValue()).isEqualTo(sample.id());
    assertThat(id.length()).isEqualTo(sample.trace() == 0 ? 16 : 32);
  }

  private static boolean isText(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
  }

  private static List<Map<String, Object>> readJson(String text) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      List<Map<String, Object>> spans = new ArrayList<>();
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        Map<String, Object> span = object(parser);
        if ("".equals(span.get("name"))) {
          span.remove("name");
        }
        spans.add(span);
      }
      assertThat(parser.nextToken()).isNull();
      return spans;
    }
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> fields = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      Object read =
          value == JsonToken.START_OBJECT
              ? object(parser)
              : value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : parser.getString();
      assertThat(fields.put(key, read)).as("key %s once", key).isNull();
    }
    return fields;
  }

  private static List<Map<String, Object>> readProto(Slice bytes) {
    List<Map<String, Object>> spans = new ArrayList<>();
    ProtoReader.each(
        bytes,
        (field, value) -> {
          assertThat(field).isEqualTo(1);
          spans.add(span((Slice) value));
        });
    return spans;
  }

  private static Map<String, Object> span(Slice bytes) {
    Map<String, Object> span = new HashMap<>();
    Map<String, Object> tags = new HashMap<>();
    ProtoReader.each(
        bytes,
        (field, value) -> {
          switch (field) {
            case 1 -> span.put("traceId", hex(value));
            case 3 -> span.put("id", hex(value));
            case 4 ->
                span.put(
                    "kind",
                    List.of("", "CLIENT", "SERVER", "PRODUCER", "CONSUMER")
                        .get((int) (long) value));
            case 5 -> span.put("name", ((Slice) value).toUtf8());
            case 6 -> span.put("timestamp", value);
            case 7 -> span.put("duration", value);
            case 8 -> span.put("localEndpoint", Map.of("serviceName", text((Slice) value, 1)));
            case 11 -> tags.put(text((Slice) value, 1), text((Slice) value, 2));
            default -> throw new AssertionError("field " + field);
          }
        });
    if (!tags.isEmpty()) {
      span.put("tags", tags);
    }
    return span;
  }

  private static String hex(Object value) {
    return HexFormat.of().formatHex(((Slice) value).toByteArray());
  }

  private static String text(Slice message, int wanted) {
    StringBuilder found = new StringBuilder();
    ProtoReader.each(
        message,
        (field, value) -> {
          if (field == wanted) {
            found.append(((Slice) value).toUtf8());
          }
        });
    return found.toString();
  }
}
