package io.beltline.exporter.loki;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.LogRecordView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of pairs {@code key=value}. One thread.
 *
 * @see <a href="https://pkg.go.dev/github.com/go-logfmt/logfmt">the format</a>
 */
final class LogfmtLine {
  private final List<Pair> pairs = new ArrayList<>();

  /** Adds a pair. */
  void add(String key, String value) {
    pairs.add(new Pair(key, value));
  }

  /** Sets the value of a key that may be there already. */
  void set(String key, String value) {
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.get(i).name().equals(key)) {
        pairs.set(i, new Pair(key, value));
        return;
      }
    }
    add(key, value);
  }

  /** Adds a body: as it is where it is of this form, what is in it where it is a map. */
  void body(LogRecordView record) {
    AnyValueView body = record.body();
    if (!record.hasBody() || body.valueCase() == 0) {
      return;
    }
    if (body.hasKvlistValue()) {
      value("", body);
    } else if (body.hasArrayValue()) {
      value("body", body);
    } else {
      Map<String, String> parsed = body.hasStringValue() ? parse(body.stringValue()) : null;
      if (parsed == null) {
        add("msg", body.asString());
      } else {
        parsed.forEach(this::add);
      }
    }
  }

  /** Adds a value, and those in a map or a list by their paths. */
  void value(String key, AnyValueView value) {
    String prefix = key.isEmpty() ? "" : key + "_";
    switch (value.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> {
        for (var walk = value.kvlistValue().values(); walk.next(); ) {
          value(prefix + walk.key(), walk.value());
        }
      }
      case AnyValueView.ARRAY_VALUE -> {
        int i = 0;
        for (var walk = value.arrayValue().values(); walk.next(); ) {
          value(prefix + i++, walk.item());
        }
      }
      case 0 -> {}
      default -> add(key, value.asString());
    }
  }

  /** The pairs of a text that has nothing else; null for another one. */
  static @Nullable Map<String, String> parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    int at = 0;
    while (true) {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
      if (at == text.length()) {
        return pairs.isEmpty() ? null : pairs;
      }
      int from = at;
      while (at < text.length() && isKey(text.charAt(at))) {
        at++;
      }
      if (at == from || at == text.length() || text.charAt(at) != '=') {
        return null;
      }
      String key = text.substring(from, at++);
      StringBuilder value = new StringBuilder();
      at = value(text, at, value);
      if (at < 0) {
        return null;
      }
      pairs.put(key, value.toString());
    }
  }

  private static boolean isKey(char c) {
    return c > ' ' && c != '=' && c != '"';
  }

  /** Reads a value and returns the place behind it; negative if it is none. */
  private static int value(String text, int from, StringBuilder out) {
    int at = from;
    if (at < text.length() && text.charAt(at) == '"') {
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        char c = text.charAt(at);
        if (c == '\\' && at + 1 < text.length()) {
          at++;
          c = unescaped(text.charAt(at));
        }
        out.append(c);
      }
      boolean closed = at < text.length();
      boolean alone = at + 1 >= text.length() || text.charAt(at + 1) <= ' ';
      return closed && alone ? at + 1 : -1;
    }
    while (at < text.length() && isKey(text.charAt(at))) {
      out.append(text.charAt(at++));
    }
    return at < text.length() && text.charAt(at) > ' ' ? -1 : at;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> c;
    };
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Pair pair : pairs) {
      int start = out.length();
      out.append(start == 0 ? "" : " ");
      int key = out.length();
      pair.name().chars().filter(c -> isKey((char) c)).forEach(c -> out.append((char) c));
      if (out.length() == key) {
        out.setLength(start); // nothing of the key can be written
        continue;
      }
      out.append('=');
      if (pair.value().chars().allMatch(c -> isKey((char) c) && c != 0x7f && c != 0xfffd)) {
        out.append(pair.value());
      } else {
        quoted(out, pair.value());
      }
    }
    return out.toString();
  }

  /** Writes a text in quotes. */
  static void quoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
