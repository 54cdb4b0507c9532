package io.beltline.ottl.function;

import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.GoNumber;
import io.beltline.ottl.value.Texts;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes one value as one verb of Go's formats has it, within a width. By one thread. */
final class GoVerb {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final StringBuilder out;
  private final ValueWriter scratch;
  private boolean plus;
  private boolean minus;
  private boolean sharp;
  private boolean space;
  private boolean zero;
  private int width = -1;
  private int precision = -1;

  GoVerb(StringBuilder out, ValueWriter scratch) {
    this.out = out;
    this.scratch = scratch;
  }

  void clear() {
    plus = false;
    minus = false;
    sharp = false;
    space = false;
    zero = false;
    width = -1;
    precision = -1;
  }

  /** Takes a flag; false if the character is none. */
  boolean flag(char c) {
    switch (c) {
      case '+' -> plus = true;
      case '-' -> minus = true;
      case '#' -> sharp = true;
      case ' ' -> space = true;
      case '0' -> zero = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Takes up a verb: one that writes any value has no use for a plus. */
  void use(int verb) {
    plus &= verb != 'v';
  }

  void width(int value) {
    minus |= value < 0;
    width = Math.abs(value);
  }

  void precision(int value) {
    precision = value;
  }

  void print(Cell cell, int verb) {
    if (verb == 'T') {
      pad(type(cell), zero);
      return;
    }
    switch (cell.kind()) {
      case NIL -> {
        if (verb == 'v') {
          pad("<nil>", zero);
        } else {
          bad(cell, verb);
        }
      }
      case BOOL -> {
        if (verb == 'v' || verb == 't') {
          pad(cell.bool() ? "true" : "false", zero);
        } else {
          bad(cell, verb);
        }
      }
      case INT -> integer(cell, cell.integer(), verb);
      case DOUBLE -> number(cell, verb);
      case STRING -> text(cell, cell.text(), verb);
      case DURATION -> {
        if ("vsqxX".indexOf(verb) >= 0) {
          text(cell, GoDuration.text(cell.duration()), verb);
        } else {
          integer(cell, cell.duration(), verb);
        }
      }
      case TIME -> text(cell, time(cell), verb);
      case BYTES -> bytes(cell, verb);
      case TRACE_ID, SPAN_ID, PROFILE_ID -> text(cell, Texts.hex(cell), verb);
      case LIST, MAP -> text(cell, Texts.json(cell, scratch), verb);
      case MESSAGE -> text(cell, cell.sort(), verb);
    }
  }

  private static String time(Cell cell) {
    String nanos =
        cell.nanoOfSecond() == 0 ? "" : String.format(Locale.ROOT, ".%09d", cell.nanoOfSecond());
    int end = nanos.length();
    while (end > 0 && nanos.charAt(end - 1) == '0') {
      end--;
    }
    var time = cell.time();
    String offset =
        time.getOffset().getId().equals("Z") ? "+0000" : time.getOffset().getId().replace(":", "");
    String zone =
        time.getZone().equals(java.time.ZoneOffset.UTC)
            ? "UTC"
            : DateTimeFormatter.ofPattern("zzz", Locale.ROOT).format(time);
    return TIME.format(time)
        + nanos.substring(0, end)
        + " "
        + offset
        + " "
        + (zone.contains(":") ? offset : zone);
  }

  private void integer(Cell cell, long value, int verb) {
    switch (verb) {
      case 'v', 'd' -> integer(value, 10, "");
      case 'b' -> integer(value, 2, sharp ? "0b" : "");
      case 'o' -> integer(value, 8, sharp ? "0" : "");
      case 'O' -> integer(value, 8, "0o");
      case 'x' -> integer(value, 16, sharp ? "0x" : "");
      case 'X' -> hexadecimal(value);
      case 'c' -> pad(character(value), zero);
      case 'q' -> pad(GoQuotes.character(character(value), plus), zero);
      case 'U' -> unicode(value);
      default -> bad(cell, verb);
    }
  }

  private void hexadecimal(long value) {
    int from = out.length();
    integer(value, 16, sharp ? "0x" : "");
    String made = out.substring(from).toUpperCase(Locale.ROOT);
    out.setLength(from);
    out.append(made);
  }

  private static String character(long value) {
    boolean known = value >= 0 && value <= Character.MAX_CODE_POINT;
    return known && (value < 0xd800 || value > 0xdfff) ? Character.toString((int) value) : "\ufffd";
  }

  private void unicode(long value) {
    String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
    String code = "U+" + "0".repeat(Math.max(0, Math.max(4, precision) - digits.length())) + digits;
    String shown = character(value);
    boolean shows = sharp && !shown.equals("\ufffd") && GoQuotes.isPrint(shown.codePointAt(0));
    pad(shows ? code + " '" + shown + "'" : code, false);
  }

  private void integer(long value, int base, String prefix) {
    String sign = value < 0 ? "-" : plus ? "+" : space ? " " : "";
    String digits = Long.toUnsignedString(Math.abs(value), base);
    if (precision == 0 && value == 0) {
      pad("", false);
      return;
    }
    int least = precision;
    if (precision < 0 && zero && !minus && width >= 0) {
      least = width - sign.length();
    }
    digits = "0".repeat(Math.max(0, least - digits.length())) + digits;
    boolean hasIt = prefix.equals("0") && digits.startsWith("0");
    pad(sign + (hasIt ? "" : prefix) + digits, false);
  }

  private void number(Cell cell, int verb) {
    String digits =
        switch (verb) {
          case 'v', 'g', 'G' -> GoNumber.general(cell.number(), precision);
          case 'e', 'E' -> GoNumber.exponent(cell.number(), precision < 0 ? 6 : precision);
          case 'f', 'F' -> GoNumber.fixed(cell.number(), precision < 0 ? 6 : precision);
          default -> "";
        };
    if (digits.isEmpty()) {
      bad(cell, verb);
      return;
    }
    boolean isUpper = (verb == 'E' || verb == 'G') && Double.isFinite(cell.number());
    signed(isUpper ? digits.toUpperCase(Locale.ROOT) : digits, Double.isFinite(cell.number()));
  }

  private void signed(String digits, boolean isFinite) {
    boolean negative = digits.startsWith("-");
    String plain = negative ? digits.substring(1) : digits;
    boolean isInfinite = !isFinite && !plain.equals("NaN");
    String sign = negative ? "-" : plus ? "+" : space ? " " : isInfinite ? "+" : "";
    if (isFinite && zero && !minus && width > sign.length() + plain.length()) {
      out.append(sign).append("0".repeat(width - sign.length() - plain.length())).append(plain);
    } else {
      pad(sign + plain, false);
    }
  }

  private void text(Cell cell, String text, int verb) {
    switch (verb) {
      case 'v' -> pad(sharp ? GoQuotes.of(text, false) : cut(text), zero);
      case 's' -> pad(cut(text), zero);
      case 'q' -> pad(GoQuotes.of(cut(text), plus), zero);
      case 'x', 'X' -> pad(hex(text.getBytes(StandardCharsets.UTF_8), verb == 'X'), zero);
      default -> bad(cell, verb);
    }
  }

  private void octet(int value, int verb) {
    if ("vdboOxXcqU".indexOf(verb) >= 0) {
      integer(new Cell().integer(value), value, verb);
    } else {
      out.append("%!").appendCodePoint(verb).append("(uint8=");
      integer(value, 10, "");
      out.append(')');
    }
  }

  private void bytes(Cell cell, int verb) {
    byte[] bytes = cell.slice().toByteArray();
    switch (verb) {
      case 's', 'q' -> text(cell, cell.text(), verb);
      case 'x', 'X' -> pad(hex(bytes, verb == 'X'), zero);
      default -> {
        out.append('[');
        for (int i = 0; i < bytes.length; i++) {
          out.append(i > 0 ? " " : "");
          octet(bytes[i] & 0xff, verb);
        }
        out.append(']');
      }
    }
  }

  private String hex(byte[] bytes, boolean isUpper) {
    int length = precision >= 0 ? Math.min(precision, bytes.length) : bytes.length;
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < length; i++) {
      hex.append(space && i > 0 ? " " : "");
      hex.append(sharp && (space || i == 0) ? "0x" : "");
      hex.append(Character.forDigit(bytes[i] >> 4 & 15, 16));
      hex.append(Character.forDigit(bytes[i] & 15, 16));
    }
    return isUpper ? hex.toString().toUpperCase(Locale.ROOT) : hex.toString();
  }

  private String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return precision < 0 || precision >= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, precision));
  }

  private void pad(String text, boolean withZeros) {
    int gap = width - text.codePointCount(0, text.length());
    String padding = gap <= 0 ? "" : (withZeros && !minus ? "0" : " ").repeat(gap);
    out.append(minus ? "" : padding).append(text).append(minus ? padding : "");
  }

  private void bad(Cell cell, int verb) {
    out.append("%!").appendCodePoint(verb).append('(');
    if (cell.isNil()) {
      out.append("<nil>");
    } else {
      out.append(type(cell)).append('=');
      if (cell.is(ValueKind.DURATION)) {
        integer(cell, cell.duration(), 'd');
      } else {
        print(cell, 'v');
      }
    }
    out.append(')');
  }

  /** The name of a value's type in the Go collector. */
  static String type(Cell cell) {
    return switch (cell.kind()) {
      case NIL -> "<nil>";
      case BOOL -> "bool";
      case INT -> "int64";
      case DOUBLE -> "float64";
      case STRING -> "string";
      case BYTES -> "[]uint8";
      case LIST -> "pcommon.Slice";
      case MAP -> "pcommon.Map";
      case TIME -> "time.Time";
      case DURATION -> "time.Duration";
      case TRACE_ID -> "pcommon.TraceID";
      case SPAN_ID -> "pcommon.SpanID";
      case PROFILE_ID -> "pprofile.ProfileID";
      case MESSAGE -> cell.sort();
    };
  }
}
