package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.documents.FlatDocument;
import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayDeque;
import java.util.Deque;
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
import tools.jackson.core.json.JsonFactory;

/** Whatever attributes are called, values and objects stand where the schema has them. */
class EcsFieldsPropertyTest {
  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final List<String> STEPS =
      List.of(
          "host",
          "os",
          "name",
          "network",
          "protocol",
          "container",
          "runtime",
          "error",
          "message",
          "user",
          "value",
          "type",
          "process",
          "parent",
          "trace",
          "id",
          "app",
          "x");

  /** Attributes whose keys are steps of the schema's fields, with values and maps of values. */
  @Provide
  Arbitrary<List<Attribute>> attributes() {
    Arbitrary<String> keys =
        Arbitraries.of(STEPS)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(steps -> String.join(".", steps));
    Arbitrary<Value> leaf = Arbitraries.integers().map(number -> Value.of((long) number));
    Arbitrary<Value> maps =
        keys.flatMap(key -> leaf.map(value -> Attribute.of(AttributeKey.of(key), value)))
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(EcsFieldsPropertyTest::map);
    Arbitrary<Value> values = Arbitraries.oneOf(leaf, maps);
    return keys.flatMap(key -> values.map(value -> Attribute.of(AttributeKey.of(key), value)))
        .list()
        .ofMaxSize(8);
  }

  private static Value map(List<Attribute> entries) {
    WireWriter list = new WireWriter();
    entries.forEach(entry -> list.attribute(1, entry));
    return new Value(new WireWriter().bytes(6, list.toSlice()).toSlice());
  }

  @Property(tries = 2000, seed = "20261129", edgeCases = EdgeCasesMode.NONE)
  void nothingStandsInTheWayOfAField(@ForAll("attributes") List<Attribute> attributes) {
    WireWriter out = new WireWriter();
    attributes.forEach(attribute -> out.attribute(1, attribute));
    ResourceView view = new ResourceView();
    view.wrap(out.toSlice());
    FlatDocument document = new FlatDocument();
    new EcsAttributes(document, EcsNames.RESOURCE).addResource(view.attributes());
    JsonBuffer json = new JsonBuffer(64);
    document.write(json, Form.NESTED, EcsNames.KEPT);
    check(json.toSlice());
  }

  private static void check(Slice json) {
    Deque<String> path = new ArrayDeque<>();
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), json.array(), json.offset(), json.length())) {
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          name = path.peek() + parser.currentName();
        } else if (token == JsonToken.START_OBJECT) {
          assertThat(EcsFields.VALUES.contains(name)).as("an object: " + name).isFalse();
          path.push(name.isEmpty() ? "" : name + ".");
        } else if (token == JsonToken.END_OBJECT) {
          path.pop();
        } else {
          assertThat(EcsFields.OBJECTS.contains(name)).as("a value: " + name).isFalse();
        }
      }
    }
  }
}
