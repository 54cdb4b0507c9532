package io.beltline.ottl.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.model.Slice;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with the meaning of RE2, as the Go collector has them.
 *
 * <p>Whether it matches is found out by an automaton over bytes, without decoding and without
 * allocation, in time linear in the text; expressions with rare parts go through RE2/J, which is
 * linear too. Where groups are wanted, RE2/J finds them, after the automaton has said that there is
 * a match. Safe for all threads.
 */
public final class TextPattern {
  private final Pattern pattern;
  private final @Nullable Automaton automaton;

  private TextPattern(Pattern pattern, @Nullable Automaton automaton) {
    this.pattern = pattern;
    this.automaton = automaton;
  }

  /**
   * Compiles an expression.
   *
   * @throws InvalidPatternException if it is none
   */
  public static TextPattern of(String regex) throws InvalidPatternException {
    try {
      return new TextPattern(Pattern.compile(regex), automaton(regex));
    } catch (PatternSyntaxException wrong) {
      throw new InvalidPatternException(
          "\"" + regex + "\" is no regular expression: " + wrong.getDescription());
    }
  }

  private static @Nullable Automaton automaton(String regex) {
    Regex tree = RegexParser.parse(regex);
    Program program = tree == null ? null : Program.of(tree);
    return program == null || !Automaton.fits(program) ? null : new Automaton(program);
  }

  /** True if the automaton answers {@link #find}. */
  boolean isQuick() {
    return automaton != null;
  }

  /** The expression as it was written. */
  public String text() {
    return pattern.pattern();
  }

  /** True if a part of a text matches. */
  public boolean find(byte[] text, int from, int to) {
    if (automaton == null) {
      return pattern.matcher(new Slice(text, from, to - from).toUtf8()).find();
    }
    if (Utf8.isValid(text, from, to)) {
      return automaton.find(text, from, to);
    }
    Slice mended = Slice.utf8(new Slice(text, from, to - from).toUtf8());
    return automaton.find(mended.array(), mended.offset(), mended.end());
  }

  /**
   * Where the first match can begin at the earliest, or -1 if no part of a text matches. A search
   * for groups that begins there finds what one from the front would.
   */
  public int earliest(byte[] text, int from, int to) {
    if (automaton == null || !Utf8.isValid(text, from, to)) {
      return find(text, from, to) ? from : -1;
    }
    return automaton.earliest(text, from, to);
  }

  /** True if a part of a text matches. */
  public boolean find(Cell text) {
    return find(text.array(), text.from(), text.to());
  }

  /** RE2/J's form, for groups. */
  public Pattern re2() {
    return pattern;
  }

  /** A matcher over a text, for groups. */
  public Matcher matcher(String text) {
    return pattern.matcher(text);
  }

  @Override
  public String toString() {
    return text();
  }
}
