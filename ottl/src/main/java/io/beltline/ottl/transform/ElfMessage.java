package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads blocks of lines in the Extended Log Format of W3C: directives and data. By one thread.
 *
 * <p>Source: <a href="https://www.w3.org/TR/WD-logfile.html">the format</a>.
 */
final class ElfMessage {
  private static final Map<String, String> KEYS =
      Map.of(
          "version", "elf.version",
          "software", "elf.software",
          "date", "elf.date",
          "start-date", "elf.start_date",
          "end-date", "elf.end_date",
          "remark", "elf.remark");

  private final Map<String, String> directives = new LinkedHashMap<>();
  private final ValueWriter entries = new ValueWriter();
  private List<String> fields = List.of();

  private ElfMessage() {}

  static Slice parse(String block) {
    ElfMessage message = new ElfMessage();
    for (String line : block.split("[\r\n]+", -1)) {
      message.line(line.strip());
    }
    return message.map();
  }

  private Slice map() {
    if (!directives.containsKey("elf.version")) {
      throw new EvaluationException("the text is no ELF: it has no #Version directive");
    }
    MapBuilder map = new MapBuilder().list("elf.entries", entries.copy());
    directives.forEach(map::text);
    ValueWriter names = new ValueWriter();
    Cell name = new Cell();
    fields.forEach(field -> names.element(name.text(field)));
    return map.list("elf.fields", names.copy()).build();
  }

  private void line(String line) {
    if (line.startsWith("#")) {
      directive(line);
    } else if (!line.isEmpty()) {
      data(line);
    }
  }

  private void directive(String line) {
    int colon = line.indexOf(':');
    String name = (colon < 0 ? line.substring(1) : line.substring(1, colon)).strip();
    String lower = name.toLowerCase(Locale.ROOT);
    if (colon < 0) {
      if (lower.startsWith("fields")) {
        throw new EvaluationException("\"" + line + "\" names no fields (expected: #Fields: a b)");
      }
      return;
    }
    String value = line.substring(colon + 1).strip();
    if (lower.equals("fields")) {
      fields = value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
    } else if (KEYS.containsKey(lower)) {
      directives.put(KEYS.get(lower), value);
    }
  }

  /** Values that are missing are a hyphen, and those beyond the fields are left out. */
  private void data(String line) {
    if (fields.isEmpty()) {
      throw new EvaluationException("the ELF block has data before its #Fields directive");
    }
    List<String> values = values(line);
    Map<String, String> entry = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      entry.put(fields.get(i), i < values.size() ? values.get(i) : "-");
    }
    MapBuilder map = new MapBuilder();
    entry.forEach(map::text);
    entries.element(new Cell().map(map.build()));
  }

  private static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\t') {
        i++;
      } else if (c == '"') {
        StringBuilder value = new StringBuilder();
        i = quoted(line, i + 1, value);
        values.add(value.toString());
      } else {
        int start = i;
        while (i < line.length() && line.charAt(i) != ' ' && line.charAt(i) != '\t') {
          i++;
        }
        values.add(line.substring(start, i));
      }
    }
    return values;
  }

  /** Reads up to the closing quote; two quotes stand for one. */
  private static int quoted(String line, int from, StringBuilder value) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) != '"') {
        value.append(line.charAt(i));
      } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
        value.append('"');
        i++;
      } else {
        return i + 1;
      }
    }
    throw new EvaluationException("a quoted value of the ELF block is not closed: " + line);
  }
}
