package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Walks over JSON text in UTF-8, a token at a time, without a tree and without objects.
 *
 * <p>Takes what RFC 8259 calls JSON and a byte order mark before it, nothing else; texts must be
 * valid UTF-8. A text that was passed stays in {@link #chars} until the next one. For one thread.
 */
final class JsonCursor {
  /** What {@link #peek} gives behind the last byte. */
  static final int END = -1;

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private final byte[] array;
  private final int start;
  private final int end;
  private final JsonText unescaped = new JsonText();
  private int at;
  private int token;

  /** Where the text or number passed last is: its bytes, from {@link #from} up to {@link #to}. */
  byte[] chars;

  int from;
  int to;

  /** True if the number passed last has neither a fraction nor an exponent. */
  boolean whole;

  JsonCursor(Slice text) {
    array = text.array();
    start = text.offset();
    end = text.end();
    at = start;
    chars = array;
    if (end - at >= 3
        && array[at] == (byte) 0xef
        && array[at + 1] == (byte) 0xbb
        && array[at + 2] == (byte) 0xbf) {
      at += 3;
    }
  }

  /** The byte the next token begins with, which is not passed, or {@link #END}. */
  int peek() {
    if (at < end && array[at] > ' ') { // what a program writes has no blanks
      token = at;
      return array[at];
    }
    return peekBehindBlanks();
  }

  private int peekBehindBlanks() {
    int place = at;
    while (place < end
        && (array[place] == ' '
            || array[place] == '\n'
            || array[place] == '\r'
            || array[place] == '\t')) {
      place++;
    }
    at = place;
    token = place;
    return place < end ? array[place] & 0xff : END;
  }

  /**
   * Passes the bracket that {@link #peek} saw; false if the other one follows, which is passed too.
   */
  boolean enter(char close) {
    at++;
    if (peek() != close) {
      return true;
    }
    at++;
    return false;
  }

  /** Passes the comma behind a member or element, or the bracket that ends them all: false. */
  boolean more(char close) {
    int next = peek();
    if (next == ',') {
      at++;
      return true;
    }
    if (next != close) {
      throw unexpected("',' or '" + close + "'");
    }
    at++;
    return false;
  }

  /** Passes the name of a member and the colon; the name is in {@link #chars}. */
  void name() {
    int begin = at + 1;
    if (begin < end && array[begin - 1] == '"') { // no blanks, no escapes: the usual
      int stop = plain(begin);
      if (stop + 1 < end && array[stop] == '"' && array[stop + 1] == ':') {
        chars = array;
        from = begin;
        to = stop;
        at = stop + 2;
        return;
      }
    }
    anyName();
  }

  private void anyName() {
    if (peek() != '"') {
      throw unexpected("a name in quotes");
    }
    string();
    if (peek() != ':') {
      throw unexpected("':'");
    }
    at++;
  }

  /** Passes the text that begins here. */
  void string() {
    int begin = at + 1;
    int place = plain(begin);
    if (place < end && array[place] == '"') {
      chars = array;
      from = begin;
      to = place;
      at = place + 1;
      return;
    }
    place = unescaped.read(this, array, begin, place, end);
    chars = unescaped.bytes();
    from = 0;
    to = unescaped.size();
    at = place;
  }

  /** Where the run of ASCII without quotes, backslashes and control characters ends. */
  int plain(int place) {
    while (place <= end - 8) {
      long eight = (long) MessageView.LONG.get(array, place);
      long quotes = eight ^ ONES * '"';
      long slashes = eight ^ ONES * '\\';
      long stops =
          (((quotes - ONES) & ~quotes)
                  | ((slashes - ONES) & ~slashes)
                  | ((eight - ONES * ' ') & ~eight)
                  | eight)
              & TOPS;
      if (stops != 0) {
        return place + (Long.numberOfTrailingZeros(stops) >>> 3);
      }
      place += 8;
    }
    while (place < end) {
      byte next = array[place];
      if (next < ' ' || next == '"' || next == '\\') {
        break;
      }
      place++;
    }
    return place;
  }

  /** Passes the number that begins here. */
  void number() {
    int place = at;
    from = place;
    chars = array;
    if (array[place] == '-') {
      place++;
    }
    int digits = place;
    place = digits(place);
    if (place - digits > 1 && array[digits] == '0') {
      throw malformed("a number with a leading zero", digits);
    }
    whole = true;
    if (place < end && array[place] == '.') {
      whole = false;
      place = digits(place + 1);
    }
    if (place < end && (array[place] | 0x20) == 'e') {
      whole = false;
      place++;
      if (place < end && (array[place] == '+' || array[place] == '-')) {
        place++;
      }
      place = digits(place);
    }
    to = place;
    at = place;
  }

  private int digits(int place) {
    int first = place;
    while (place < end && array[place] >= '0' && array[place] <= '9') {
      place++;
    }
    if (place == first) {
      throw place == end ? ended() : malformed("a number without a digit", place);
    }
    return place;
  }

  /** Passes {@code true}, {@code false} or {@code null}. */
  void literal(String word) {
    int place = at;
    for (int i = 0; i < word.length(); i++, place++) {
      if (place >= end) {
        throw ended();
      }
      if (array[place] != word.charAt(i)) {
        throw unexpected("a value");
      }
    }
    at = place;
  }

  /** Passes a whole value, whatever it is. */
  void skip(int depth) {
    int next = peek();
    switch (next) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '{', '[' -> {
        if (depth == 0) {
          throw malformed("values are nested too deep", at);
        }
        char close = next == '{' ? '}' : ']';
        for (boolean more = enter(close); more; more = more(close)) {
          if (next == '{') {
            name();
          }
          skip(depth - 1);
        }
      }
      default -> {
        if (next != '-' && (next < '0' || next > '9')) {
          throw unexpected("a value");
        }
        number();
      }
    }
  }

  /** The text or number passed last. */
  String text() {
    return new String(chars, from, to - from, StandardCharsets.UTF_8);
  }

  /** Something else stands where the next token begins. */
  MalformedTelemetryException unexpected(String expected) {
    int next = peek();
    if (next == END) {
      return ended();
    }
    String shown =
        next > ' ' && next < 0x7f ? "'" + (char) next + "'" : "the byte 0x%02x".formatted(next);
    return malformed("unexpected " + shown + " (expected: " + expected + ")", at);
  }

  MalformedTelemetryException ended() {
    return malformed("the text ends before the message does", end);
  }

  /** Something is wrong where the token passed last begins. */
  MalformedTelemetryException malformed(String what) {
    return malformed(what, token);
  }

  MalformedTelemetryException malformed(String what, int place) {
    int line = 1;
    int column = 1;
    for (int i = start; i < place; i++) {
      column++;
      if (array[i] == '\n') {
        line++;
        column = 1;
      }
    }
    return new MalformedTelemetryException(what + " at line " + line + ", column " + column);
  }
}
