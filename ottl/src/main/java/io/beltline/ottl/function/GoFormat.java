package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.util.List;

/**
 * {@code Format}: fills values into a format as Go's {@code fmt.Sprintf} does, its way of saying
 * what does not fit included. By one thread, for one text.
 *
 * <p>Source: <a href="https://pkg.go.dev/fmt#hdr-Printing">the format</a>.
 */
final class GoFormat {
  /** As Go has it; it also bounds the result. */
  private static final int MAX_WIDTH = 1_000_000;

  private final String format;
  private final List<Cell> values;
  private final StringBuilder out = new StringBuilder();
  private final GoVerb verb;
  private int at;
  private int value;
  private boolean reordered;
  private boolean goodIndex;
  private boolean afterIndex;

  private GoFormat(String format, List<Cell> values, ValueWriter scratch) {
    this.format = format;
    this.values = values;
    this.verb = new GoVerb(out, scratch);
  }

  /**
   * The text.
   *
   * @throws EvaluationException if it becomes too long
   */
  static String of(String format, List<Cell> values, ValueWriter scratch) {
    return new GoFormat(format, values, scratch).run();
  }

  private String run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      out.append(format, at, percent < 0 ? format.length() : percent);
      at = percent < 0 ? format.length() : percent + 1;
      if (percent >= 0 && !directive()) {
        out.append("%!(NOVERB)");
        break;
      }
      if (out.length() > 16 * MAX_WIDTH) {
        throw new EvaluationException("Format makes more than 16,000,000 characters");
      }
    }
    if (!reordered && value < values.size()) {
      extra();
    }
    return out.toString();
  }

  private void extra() {
    out.append("%!(EXTRA ");
    for (int i = value; i < values.size(); i++) {
      out.append(i > value ? ", " : "");
      Cell cell = values.get(i);
      if (cell.isNil()) {
        out.append("<nil>");
      } else {
        out.append(GoVerb.type(cell)).append('=');
        verb.clear();
        verb.print(cell, 'v');
      }
    }
    out.append(')');
  }

  /** Everything behind a percent sign; false if the format ends before its verb. */
  private boolean directive() {
    verb.clear();
    goodIndex = true;
    afterIndex = false;
    while (at < format.length() && verb.flag(format.charAt(at))) {
      at++;
    }
    index();
    width();
    precision();
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      return false;
    }
    int c = format.codePointAt(at);
    at += Character.charCount(c);
    if (c == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!").appendCodePoint(c).append("(BADINDEX)");
    } else if (value >= values.size()) {
      out.append("%!").appendCodePoint(c).append("(MISSING)");
    } else {
      verb.use(c);
      verb.print(values.get(value++), c);
    }
    return true;
  }

  private boolean sees(char c) {
    return at < format.length() && format.charAt(at) == c;
  }

  /** {@code [3]}: which value is next. */
  private void index() {
    if (!sees('[')) {
      return;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    if (close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    String digits = format.substring(at + 1, close);
    at = close + 1;
    boolean known =
        !digits.isEmpty() && digits.length() < 8 && digits.chars().allMatch(GoFormat::isDigit);
    int index = known ? Integer.parseInt(digits) - 1 : -1;
    if (index < 0 || index >= values.size()) {
      goodIndex = false;
    } else {
      value = index;
      afterIndex = true;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void width() {
    if (sees('*')) {
      at++;
      Cell star = star();
      if (star == null) {
        out.append("%!(BADWIDTH)");
      } else {
        verb.width((int) star.integer());
      }
      afterIndex = false;
      return;
    }
    int number = number();
    if (number >= 0) {
      verb.width(number);
      goodIndex &= !afterIndex;
    }
  }

  private void precision() {
    if (!sees('.') || at + 1 == format.length()) {
      return;
    }
    at++;
    goodIndex &= !afterIndex;
    afterIndex = false;
    index();
    if (sees('*')) {
      at++;
      Cell star = star();
      if (star == null || star.integer() < 0) {
        out.append("%!(BADPREC)");
      } else {
        verb.precision((int) star.integer());
      }
      afterIndex = false;
      return;
    }
    verb.precision(Math.max(0, number()));
  }

  /** A width or precision among the values, or null if it is none. */
  private @org.jspecify.annotations.Nullable Cell star() {
    if (value >= values.size()) {
      return null;
    }
    Cell cell = values.get(value++);
    boolean fits = cell.is(ValueKind.INT) && Math.abs(cell.integer()) <= MAX_WIDTH;
    return fits ? cell : null;
  }

  /** A number that is written, or -1. One that is too large counts as none, as in Go. */
  private int number() {
    int number = -1;
    while (at < format.length() && isDigit(format.charAt(at))) {
      int more = Math.max(0, number) * 10 + format.charAt(at) - '0';
      if (more > MAX_WIDTH) {
        return -1;
      }
      number = more;
      at++;
    }
    return number;
  }
}
