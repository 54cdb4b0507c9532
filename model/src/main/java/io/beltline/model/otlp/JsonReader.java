package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;

/** Turns JSON into protobuf as it reads, without a tree. */
final class JsonReader {
  /** One AnyValue inside another takes up to four levels of JSON. */
  private static final int JSON_DEPTH = 4 * Wire.MAX_DEPTH + 64;

  private final JsonCursor json;
  private final WireWriter out;
  private byte[] ids = new byte[16];

  private JsonReader(JsonCursor json, WireWriter out) {
    this.json = json;
    this.out = out;
  }

  static Slice read(MessageType type, Slice text) {
    JsonReader reader =
        new JsonReader(new JsonCursor(text), new WireWriter(text.length() / 2 + 64));
    reader.message(type, 0);
    if (reader.json.peek() != JsonCursor.END) {
      throw reader.json.malformed("more text behind the end of the message");
    }
    return reader.out.toSlice();
  }

  private MalformedTelemetryException unexpected(Field field, String expected) {
    int next = json.peek();
    if (next == JsonCursor.END) {
      return json.ended();
    }
    return unexpected(
        field, next == '{' ? "an object" : next == '[' ? "an array" : word(), expected);
  }

  private MalformedTelemetryException unexpected(Field field, String found, String expected) {
    return json.malformed(
        field.jsonName() + ": unexpected " + found + " (expected: " + expected + ")");
  }

  /** The scalar that begins here, passed or not, as it may be shown. */
  private String word() {
    json.skip(0);
    return shown();
  }

  private String shown() {
    String text = json.text();
    return '"' + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + '"';
  }

  private void message(MessageType type, int depth) {
    int first = json.peek();
    if (first != '{') {
      throw first == JsonCursor.END ? json.ended() : json.malformed(type.name() + " is no object");
    }
    int inner = type.nests() ? depth + 1 : depth;
    if (inner > Wire.MAX_DEPTH) {
      throw json.malformed("values are nested more than " + Wire.MAX_DEPTH + " levels deep");
    }
    for (boolean more = json.enter('}'); more; more = json.more('}')) {
      json.name();
      Field field = type.field(json.chars, json.from, json.to);
      if (field == null) {
        json.skip(JSON_DEPTH);
      } else if (json.peek() == 'n') {
        json.literal("null");
      } else {
        field(field, inner);
      }
    }
  }

  private void field(Field field, int depth) {
    MessageType inner = field.message();
    if (!field.repeated()) {
      if (inner == null) {
        scalar(field, true);
      } else {
        nested(field, inner, depth);
      }
      return;
    }
    if (json.peek() != '[') {
      throw unexpected(field, "an array");
    }
    int packed = field.kind().packable() ? out.begin(field.number()) : -1;
    for (boolean more = json.enter(']'); more; more = json.more(']')) {
      if (inner != null) {
        nested(field, inner, depth);
      } else if (packed >= 0) {
        packed(field);
      } else {
        scalar(field, false);
      }
    }
    if (packed >= 0) {
      out.endOrDrop(packed, field.number());
    }
  }

  private void nested(Field field, MessageType type, int depth) {
    int mark = out.begin(field.number());
    if (type.nests() && json.peek() == 'n') {
      json.literal("null");
    } else {
      message(type, depth);
    }
    out.end(mark);
  }

  private void scalar(Field field, boolean single) {
    switch (field.kind()) {
      case STRING -> string(field, single);
      case BYTES -> bytes(field, single);
      default -> number(field);
    }
  }

  private void text(Field field) {
    if (json.peek() != '"') {
      throw unexpected(field, "a string");
    }
    json.string();
  }

  private void string(Field field, boolean single) {
    text(field);
    if (json.to > json.from || field.presence() || !single) {
      out.tagged(field.tag(), json.chars, json.from, json.to);
    }
  }

  private void bytes(Field field, boolean single) {
    text(field);
    byte[] decoded = ids;
    int length;
    if (field.hex()) {
      length = (json.to - json.from) / 2;
      if (length > ids.length) {
        decoded = ids = new byte[length];
      }
      if (!Hex.decode(json.chars, json.from, json.to, decoded)) {
        throw unexpected(field, shown(), "hexadecimal digits");
      }
    } else {
      byte[] plain = JsonScalars.base64(json.text());
      if (plain == null) {
        throw unexpected(field, shown(), "base64");
      }
      decoded = plain;
      length = plain.length;
    }
    if (length > 0 || field.presence() || !single) {
      out.tagged(field.tag(), decoded, 0, length);
    }
  }

  private void number(Field field) {
    long raw = raw(field);
    if (raw == 0 && !field.presence()) {
      return;
    }
    switch (field.kind().wireType()) {
      case Wire.FIXED64 -> out.fixed64(field.number(), raw);
      case Wire.FIXED32 -> out.fixed32(field.number(), (int) raw);
      default -> out.varint(field.number(), raw);
    }
  }

  private void packed(Field field) {
    long raw = raw(field);
    if (field.kind().wireType() == Wire.FIXED64) {
      out.rawFixed64(raw);
    } else {
      out.rawVarint(raw);
    }
  }

  /** A number as it stands on the wire. */
  private long raw(Field field) {
    Kind kind = field.kind();
    int first = json.peek();
    if (kind == Kind.BOOL) {
      return truth(field, first);
    }
    boolean quoted = first == '"';
    if (quoted) {
      json.string();
    } else if (first == '-' || (first >= '0' && first <= '9')) {
      json.number();
    } else {
      throw unexpected(field, "a number");
    }
    try {
      return kind == Kind.DOUBLE ? JsonScalars.doubleBits(json, quoted) : integer(field, quoted);
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected(field, shown(), "a number in the range of " + kind);
    }
  }

  private long truth(Field field, int first) {
    if (first != 't' && first != 'f') {
      throw unexpected(field, "true or false");
    }
    json.literal(first == 't' ? "true" : "false");
    return first == 't' ? 1 : 0;
  }

  private long integer(Field field, boolean quoted) {
    long plain = JsonScalars.digits(json);
    if (plain >= 0) {
      return JsonScalars.narrow(field.kind(), plain);
    }
    EnumType names = field.enumeration();
    Integer number = quoted && names != null ? names.number(json.text()) : null;
    return number != null ? number : JsonScalars.integer(field.kind(), json.text());
  }
}
