package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a walk has at hand is what the views of the same attributes show. */
class AttributeCursorTest {
  @Property(tries = 2000, seed = "20261123")
  void agreesWithTheViews(@ForAll long seed, @ForAll boolean hostile) {
    Random random = new Random(seed);
    RandomOtlp values = new RandomOtlp(seed, true);
    byte[] bytes = values.fill(Resource.newBuilder(), 3).toByteArray();
    if (hostile && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    agree(new ResourceView(), bytes);
  }

  @Property(tries = 1000, seed = "20261123")
  void agreesWithTheViewsInsideOtherFields(@ForAll long seed, @ForAll boolean hostile) {
    Random random = new Random(seed);
    byte[] first = new RandomOtlp(seed, true).fill(Span.newBuilder(), 3).toByteArray();
    byte[] second = new RandomOtlp(seed + 1, true).fill(Span.newBuilder(), 3).toByteArray();
    byte[] bytes =
        new WireWriter().raw(Slice.of(first)).raw(Slice.of(second)).toSlice().toByteArray();
    if (hostile && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    agree(new SpanView(), bytes);
  }

  @Property(tries = 1000, seed = "20261129")
  void theSpreadHasAllAttributes(@ForAll long seed) {
    byte[] bytes = new byte[0];
    for (int i = 0; i < seed % 3; i++) {
      byte[] more = new RandomOtlp(seed + i, true).fill(Span.newBuilder(), 3).toByteArray();
      bytes = new WireWriter().raw(Slice.of(bytes)).raw(Slice.of(more)).toSlice().toByteArray();
    }
    SpanView whole = new SpanView();
    whole.wrap(bytes, 0, bytes.length);
    WireWriter all = new WireWriter();
    for (AttributesView walk = whole.attributes(); walk.next(); ) {
      all.bytes(SpanView.ATTRIBUTES, walk.slice());
    }
    ByteRange spread = whole.attributes().spread();
    if (spread != null) {
      assertThat(spread.toSlice()).isEqualTo(all.toSlice());
    } else {
      assertThat(seed % 3)
          .isGreaterThan(1); // messages behind one another have other fields between
    }
  }

  private static void agree(MessageView view, byte[] bytes) {
    int slot = view.type.fields().indexOf(view.type.field("attributes"));
    view.wrap(bytes, 0, bytes.length);
    List<String> expected = new ArrayList<>();
    boolean whole =
        survives(
            () -> {
              for (var walk = view.each(slot, new Cursor<>(new KeyValueView())); walk.next(); ) {
                expected.add(text(walk.item()));
              }
            });
    AttributesView walk = new AttributesView();
    List<String> direct = new ArrayList<>();
    List<String> views = new ArrayList<>();
    boolean directly =
        survives(
            () -> {
              for (walk.of(view, slot); walk.next(); ) {
                direct.add(text(walk));
              }
            });
    boolean viewed =
        survives(
            () -> {
              for (walk.of(view, slot); walk.next(); ) {
                views.add(text(walk.item()));
              }
            });
    assertThat(directly).isEqualTo(whole);
    assertThat(viewed).isEqualTo(whole);
    assertThat(direct).isEqualTo(expected);
    assertThat(views).isEqualTo(expected);
  }

  private static boolean survives(Runnable use) {
    try {
      use.run();
      return true;
    } catch (MalformedTelemetryException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return false;
    }
  }

  private static String text(KeyValueView item) {
    AnyValueView value = item.value();
    return all(
        item::keyUtf8,
        value.valueCase(),
        value::stringValueUtf8,
        value::bytesValue,
        value.intValue() + " " + value.boolValue() + " " + value.doubleValue(),
        item.toSlice());
  }

  private static String text(AttributesView walk) {
    String numbers = walk.intValue() + " " + walk.boolValue() + " " + walk.doubleValue();
    return all(
        walk::keyUtf8,
        walk.valueCase(),
        walk::stringValueUtf8,
        walk::bytesValue,
        numbers,
        walk.slice());
  }

  private static String all(
      Supplier<ByteRange> key,
      int member,
      Supplier<ByteRange> text,
      Supplier<ByteRange> bytes,
      String numbers,
      Slice whole) {
    String message = HexFormat.of().formatHex(whole.toByteArray());
    return key.get().hex()
        + " "
        + member
        + " "
        + text.get().hex()
        + " "
        + bytes.get().hex()
        + " "
        + numbers
        + " "
        + message;
  }

  @Test
  void findsKeysAtTheEdges() {
    WireWriter out = new WireWriter();
    out.bytes(9, new byte[0]);
    out.attribute(9, Attribute.of("a", "x".repeat(300)));
    out.attribute(9, Attribute.of("", 7));
    out.attribute(9, Attribute.of("last", true));
    SpanView span = new SpanView();
    span.wrap(out.toSlice());
    assertThat(span.attributes().string("")).isEmpty();
    assertThat(span.attributes().string("a")).hasSize(300);
    assertThat(span.attributes().string("last")).isEqualTo("true");
    assertThat(span.attributes().contains("las")).isFalse();
    assertThat(span.attributes().count()).isEqualTo(4);
  }

  @Test
  void refusesAnAttributeThatIsCutOff() {
    byte[] whole =
        new WireWriter().attribute(9, Attribute.of("key", "value")).toSlice().toByteArray();
    for (int end = 1; end < whole.length; end++) {
      SpanView span = new SpanView();
      span.wrap(whole, 0, end);
      assertThatThrownBy(() -> span.attributes().next())
          .isInstanceOf(MalformedTelemetryException.class);
      assertThatThrownBy(() -> span.attributes().contains("other"))
          .isInstanceOf(MalformedTelemetryException.class);
    }
  }
}
