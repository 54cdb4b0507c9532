package io.beltline.components.exposition;

import io.beltline.ottl.value.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of a series, {@code name{a="1"}} or {@code {"a name",a="1"}}: where it ends, and its
 * labels. Stateless but for one reading.
 */
public final class SeriesText {
  /** The label that is the name of the metric. */
  public static final String NAME = "__name__";

  private final byte[] in;
  private final int to;
  private int at;

  private SeriesText(byte[] in, int from, int to) {
    this.in = in;
    this.at = from;
    this.to = to;
  }

  /** Where the text of a series ends that begins at a position; -1 if it does not end. */
  static int end(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] != '{' && !isBlank(in[at])) {
      at++;
    }
    int name = at;
    while (at < to && isBlank(in[at])) {
      at++;
    }
    if (at == to || in[at] != '{') {
      return name;
    }
    return braces(in, at + 1, to);
  }

  /** Where braces end that have been opened; -1 if they do not. */
  static int braces(byte[] in, int from, int to) {
    boolean quoted = false;
    for (int at = from; at < to; at++) {
      byte b = in[at];
      if (quoted) {
        if (b == '\\') {
          at++;
        } else if (b == '"') {
          quoted = false;
        }
      } else if (b == '"') {
        quoted = true;
      } else if (b == '}') {
        return at + 1;
      }
    }
    return -1;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /**
   * The labels of a series, its name among them.
   *
   * @throws MalformedSeriesException if the text is no series
   */
  public static SortedMap<String, String> labels(byte[] in, int from, int to)
      throws MalformedSeriesException {
    if (!Utf8.isValid(in, from, to)) {
      throw new MalformedSeriesException("no UTF-8");
    }
    SortedMap<String, String> labels = new TreeMap<>();
    SeriesText text = new SeriesText(in, from, to);
    int begin = text.at;
    text.name(true);
    if (text.at > begin) {
      labels.put(NAME, text.text(begin, text.at));
    }
    text.blanks();
    if (text.at < to) {
      text.expect('{');
      text.pairs(labels);
    }
    if (text.at != to) {
      throw new MalformedSeriesException("text behind the labels");
    }
    return labels;
  }

  /** The labels between braces that have been opened, as exemplars have them. */
  static SortedMap<String, String> braced(byte[] in, int from, int to)
      throws MalformedSeriesException {
    SortedMap<String, String> labels = new TreeMap<>();
    SeriesText text = new SeriesText(in, from, to);
    if (!Utf8.isValid(in, from, to)) {
      throw new MalformedSeriesException("no UTF-8");
    }
    text.pairs(labels);
    return labels;
  }

  private void pairs(SortedMap<String, String> labels) throws MalformedSeriesException {
    for (; ; ) {
      blanks();
      if (at < to && in[at] == '}') {
        at++;
        return;
      }
      pair(labels);
      blanks();
      if (at < to && in[at] == ',') {
        at++;
      } else if (at == to || in[at] != '}') {
        throw new MalformedSeriesException("labels that do not end");
      }
    }
  }

  private void pair(SortedMap<String, String> labels) throws MalformedSeriesException {
    String name;
    if (at < to && in[at] == '"') {
      name = quoted();
      blanks();
      if (at < to && (in[at] == ',' || in[at] == '}')) {
        put(labels, NAME, name);
        return;
      }
    } else {
      int begin = at;
      name(false);
      name = text(begin, at);
      blanks();
    }
    expect('=');
    blanks();
    if (at == to || in[at] != '"') {
      throw new MalformedSeriesException("a label without quotes");
    }
    put(labels, name, quoted());
  }

  private static void put(SortedMap<String, String> labels, String name, String value)
      throws MalformedSeriesException {
    if (name.isEmpty()) {
      throw new MalformedSeriesException("a label without a name");
    }
    if (labels.putIfAbsent(name, value) != null) {
      throw new MalformedSeriesException("a label twice");
    }
  }

  private void name(boolean colons) throws MalformedSeriesException {
    int begin = at;
    while (at < to && isNamePart(in[at], colons, at == begin)) {
      at++;
    }
    if (at < to && !isBlank(in[at]) && "{}=,".indexOf(in[at]) < 0) {
      throw new MalformedSeriesException("a name with other characters");
    }
  }

  private static boolean isNamePart(byte b, boolean colons, boolean first) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '_'
        || (b == ':' && colons)
        || (b >= '0' && b <= '9' && !first);
  }

  private String quoted() throws MalformedSeriesException {
    int begin = ++at;
    boolean escaped = false;
    while (at < to && in[at] != '"') {
      escaped |= in[at] == '\\';
      at += in[at] == '\\' ? 2 : 1;
    }
    if (at >= to) {
      throw new MalformedSeriesException("quotes that do not end");
    }
    String text = text(begin, at++);
    return escaped ? unescaped(text) : text;
  }

  /** A text with {@code \\}, {@code \"} and {@code \n} replaced; others stay as they are. */
  static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      switch (next) {
        case '\\', '"' -> {
          out.append(next);
          i++;
        }
        case 'n' -> {
          out.append('\n');
          i++;
        }
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private void blanks() {
    while (at < to && isBlank(in[at])) {
      at++;
    }
  }

  private void expect(char wanted) throws MalformedSeriesException {
    if (at == to || in[at] != wanted) {
      throw new MalformedSeriesException("no " + wanted + " where one must be");
    }
    at++;
  }

  private String text(int from, int end) {
    return new String(in, from, end - from, StandardCharsets.UTF_8);
  }
}
