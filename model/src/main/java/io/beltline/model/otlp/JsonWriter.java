package io.beltline.model.otlp;

import io.beltline.model.Slice;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Turns protobuf into JSON as it reads, by the tables. */
final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(4 * Wire.MAX_DEPTH + 64).build())
          .build();

  private final JsonGenerator json;
  private final IdentityHashMap<MessageType, Deque<AnyMessage>> spare = new IdentityHashMap<>();

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  static void write(MessageType type, Slice message, OutputStream out) {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      JsonWriter writer = new JsonWriter(json);
      AnyMessage view = new AnyMessage(type);
      view.wrap(message);
      writer.message(view);
    }
  }

  private void message(AnyMessage view) {
    json.writeStartObject();
    Field[] table = view.type.table;
    for (int slot = 0; slot < table.length; slot++) {
      if (view.has(slot)) {
        field(view, slot, table[slot]);
      }
    }
    json.writeEndObject();
  }

  private void field(AnyMessage view, int slot, Field field) {
    MessageType inner = field.message();
    if (field.repeated()) {
      json.writeName(field.jsonName());
      json.writeStartArray();
      if (inner != null) {
        messages(view, slot, inner);
      } else if (field.kind().packable()) {
        numbers(view, slot, field);
      } else {
        texts(view, slot);
      }
      json.writeEndArray();
    } else if (inner != null) {
      AnyMessage child = take(inner);
      json.writeName(field.jsonName());
      message(view.message(slot, child));
      give(child);
    } else if (field.kind().packable()) {
      number(view, slot, field);
    } else {
      bytes(view, slot, field);
    }
  }

  private AnyMessage take(MessageType type) {
    Deque<AnyMessage> known = spare.get(type);
    AnyMessage view = known == null ? null : known.poll();
    return view == null ? new AnyMessage(type) : view;
  }

  private void give(AnyMessage view) {
    spare.computeIfAbsent(view.type, _ -> new ArrayDeque<>()).push(view);
  }

  private void messages(AnyMessage view, int slot, MessageType inner) {
    AnyMessage item = take(inner);
    for (Cursor<AnyMessage> walk = view.each(slot, new Cursor<>(item)); walk.next(); ) {
      message(item);
    }
    give(item);
  }

  private void numbers(AnyMessage view, int slot, Field field) {
    for (NumberCursor walk = view.numbers(slot, null); walk.next(); ) {
      value(field.kind(), walk.asLong());
    }
  }

  private void texts(AnyMessage view, int slot) {
    for (RangeCursor walk = view.ranges(slot, null); walk.next(); ) {
      text(walk.item());
    }
  }

  private void number(AnyMessage view, int slot, Field field) {
    long raw =
        switch (field.kind()) {
          case SINT32 -> view.sint32(slot);
          case FIXED32 -> view.fixed32(slot);
          case FIXED64, SFIXED64, DOUBLE -> view.fixed64(slot);
          default -> view.int64(slot);
        };
    if (raw != 0 || field.presence()) {
      json.writeName(field.jsonName());
      value(field.kind(), raw);
    }
  }

  private void value(Kind kind, long raw) {
    switch (kind) {
      case INT64, SFIXED64 -> json.writeString(Long.toString(raw));
      case UINT64, FIXED64 -> json.writeString(Long.toUnsignedString(raw));
      case INT32, SINT32, ENUM -> json.writeNumber((int) raw);
      case UINT32, FIXED32 -> json.writeNumber(raw & 0xffffffffL);
      case BOOL -> json.writeBoolean(raw != 0);
      case DOUBLE -> decimal(Double.longBitsToDouble(raw));
      case STRING, BYTES, MESSAGE -> throw new IllegalArgumentException(kind + " is no number");
    }
  }

  private void decimal(double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  private void bytes(AnyMessage view, int slot, Field field) {
    ByteRange range = view.range(slot);
    if (range.isEmpty() && !field.presence()) {
      return;
    }
    json.writeName(field.jsonName());
    if (field.kind() == Kind.STRING) {
      text(range);
    } else if (field.hex()) {
      json.writeString(range.hex());
    } else {
      json.writeBinary(
          Base64Variants.MIME_NO_LINEFEEDS, range.array(), range.offset(), range.length());
    }
  }

  private void text(ByteRange range) {
    for (int i = range.offset(); i < range.offset() + range.length(); i++) {
      if (range.array()[i] < 0) {
        json.writeString(
            new String(range.array(), range.offset(), range.length(), StandardCharsets.UTF_8));
        return;
      }
    }
    json.writeUTF8String(range.array(), range.offset(), range.length());
  }
}
