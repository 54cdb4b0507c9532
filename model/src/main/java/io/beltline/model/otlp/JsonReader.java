package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Turns JSON into protobuf as it reads, without a tree. */
final class JsonReader {
  /** One AnyValue inside another takes up to four levels of JSON. */
  private static final int JSON_DEPTH = 4 * Wire.MAX_DEPTH + 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JSON_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser json;
  private final WireWriter out;

  private JsonReader(JsonParser json, WireWriter out) {
    this.json = json;
    this.out = out;
  }

  static Slice read(MessageType type, Slice text) {
    WireWriter out = new WireWriter(text.length() / 2 + 64);
    ObjectReadContext context = ObjectReadContext.empty();
    try (JsonParser json =
        FACTORY.createParser(context, text.array(), text.offset(), text.length())) {
      JsonReader reader = new JsonReader(json, out);
      json.nextToken();
      reader.message(type, 0);
      if (json.nextToken() != null) {
        throw reader.malformed("more text behind the end of the message");
      }
    } catch (JacksonException e) {
      throw new MalformedTelemetryException(words(e) + at(e.getLocation()));
    }
    return out.toSlice();
  }

  /** The parser's words without what it says of its own options. */
  private static String words(JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return "the text ends before the message does";
    }
    String words = e.getOriginalMessage();
    int options = words.indexOf("[Source:");
    int aside = options < 0 ? -1 : words.lastIndexOf(" (", options);
    return aside < 0 ? words : words.substring(0, aside);
  }

  private MalformedTelemetryException malformed(String what) {
    return new MalformedTelemetryException(what + at(json.currentTokenLocation()));
  }

  private static String at(@org.jspecify.annotations.Nullable TokenStreamLocation place) {
    return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private MalformedTelemetryException unexpected(Field field, String expected) {
    JsonToken token = json.currentToken();
    String found = token == null ? "the end" : token.isScalarValue() ? text() : token.name();
    String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return malformed(
        field.jsonName() + ": unexpected \"" + shown + "\" (expected: " + expected + ")");
  }

  private void message(MessageType type, int depth) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw malformed(type.name() + " is no object");
    }
    int inner = type.nests() ? depth + 1 : depth;
    if (inner > Wire.MAX_DEPTH) {
      throw malformed("values are nested more than " + Wire.MAX_DEPTH + " levels deep");
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      Field field = type.field(name);
      JsonToken token = json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        field(field, token, inner);
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw malformed(type.name() + " does not end");
    }
  }

  private void field(Field field, JsonToken token, int depth) {
    MessageType inner = field.message();
    if (!field.repeated()) {
      if (inner == null) {
        scalar(field, true);
      } else {
        nested(field, inner, depth);
      }
      return;
    }
    if (token != JsonToken.START_ARRAY) {
      throw unexpected(field, "an array");
    }
    int packed = field.kind().packable() ? out.begin(field.number()) : -1;
    while (json.nextToken() != JsonToken.END_ARRAY) {
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
    if (json.currentToken() != JsonToken.VALUE_NULL || !type.nests()) {
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

  private void string(Field field, boolean single) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(field, "a string");
    }
    int length = json.getStringLength();
    if (length > 0 || field.presence() || !single) {
      out.string(field.number(), json.getStringCharacters(), json.getStringOffset(), length);
    }
  }

  private void bytes(Field field, boolean single) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(field, "a string");
    }
    byte[] decoded = field.hex() ? JsonScalars.hex(text()) : JsonScalars.base64(text());
    if (decoded == null) {
      throw unexpected(field, field.hex() ? "hexadecimal digits" : "base64");
    }
    if (decoded.length > 0 || field.presence() || !single) {
      out.bytes(field.number(), decoded);
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
    JsonToken token = json.currentToken();
    Kind kind = field.kind();
    if (kind == Kind.BOOL) {
      if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
        throw unexpected(field, "true or false");
      }
      return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }
    boolean quoted = token == JsonToken.VALUE_STRING;
    if (!quoted && token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw unexpected(field, "a number");
    }
    try {
      EnumType names = field.enumeration();
      if (quoted && names != null) {
        Integer number = names.number(text());
        if (number != null) {
          return number;
        }
      }
      return kind == Kind.DOUBLE
          ? JsonScalars.doubleBits(text(), quoted)
          : JsonScalars.integer(kind, text());
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected(field, "a number in the range of " + kind);
    }
  }

  private String text() {
    return json.getString();
  }
}
