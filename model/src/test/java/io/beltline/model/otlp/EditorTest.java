package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EditorTest {
  private final Map<String, AnyEditor> children = new HashMap<>();
  private final Map<String, EditCursor<AnyEditor>> cursors = new HashMap<>();

  /** Editors of all parts stay in use while others change the bytes around them. */
  @Property(tries = 200, seed = "20261123")
  void editsAsTheOracleDoes(@ForAll Signal signal, @ForAll long seed)
      throws InvalidProtocolBufferException {
    children.clear();
    cursors.clear();
    RandomOtlp values = new RandomOtlp(seed, true);
    Message.Builder expected = values.request(signal).toBuilder();
    byte[] before = expected.build().toByteArray();
    byte[] untouched = before.clone();
    AnyEditor editor = new AnyEditor(OtlpJson.request(signal));
    editor.wrap(Slice.of(before));
    Random random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      change(editor, expected, values, random, "");
    }
    Message edited = RandomOtlp.builder(signal).mergeFrom(editor.toSlice().toByteArray()).build();
    assertThat(edited).isEqualTo(expected.build());
    Oracle.same(editor, expected.build());
    assertThat(before).isEqualTo(untouched);
  }

  @Test
  void agreesWithTheOracleWhereAnAbsentPartIsOnlyLookedAt() throws InvalidProtocolBufferException {
    editsAsTheOracleDoes(Signal.PROFILES, 610);
    editsAsTheOracleDoes(Signal.PROFILES, 6243689);
  }

  @Property(tries = 50, seed = "20261123")
  void leavesWhatIsNotTouched(@ForAll Signal signal, @ForAll long seed) {
    byte[] bytes = new RandomOtlp(seed, true).request(signal).toByteArray();
    AnyEditor editor = new AnyEditor(OtlpJson.request(signal));
    editor.wrap(Slice.of(bytes));
    AnyMessage view = new AnyMessage(OtlpJson.request(signal));
    view.wrap(editor.toSlice());
    assertThat(editor.changed()).isFalse();
    assertThat(editor.toSlice().array()).isSameAs(bytes);
  }

  private void change(
      AnyEditor editor, Message.Builder expected, RandomOtlp values, Random random, String path) {
    List<FieldDescriptor> fields = expected.getDescriptorForType().getFields();
    int slot = random.nextInt(fields.size());
    FieldDescriptor field = fields.get(slot);
    String place = path + "/" + field.getName();
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (random.nextInt(12) == 0) {
      editor.edit().clear(slot);
      expected.clearField(field);
    } else if (!field.isRepeated()) {
      if (message) {
        MessageType inner = Objects.requireNonNull(editor.type.table[slot].message());
        AnyEditor child = children.computeIfAbsent(place, _ -> new AnyEditor(inner));
        editor.edit().child(slot, child);
        Message.Builder builder = ((Message) expected.getField(field)).toBuilder();
        boolean present = expected.hasField(field);
        change(child, builder, values, random, place);
        child.size(); // if nothing was changed, the editor has not looked for its place yet
        if (present || builder.build().getSerializedSize() > 0 || child.edit().present) {
          expected.setField(field, builder.build());
        }
      } else {
        Object value = values.scalar(field);
        set(editor.edit(), slot, value);
        expected.setField(field, value);
      }
    } else if (message) {
      repeated(editor, slot, expected, values, random, place);
    }
  }

  private void repeated(
      AnyEditor editor,
      int slot,
      Message.Builder expected,
      RandomOtlp values,
      Random random,
      String place) {
    FieldDescriptor field = expected.getDescriptorForType().getFields().get(slot);
    MessageType inner = Objects.requireNonNull(editor.type.table[slot].message());
    EditCursor<AnyEditor> walk =
        cursors
            .computeIfAbsent(
                place, _ -> new EditCursor<>(editor.edit(), slot, new AnyEditor(inner)))
            .restart();
    int count = expected.getRepeatedFieldCount(field);
    if (count == 0 || random.nextInt(4) == 0) {
      Message added = values.fill(expected.newBuilderForField(field), 8);
      walk.add(Slice.of(added.toByteArray()));
      expected.addRepeatedField(field, added);
      count++;
    } else {
      int index = random.nextInt(count);
      for (int i = 0; i <= index; i++) {
        assertThat(walk.next()).isTrue();
      }
      Message.Builder item = ((Message) expected.getRepeatedField(field, index)).toBuilder();
      change(walk.item(), item, values, random, place);
      expected.setRepeatedField(field, index, item.build());
      if (random.nextInt(4) == 0) {
        walk.remove();
        List<?> rest = (List<?>) expected.build().getField(field);
        expected.clearField(field);
        for (int i = 0; i < rest.size(); i++) {
          if (i != index) {
            expected.addRepeatedField(field, rest.get(i));
          }
        }
        count--;
        index--;
      }
      for (int i = index + 1; i < count; i++) {
        assertThat(walk.next()).isTrue();
        Oracle.same(walk.item(), (Message) expected.getRepeatedField(field, i));
      }
      assertThat(walk.next()).isFalse();
    }
  }

  private static void set(Edit edit, int slot, Object value) {
    switch (edit.view.type.table[slot].kind()) {
      case STRING -> edit.string(slot, (String) value);
      case BYTES -> edit.bytes(slot, Slice.of(((ByteString) value).toByteArray()));
      case INT32 -> edit.int32(slot, (Integer) value);
      case UINT32 -> edit.uint32(slot, (Integer) value);
      case SINT32 -> edit.sint32(slot, (Integer) value);
      case ENUM -> edit.int32(slot, ((EnumValueDescriptor) value).getNumber());
      case INT64, UINT64 -> edit.int64(slot, (Long) value);
      case FIXED64, SFIXED64 -> edit.fixed64(slot, (Long) value);
      case FIXED32 -> edit.fixed32(slot, (Integer) value);
      case DOUBLE -> edit.float64(slot, (Double) value);
      case BOOL -> edit.bool(slot, (Boolean) value);
      case MESSAGE -> throw new IllegalArgumentException();
    }
  }

  @Test
  void aWalkShowsWhatIsInsideEachItem() {
    SpanEditor span = new SpanEditor();
    for (int i = 0; i < 3; i++) {
      span.attributes().upsert("k" + i, "v" + i);
      span.events().add().attributes().upsert("e", i);
    }
    StringBuilder read = new StringBuilder();
    for (var walk = span.attributes().each(); walk.next(); ) {
      read.append(walk.item().key()).append(walk.item().value().stringValue());
    }
    assertThat(read).hasToString("k0v0k1v1k2v2");
    for (var walk = span.attributes().each(); walk.next(); ) {
      String text = walk.item().value().stringValue();
      walk.item().value().stringValue(text.equals("v1") ? "longer than before" : text + "!");
    }
    assertThat(span.attributes().string("k0")).isEqualTo("v0!");
    assertThat(span.attributes().string("k1")).isEqualTo("longer than before");
    assertThat(span.attributes().string("k2")).isEqualTo("v2!");
    for (var walk = span.events(); walk.next(); ) {
      for (var inner = walk.item().attributes().each(); inner.next(); ) {
        inner.item().value().intValue(inner.item().value().intValue() + 1);
      }
    }
    long sum = 0;
    for (var walk = span.events(); walk.next(); ) {
      sum = 10 * sum + Objects.requireNonNull(walk.item().attributes().find("e")).intValue();
    }
    assertThat(sum).isEqualTo(123);
  }

  @Test
  void buildsASpanFromNothing() throws InvalidProtocolBufferException {
    SpanEditor span = new SpanEditor();
    span.traceId(new byte[16]).name("work").kind(SpanKind.CLIENT).startTimeUnixNano(7);
    span.attributes().upsert("a", 1);
    span.status().code(StatusCode.OK);
    SpanEventEditor event = span.events().add();
    event.name("first");
    event.attributes().upsert("b", "x".repeat(200));
    event.attributes().upsert("c", true);
    span.events().add().name("second");
    span.attributes().upsert("a", 2);
    span.attributes().each().add().key("raw").value().arrayValue().values().add().intValue(0);
    Span parsed = Span.parseFrom(span.toSlice().toByteArray());
    assertThat(parsed.getName()).isEqualTo("work");
    assertThat(parsed.getKindValue()).isEqualTo(3);
    assertThat(parsed.getStatus().getCodeValue()).isEqualTo(1);
    assertThat(parsed.getEventsList()).extracting("name").containsExactly("first", "second");
    assertThat(parsed.getEvents(0).getAttributesCount()).isEqualTo(2);
    assertThat(parsed.getAttributesCount()).isEqualTo(2);
    assertThat(parsed.getAttributes(0).getValue().getIntValue()).isEqualTo(2);
    assertThat(parsed.getAttributes(1).getValue().getArrayValue().getValues(0).hasIntValue())
        .isTrue();
  }

  @Test
  void changesAttributes() throws InvalidProtocolBufferException {
    SpanEditor span = new SpanEditor();
    AttributesEditor attributes = span.attributes();
    assertThat(attributes.update(Attribute.of("a", 1))).isFalse();
    assertThat(attributes.insert(Attribute.of("a", 1))).isTrue();
    assertThat(attributes.insert(Attribute.of("a", 2))).isFalse();
    assertThat(attributes.string("a")).isEqualTo("1");
    assertThat(attributes.update(Attribute.of("a", "two"))).isTrue();
    assertThat(attributes.upsert(Attribute.of("a", "two"))).isFalse();
    assertThat(attributes.string("a")).isEqualTo("two");
    attributes.upsert("b", 1.5);
    attributes.upsert("c", Value.of(List.of(Value.of(1), Value.of("x"), Value.EMPTY)));
    assertThat(attributes.string("b")).isEqualTo("1.5");
    assertThat(attributes.string("c")).isEqualTo("[1,\"x\",null]");
    assertThat(attributes.count()).isEqualTo(3);
    assertThat(attributes.removeIf(kv -> kv.key().equals("b"))).isEqualTo(1);
    attributes.add(Attribute.of("a", "again"));
    assertThat(attributes.delete("a")).isTrue();
    assertThat(attributes.delete("a")).isFalse();
    Span parsed = Span.parseFrom(span.toSlice().toByteArray());
    assertThat(parsed.getAttributesList()).extracting("key").containsExactly("c");
    attributes.clear();
    assertThat(span.size()).isZero();
  }

  @Test
  void refusesAnItemThatIsGone() {
    SpanEditor span = new SpanEditor();
    span.events().add().name("only");
    EditCursor<SpanEventEditor> walk = span.events();
    assertThatThrownBy(walk::remove).isInstanceOf(IllegalStateException.class);
    assertThat(walk.next()).isTrue();
    SpanEventEditor item = walk.item();
    walk.remove();
    assertThatThrownBy(item::name).isInstanceOf(IllegalStateException.class);
  }
}
