package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON to values in wire form: all numbers are doubles, as in Go. Stateless. */
final class JsonValues {
  /** Protobuf libraries refuse messages nested 100 deep; a value in a map takes three. */
  static final int MAX_DEPTH = 30;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonValues() {}

  /** Reads an object or an array. */
  static void read(Cell text, Cell out) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), text.array(), text.from(), text.length())) {
      JsonToken first = parser.nextToken();
      ValueWriter writer = new ValueWriter(Math.max(64, text.length()));
      if (first == JsonToken.START_OBJECT) {
        object(parser, writer);
        end(parser);
        out.map(writer.slice());
      } else if (first == JsonToken.START_ARRAY) {
        array(parser, writer);
        end(parser);
        out.list(writer.slice());
      } else {
        throw new EvaluationException("the JSON is no object and no array");
      }
    } catch (JacksonException wrong) {
      throw new EvaluationException("the text is no JSON: " + wrong.getOriginalMessage());
    }
  }

  private static void end(JsonParser parser) {
    if (parser.nextToken() != null) {
      throw new EvaluationException("the text goes on behind the JSON");
    }
  }

  private static void object(JsonParser parser, ValueWriter out) {
    Set<String> seen = new HashSet<>();
    int start = out.size();
    boolean repeats = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      repeats |= !seen.add(name);
      long entry = out.beginEntry(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      parser.nextToken();
      value(parser, out);
      out.endEntry(entry);
    }
    if (repeats) {
      lastOfEach(out, start);
    }
  }

  /** Of several entries of one name the last counts. */
  private static void lastOfEach(ValueWriter out, int start) {
    Slice all = out.slice().slice(start, out.size() - start);
    Map<String, Slice> last = new LinkedHashMap<>();
    for (var walk = io.beltline.ottl.value.Values.entries(new Cell().map(all)); walk.next(); ) {
      last.put(walk.key(), Slice.of(walk.value().toSlice().toByteArray()));
    }
    Slice kept = ListConverters.written(last);
    out.cut(start).raw(kept.array(), kept.offset(), kept.end());
  }

  private static void array(JsonParser parser, ValueWriter out) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int element = out.beginMember();
      value(parser, out);
      out.end(element);
    }
  }

  private static void value(JsonParser parser, ValueWriter out) {
    Cell cell = new Cell();
    switch (parser.currentToken()) {
      case VALUE_STRING -> out.value(cell.text(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.value(cell.number(number(parser)));
      case VALUE_TRUE -> out.value(cell.bool(true));
      case VALUE_FALSE -> out.value(cell.bool(false));
      case START_OBJECT -> {
        int map = out.beginMap();
        object(parser, out);
        out.end(map);
      }
      case START_ARRAY -> {
        int list = out.beginList();
        array(parser, out);
        out.end(list);
      }
      default -> {} // null
    }
  }

  private static double number(JsonParser parser) {
    double value = Double.parseDouble(parser.getString());
    if (Double.isInfinite(value)) {
      throw new EvaluationException(
          "the JSON number " + parser.getString() + " does not fit a double");
    }
    return value;
  }
}
