package io.beltline.components.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Whatever the input, what is written is JSON in which no name stands twice. */
class JsonPropertyTest {
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static void assertIsJson(Slice json) {
    try (JsonParser parser =
        STRICT.createParser(
            ObjectReadContext.empty(), json.array(), json.offset(), json.length())) {
      int depth = 0;
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
      assertThat(depth).isZero();
    }
  }

  @Property(tries = 500, seed = "20261128")
  void anyBytesAreTheTextThatJavaReads(@ForAll byte[] bytes) {
    JsonBuffer out = new JsonBuffer(4);
    out.beginArray().text(bytes, 0, bytes.length).endArray();
    Slice json = out.toSlice();
    try (JsonParser parser =
        STRICT.createParser(
            ObjectReadContext.empty(), json.array(), json.offset(), json.length())) {
      parser.nextToken();
      parser.nextToken();
      assertThat(parser.getString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Property(tries = 300, seed = "20261128")
  void numbersAreReadBack(@ForAll long whole, @ForAll double broken) {
    JsonBuffer out = new JsonBuffer(4);
    out.beginArray().number(whole).number(broken).unsigned(whole).number(Double.NaN).endArray();
    String[] parts = out.toSlice().toUtf8().replaceAll("[\\[\\]]", "").split(",", -1);
    assertThat(Long.parseLong(parts[0])).isEqualTo(whole);
    assertThat(Double.parseDouble(parts[1])).isEqualTo(broken);
    assertThat(parts[1]).contains(".");
    assertThat(Long.parseUnsignedLong(parts[2])).isEqualTo(whole);
    assertThat(parts[3]).isEqualTo("null");
  }

  /** Attributes whose keys conflict often, with values of any kind. */
  @Provide
  Arbitrary<List<Attribute>> attributes() {
    Arbitrary<String> keys =
        Arbitraries.strings().withChars("ab.-\u00fc").ofMinLength(0).ofMaxLength(6);
    Arbitrary<Value> values = values(2);
    return keys.flatMap(key -> values.map(value -> Attribute.of(key, value))).list().ofMaxSize(12);
  }

  private static Arbitrary<Value> values(int depth) {
    Arbitrary<Value> leaf =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(5).map(Value::of),
            Arbitraries.longs().map(Value::of),
            Arbitraries.doubles().map(Value::of),
            Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY).map(Value::of),
            Arbitraries.of(true, false).map(Value::of));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Value> inner = values(depth - 1);
    Arbitrary<String> keys = Arbitraries.strings().withChars("ab.").ofMaxLength(3);
    Arbitrary<Value> maps =
        keys.flatMap(key -> inner.map(value -> Attribute.of(AttributeKey.of(key), value)))
            .list()
            .ofMaxSize(4)
            .map(JsonPropertyTest::map);
    return Arbitraries.oneOf(leaf, maps, inner.list().ofMaxSize(3).map(JsonPropertyTest::array));
  }

  private static Value map(List<Attribute> entries) {
    WireWriter list = new WireWriter();
    entries.forEach(entry -> list.attribute(1, entry));
    return new Value(new WireWriter().bytes(6, list.toSlice()).toSlice());
  }

  private static Value array(List<Value> values) {
    WireWriter list = new WireWriter();
    values.forEach(value -> list.bytes(1, value.encoded()));
    return new Value(new WireWriter().bytes(5, list.toSlice()).toSlice());
  }

  private static AttributesView view(List<Attribute> attributes) {
    WireWriter out = new WireWriter();
    attributes.forEach(attribute -> out.attribute(1, attribute));
    ResourceView view = new ResourceView();
    view.wrap(out.toSlice());
    return view.attributes();
  }

  @Property(tries = 500, seed = "20261128", edgeCases = EdgeCasesMode.NONE)
  void mapsAreObjectsWithoutRepetition(@ForAll("attributes") List<Attribute> attributes) {
    JsonBuffer out = new JsonBuffer(4);
    new ValueWriter(out).object(view(attributes));
    assertIsJson(out.toSlice());
  }

  @Property(tries = 500, seed = "20261128", edgeCases = EdgeCasesMode.NONE)
  void flatDocumentsHaveNoConflicts(@ForAll("attributes") List<Attribute> attributes) {
    FlatDocument document = new FlatDocument();
    document.attributes("", view(attributes));
    for (Form form : Form.values()) {
      JsonBuffer out = new JsonBuffer(4);
      document.write(out, form, new Protected(java.util.Set.of("a", "b.a")));
      assertIsJson(out.toSlice());
    }
  }

  @Property(tries = 300, seed = "20261128")
  void keysOfAnyBytesStayApart(@ForAll List<byte[]> keys) {
    WireWriter out = new WireWriter();
    for (byte[] key : keys) {
      int entry = out.begin(1);
      out.bytes(1, key).bytes(2, Value.of(1).encoded());
      out.end(entry);
    }
    ResourceView view = new ResourceView();
    view.wrap(out.toSlice());
    JsonBuffer json = new JsonBuffer(4);
    new ValueWriter(json).object(view.attributes());
    assertIsJson(json.toSlice());
    FlatDocument document = new FlatDocument();
    document.attributes("p", view.attributes());
    JsonBuffer flat = new JsonBuffer(4);
    document.write(flat, Form.NESTED, Protected.NOTHING);
    assertIsJson(flat.toSlice());
  }
}
