package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Many look-ups and edits of one record do what each would do alone. */
class AttributeIndexTest {
  private static final List<String> KEYS =
      List.of("", "a", "ab", "abc", "abd", "http.method", "http.target", "k".repeat(130));

  @Property(tries = 1000, seed = "20261128")
  void agreesWithAnEditorThatIsAskedOnce(@ForAll long seed, @ForAll boolean hostile) {
    Random random = new Random(seed);
    byte[] bytes = new RandomOtlp(seed, true).fill(Span.newBuilder(), 3).toByteArray();
    SpanEditor editor = new SpanEditor();
    editor.wrap(Slice.of(bytes));
    for (int i = random.nextInt(12); i > 0; i--) {
      editor.attributes().add(Attribute.of(key(random), value(random)));
    }
    bytes = editor.toSlice().toByteArray();
    if (hostile && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    for (int record = 0; record < 2; record++) {
      editor.wrap(Slice.of(bytes.clone()));
      edit(editor, random);
    }
  }

  private static void edit(SpanEditor editor, Random random) {
    for (int i = 0; i < 20; i++) {
      Function<SpanEditor, Object> operation = operation(random);
      SpanEditor other = new SpanEditor();
      other.wrap(Slice.of(editor.toSlice().toByteArray()));
      Object expected = outcome(operation, other);
      assertThat(outcome(operation, editor)).isEqualTo(expected);
      assertThat(editor.toSlice()).isEqualTo(other.toSlice());
    }
  }

  private static Object outcome(Function<SpanEditor, Object> operation, SpanEditor editor) {
    try {
      return operation.apply(editor);
    } catch (MalformedTelemetryException malformed) {
      return String.valueOf(malformed.getClass());
    }
  }

  private static Function<SpanEditor, Object> operation(Random random) {
    Attribute attribute = Attribute.of(key(random), value(random));
    AttributeKey key = attribute.key();
    int length = random.nextInt(4);
    return switch (random.nextInt(10)) {
      case 0 -> span -> span.attributes().insert(attribute);
      case 1 -> span -> span.attributes().upsert(attribute);
      case 2 -> span -> span.attributes().update(attribute);
      case 3 -> span -> span.attributes().delete(key);
      case 4 -> span -> span.name("n".repeat(length)).size();
      case 5 -> span -> renamed(span, length);
      case 6, 7 -> span -> sought(span.attributes(), key);
      default -> span -> String.valueOf(span.attributes().string(key));
    };
  }

  /** What stands at hand is what the view shows. */
  private static String sought(AttributesEditor attributes, AttributeKey key) {
    String found = attributes.string(key);
    assertThat(attributes.seek(key)).isEqualTo(found != null);
    if (found != null) {
      assertThat(attributes.key()).isEqualTo(key.name());
      assertThat(attributes.value().asString()).isEqualTo(found);
      AnyValueView value = attributes.value();
      assertThat(attributes.valueCase()).isEqualTo(value.valueCase());
      assertThat(attributes.intValue()).isEqualTo(value.intValue());
      assertThat(attributes.stringValueUtf8().toUtf8()).isEqualTo(value.stringValue());
    }
    return String.valueOf(found);
  }

  /** A write inside an attribute that moves nothing is one, too. */
  private static boolean renamed(SpanEditor span, int index) {
    EditCursor<KeyValueEditor> walk = span.attributes().each();
    for (int i = 0; i <= index; i++) {
      if (!walk.next()) {
        return false;
      }
    }
    walk.item().key(walk.item().key().equals("abc") ? "abd" : "abc");
    return true;
  }

  private static String key(Random random) {
    return KEYS.get(random.nextInt(KEYS.size()));
  }

  private static Value value(Random random) {
    return random.nextBoolean()
        ? Value.of("x".repeat(random.nextInt(random.nextBoolean() ? 8 : 200)))
        : Value.of(random.nextLong());
  }

  @Test
  void findsMoreAttributesThanAreNoted() {
    SpanEditor span = new SpanEditor();
    for (int i = 0; i < 400; i++) {
      span.attributes().add(Attribute.of("key-" + i, i));
    }
    span.wrap(Slice.of(span.toSlice().toByteArray()));
    for (int i = 0; i < 400; i++) {
      assertThat(span.attributes().string("key-" + i)).isEqualTo(String.valueOf(i));
    }
    assertThat(span.attributes().delete("key-7")).isTrue();
    assertThat(span.attributes().update(Attribute.of("key-399", "x"))).isTrue();
    assertThat(span.attributes().string("key-399")).isEqualTo("x");
    assertThat(span.attributes().string("key-7")).isNull();
  }
}
