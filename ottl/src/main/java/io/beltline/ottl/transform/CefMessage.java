package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads messages in the Common Event Format, also behind a syslog header. Stateless. */
final class CefMessage {
  private static final String BEGIN = "CEF:";
  private static final int FIELDS = 7;
  private static final String[] NAMES = {
    "cef.device_vendor",
    "cef.device_product",
    "cef.device_version",
    "cef.device_event_class_id",
    "cef.name",
    "cef.severity"
  };

  private CefMessage() {}

  static Slice parse(String message) {
    int begin = message.indexOf(BEGIN);
    if (begin < 0) {
      throw new EvaluationException("the text is no CEF: it has no CEF:");
    }
    List<String> fields = header(message.substring(begin + BEGIN.length()));
    if (fields.size() < FIELDS) {
      throw new EvaluationException(
          "the header of the CEF message has "
              + fields.size()
              + " fields (expected: CEF:version and six more, with | between them)");
    }
    if (fields.getFirst().isEmpty()) {
      throw new EvaluationException("the CEF message has no version (expected: CEF:0|...)");
    }
    MapBuilder map = new MapBuilder().text("cef.version", fields.getFirst());
    for (int i = 0; i < NAMES.length; i++) {
      map.text(NAMES[i], unescape(fields.get(i + 1), "|"));
    }
    MapBuilder extensions = new MapBuilder();
    extensions(fields.size() > FIELDS ? fields.get(FIELDS) : "").forEach(extensions::text);
    return map.map("cef.extensions", extensions.build()).build();
  }

  /** The fields in front of the seventh bar, and what is behind it. */
  private static List<String> header(String text) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length() && fields.size() < FIELDS; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && "|\\".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      } else if (c == '|') {
        fields.add(text.substring(start, i));
        start = i + 1;
      }
    }
    fields.add(text.substring(start));
    return fields;
  }

  /** Takes the backslash off some characters and itself; of n and r it makes line breaks. */
  private static String unescape(String text, String escaped) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (next == '\\' || (next != 0 && escaped.indexOf(next) >= 0)) {
        plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        i++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** A value ends where the next key begins, which stands behind a space and before an equals. */
  private static Map<String, String> extensions(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    String key = "";
    int value = -1;
    for (int i = 0; i < text.length(); ) {
      int length = i == 0 || text.charAt(i - 1) == ' ' ? keyLength(text, i) : 0;
      if (length == 0) {
        i++;
        continue;
      }
      put(found, key, text, value, i);
      key = text.substring(i, i + length);
      value = i + length + 1;
      i = value;
    }
    put(found, key, text, value, text.length());
    return found;
  }

  private static void put(Map<String, String> found, String key, String text, int from, int end) {
    if (from < 0) {
      return;
    }
    int to = end;
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    found.put(key, unescape(text.substring(from, to), "=nr"));
  }

  private static int keyLength(String text, int from) {
    int i = from;
    while (i < text.length() && isKey(text.charAt(i))) {
      i++;
    }
    return i > from && i < text.length() && text.charAt(i) == '=' ? i - from : 0;
  }

  private static boolean isKey(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }
}
