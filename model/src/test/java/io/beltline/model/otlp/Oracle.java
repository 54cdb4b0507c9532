package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** Compares what a view shows with what protobuf-java parsed. */
final class Oracle {
  private Oracle() {}

  static void same(MessageView view, Message message) {
    Field[] table = view.type.table;
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    assertThat(table).hasSize(fields.size());
    for (int slot = 0; slot < table.length; slot++) {
      FieldDescriptor field = fields.get(slot);
      assertThat(table[slot].number()).isEqualTo(field.getNumber());
      if (field.isRepeated()) {
        repeated(view, slot, message, field);
      } else {
        singular(view, slot, message, field);
      }
    }
  }

  private static void singular(MessageView view, int slot, Message message, FieldDescriptor field) {
    if (field.hasPresence()) {
      assertThat(view.has(slot)).as(field.getFullName()).isEqualTo(message.hasField(field));
    }
    Object expected = message.getField(field);
    if (expected instanceof Message inner) {
      same(view.message(slot, new AnyMessage(inner(view, slot))), inner);
      return;
    }
    assertThat(scalar(view, slot)).as(field.getFullName()).isEqualTo(plain(expected));
  }

  private static MessageType inner(MessageView view, int slot) {
    return java.util.Objects.requireNonNull(view.type.table[slot].message());
  }

  private static void repeated(MessageView view, int slot, Message message, FieldDescriptor field) {
    List<?> expected = (List<?>) message.getField(field);
    List<Object> seen = new ArrayList<>();
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Cursor<AnyMessage> walk = view.each(slot, new Cursor<>(new AnyMessage(inner(view, slot))));
      assertThat(walk.remaining()).isEqualTo(expected.size());
      for (Object item : expected) {
        assertThat(walk.next()).isTrue();
        same(walk.item(), (Message) item);
      }
      assertThat(walk.next()).isFalse();
      return;
    }
    if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
      for (RangeCursor walk = view.ranges(slot, null); walk.next(); ) {
        seen.add(walk.item().toUtf8());
      }
    } else {
      NumberCursor walk = view.numbers(slot, null);
      assertThat(walk.remaining()).isEqualTo(expected.size());
      while (walk.next()) {
        seen.add(
            switch (field.getJavaType()) {
              case INT -> (Object) walk.asInt();
              case DOUBLE -> walk.asDouble();
              default -> walk.asLong();
            });
      }
    }
    assertThat(seen).as(field.getFullName()).isEqualTo(expected);
  }

  private static Object scalar(MessageView view, int slot) {
    return switch (view.type.table[slot].kind()) {
      case STRING -> view.string(slot);
      case BYTES -> ByteString.copyFrom(view.range(slot).toByteArray());
      case INT32, UINT32, ENUM -> view.int32(slot);
      case SINT32 -> view.sint32(slot);
      case INT64, UINT64 -> view.int64(slot);
      case FIXED64, SFIXED64 -> view.fixed64(slot);
      case FIXED32 -> view.fixed32(slot);
      case DOUBLE -> view.float64(slot);
      case BOOL -> view.bool(slot);
      case MESSAGE -> throw new IllegalArgumentException();
    };
  }

  private static Object plain(Object value) {
    return value instanceof EnumValueDescriptor number ? (Object) number.getNumber() : value;
  }
}
