package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usual part of RE2's syntax. What it does not know it refuses, and the caller leaves the
 * expression to RE2/J, which has checked it before.
 *
 * <p>Source: https://github.com/google/re2/wiki/Syntax.
 */
final class RegexParser {
  private static final Map<String, CharClass> POSIX =
      Map.ofEntries(
          Map.entry("alnum", new CharClass().add('0', '9').add('A', 'Z').add('a', 'z')),
          Map.entry("alpha", new CharClass().add('A', 'Z').add('a', 'z')),
          Map.entry("ascii", new CharClass().add(0, 0x7f)),
          Map.entry("blank", new CharClass().add('\t', '\t').add(' ', ' ')),
          Map.entry("cntrl", new CharClass().add(0, 0x1f).add(0x7f, 0x7f)),
          Map.entry("digit", new CharClass().add('0', '9')),
          Map.entry("graph", new CharClass().add('!', '~')),
          Map.entry("lower", new CharClass().add('a', 'z')),
          Map.entry("print", new CharClass().add(' ', '~')),
          Map.entry(
              "punct", new CharClass().add('!', '/').add(':', '@').add('[', '`').add('{', '~')),
          Map.entry("space", new CharClass().add('\t', '\r').add(' ', ' ')),
          Map.entry("upper", new CharClass().add('A', 'Z')),
          Map.entry(
              "word", new CharClass().add('0', '9').add('A', 'Z').add('a', 'z').add('_', '_')),
          Map.entry("xdigit", new CharClass().add('0', '9').add('A', 'F').add('a', 'f')));

  private final int[] text;
  private int at;

  private boolean ignoreCase;
  private boolean dotAll;
  private boolean lines;
  private int groups;

  private RegexParser(String text) {
    this.text = text.codePoints().toArray();
  }

  /** The tree, or null if it has something that is not read here. */
  static @Nullable Regex parse(String text) {
    try {
      RegexParser parser = new RegexParser(text);
      Regex tree = parser.choice();
      return parser.at == parser.text.length ? tree : null;
    } catch (Unknown unknown) {
      return null;
    }
  }

  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(null, null, false, false);
    }
  }

  private boolean more() {
    return at < text.length;
  }

  private int peek() {
    return more() ? text[at] : -1;
  }

  private int take() {
    if (!more()) {
      throw new Unknown();
    }
    return text[at++];
  }

  private boolean take(int c) {
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  private Regex choice() {
    List<Regex> parts = new ArrayList<>();
    parts.add(sequence());
    while (take('|')) {
      parts.add(sequence());
    }
    return parts.size() == 1 ? parts.getFirst() : new Regex.Choice(parts);
  }

  private Regex sequence() {
    List<Regex> parts = new ArrayList<>();
    while (more() && peek() != '|' && peek() != ')') {
      parts.add(repeated(single()));
    }
    return parts.isEmpty() ? new Regex.Empty() : new Regex.Sequence(parts);
  }

  private Regex repeated(Regex part) {
    int least;
    int most;
    switch (peek()) {
      case '*' -> {
        least = 0;
        most = -1;
      }
      case '+' -> {
        least = 1;
        most = -1;
      }
      case '?' -> {
        least = 0;
        most = 1;
      }
      case '{' -> {
        return counted(part);
      }
      default -> {
        return part;
      }
    }
    at++;
    return closed(part, least, most);
  }

  private Regex closed(Regex part, int least, int most) {
    boolean lazy = take('?');
    int next = peek();
    if (next == '*' || next == '+' || next == '?') {
      throw new Unknown();
    }
    return repeated(new Regex.Repeat(part, least, most, lazy));
  }

  private Regex counted(Regex part) {
    int start = at;
    at++;
    int least = number();
    int most = least;
    if (take(',')) {
      most = peek() == '}' ? -1 : number();
    }
    if (least < 0 || most < -1 || !take('}')) {
      at = start + 1;
      return new Regex.Sequence(List.of(part, literal('{')));
    }
    return closed(part, least, most);
  }

  private int number() {
    int start = at;
    int value = 0;
    while (more() && peek() >= '0' && peek() <= '9' && at - start < 5) {
      value = value * 10 + take() - '0';
    }
    return at == start ? -2 : value;
  }

  private Regex single() {
    int c = take();
    return switch (c) {
      case '(' -> group();
      case '[' -> new Regex.Chars(set());
      case '.' -> new Regex.Chars(dotAll ? CharClass.any() : CharClass.of('\n').negated());
      case '^' -> new Regex.Assert(lines ? Place.LINE_START : Place.TEXT_START);
      case '$' -> new Regex.Assert(lines ? Place.LINE_END : Place.TEXT_END);
      case '\\' -> escape();
      case '*', '+', '?', ')' -> throw new Unknown();
      default -> literal(c);
    };
  }

  private Regex literal(int c) {
    return new Regex.Chars(fold(CharClass.of(c)));
  }

  private CharClass fold(CharClass set) {
    if (!ignoreCase) {
      return set;
    }
    if (!set.isAscii()) {
      throw new Unknown();
    }
    return set.folded();
  }

  private Regex group() {
    boolean outerIgnoreCase = ignoreCase;
    boolean outerDotAll = dotAll;
    boolean outerLines = lines;
    int number = 0;
    if (!take('?')) {
      number = ++groups;
    } else {
      if (take('P') || peek() == '<') {
        if (!take('<')) {
          throw new Unknown();
        }
        number = ++groups;
        while (take() != '>') {}
      } else if (flags()) {
        return new Regex.Empty();
      }
    }
    Regex inner = choice();
    if (!take(')')) {
      throw new Unknown();
    }
    ignoreCase = outerIgnoreCase;
    dotAll = outerDotAll;
    lines = outerLines;
    return number == 0 ? inner : new Regex.Group(inner, number);
  }

  /** Reads flags up to a colon, or to a bracket that ends the group: then it says true. */
  private boolean flags() {
    boolean on = true;
    while (true) {
      switch (take()) {
        case 'i' -> ignoreCase = on;
        case 's' -> dotAll = on;
        case 'm' -> lines = on;
        case '-' -> on = false;
        case ':' -> {
          return false;
        }
        case ')' -> {
          return true;
        }
        default -> throw new Unknown();
      }
    }
  }

  private Regex escape() {
    int c = take();
    CharClass known = perl(c);
    if (known != null) {
      return new Regex.Chars(ignoreCase ? foldedPerl(c, known) : known);
    }
    return switch (c) {
      case 'A' -> new Regex.Assert(Place.TEXT_START);
      case 'z' -> new Regex.Assert(Place.TEXT_END);
      case 'b' -> new Regex.Assert(Place.WORD_EDGE);
      case 'B' -> new Regex.Assert(Place.NO_WORD_EDGE);
      default -> literal(escaped(c));
    };
  }

  /** Only words have letters: two of them have a third case, which is then part of words, too. */
  private static CharClass foldedPerl(int c, CharClass known) {
    return switch (c) {
      case 'w' -> known.folded();
      case 'W' -> posix("word").folded().negated();
      default -> known;
    };
  }

  private static @Nullable CharClass perl(int c) {
    return switch (c) {
      case 'd' -> posix("digit");
      case 'D' -> posix("digit").negated();
      case 'w' -> posix("word");
      case 'W' -> posix("word").negated();
      case 's' -> space();
      case 'S' -> space().negated();
      default -> null;
    };
  }

  private static CharClass space() {
    return new CharClass().add('\t', '\n').add('\f', '\r').add(' ', ' ');
  }

  private static CharClass posix(String name) {
    CharClass known = POSIX.get(name);
    if (known == null) {
      throw new Unknown();
    }
    return new CharClass().add(known);
  }

  private int escaped(int c) {
    return switch (c) {
      case 'a' -> 7;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case 'x' -> hex();
      default -> {
        boolean plain = c < 0x80 && !Character.isLetterOrDigit(c) && c != '_';
        if (!plain && c != '_') {
          throw new Unknown();
        }
        yield c;
      }
    };
  }

  private int hex() {
    if (take('{')) {
      int value = 0;
      while (peek() != '}') {
        value = value * 16 + digit();
        if (value > Character.MAX_CODE_POINT) {
          throw new Unknown();
        }
      }
      at++;
      return value;
    }
    return digit() * 16 + digit();
  }

  private int digit() {
    int value = Character.digit(take(), 16);
    if (value < 0) {
      throw new Unknown();
    }
    return value;
  }

  private CharClass set() {
    boolean negated = take('^');
    CharClass plain = new CharClass();
    CharClass named = new CharClass();
    boolean first = true;
    while (first || peek() != ']') {
      first = false;
      if (peek() == '[' && at + 1 < text.length && text[at + 1] == ':') {
        named.add(posixName());
      } else {
        item(plain, named);
      }
    }
    at++;
    CharClass all = fold(plain.add(named));
    return negated ? all.negated() : all;
  }

  private CharClass posixName() {
    at += 2;
    boolean negated = take('^');
    StringBuilder name = new StringBuilder();
    while (peek() != ':') {
      name.appendCodePoint(take());
    }
    at++;
    if (!take(']')) {
      throw new Unknown();
    }
    CharClass known = posix(name.toString());
    return negated ? known.negated() : known;
  }

  private void item(CharClass plain, CharClass named) {
    int low = take();
    if (low == '\\') {
      int c = take();
      CharClass known = perl(c);
      if (known != null) {
        named.add(known);
        return;
      }
      low = escaped(c);
    }
    int high = low;
    if (peek() == '-' && at + 1 < text.length && text[at + 1] != ']') {
      at++;
      high = take();
      if (high == '\\') {
        high = escaped(take());
      }
      if (high < low) {
        throw new Unknown();
      }
    }
    plain.add(low, high);
  }
}
