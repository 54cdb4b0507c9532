package io.beltline.ottl.pattern;

import org.jspecify.annotations.Nullable;

/** Reads what stands for one character: sets in brackets, and what is behind a backslash. */
final class ClassParser {
  private final RegexCursor in;
  private boolean expanded;

  ClassParser(RegexCursor in) {
    this.in = in;
  }

  /** Whether there was something whose meaning depends on Unicode's tables. */
  boolean hasExpanded() {
    return expanded;
  }

  /** One character, in all its cases. */
  CharClass one(int c, boolean ignoreCase) {
    return folded(CharClass.of(c), ignoreCase);
  }

  private CharClass folded(CharClass set, boolean ignoreCase) {
    expanded |= ignoreCase;
    return ignoreCase ? CaseFolding.closed(set) : set;
  }

  /** What is behind a backslash. */
  CharClass escape(boolean ignoreCase) {
    CharClass named = named(ignoreCase);
    return named == null ? one(escaped(), ignoreCase) : named;
  }

  /** A set, of which the bracket was taken. */
  CharClass set(boolean ignoreCase) {
    boolean negated = in.take('^');
    CharClass all = new CharClass();
    boolean first = true;
    while (first || in.peek() != ']') {
      first = false;
      if (in.peek() == '[' && in.peek(1) == ':' && in.ahead(':', ']') >= 0) {
        all.add(posix(ignoreCase));
      } else {
        all.add(item(ignoreCase));
      }
    }
    in.take();
    return negated ? all.negated() : all;
  }

  private CharClass posix(boolean ignoreCase) {
    in.take();
    in.take();
    boolean negated = in.take('^');
    CharClass known = NamedClasses.posix(in.until(':'));
    if (known == null || !in.take(']')) {
      throw new RegexCursor.Unknown();
    }
    return signed(known, negated, ignoreCase);
  }

  private CharClass signed(CharClass set, boolean negated, boolean ignoreCase) {
    CharClass folded = folded(set, ignoreCase);
    return negated ? folded.negated() : folded;
  }

  private CharClass item(boolean ignoreCase) {
    int low = in.take();
    if (low == '\\') {
      CharClass named = named(ignoreCase);
      if (named != null) {
        return named;
      }
      low = escaped();
    }
    int high = low;
    if (in.peek() == '-' && in.peek(1) >= 0 && in.peek(1) != ']') {
      in.take();
      high = in.take('\\') ? escaped() : in.take();
      if (high < low) {
        throw new RegexCursor.Unknown();
      }
    }
    return folded(new CharClass().add(low, high), ignoreCase);
  }

  /** A set that has a name, or null. */
  private @Nullable CharClass named(boolean ignoreCase) {
    int c = in.peek();
    return switch (c) {
      case 'd', 'w', 's' -> perl(c, false, ignoreCase);
      case 'D', 'W', 'S' -> perl(c + 'a' - 'A', true, ignoreCase);
      case 'p', 'P' -> property(c == 'P', ignoreCase);
      default -> null;
    };
  }

  private CharClass perl(int name, boolean negated, boolean ignoreCase) {
    in.take();
    return signed(NamedClasses.perl(name), negated, ignoreCase);
  }

  private CharClass property(boolean negated, boolean ignoreCase) {
    in.take();
    String name = in.take('{') ? in.until('}') : Character.toString(in.take());
    boolean not = name.startsWith("^");
    CharClass known = UnicodeClasses.of(not ? name.substring(1) : name);
    if (known == null) {
      throw new RegexCursor.Unknown();
    }
    expanded = true;
    return signed(known, negated != not, ignoreCase);
  }

  private int escaped() {
    int c = in.take();
    return switch (c) {
      case 'a' -> 7;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case 'x' -> hex();
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c);
      default -> {
        if (c < 0x80 && Character.isLetterOrDigit(c)) {
          throw new RegexCursor.Unknown();
        }
        yield c;
      }
    };
  }

  /** Up to three digits; a single one that is not zero would be a group. */
  private int octal(int first) {
    if (first != '0' && !isOctal()) {
      throw new RegexCursor.Unknown();
    }
    int value = first - '0';
    for (int i = 1; i < 3 && isOctal(); i++) {
      value = value * 8 + in.take() - '0';
    }
    return value;
  }

  private boolean isOctal() {
    return in.peek() >= '0' && in.peek() <= '7';
  }

  private int hex() {
    if (!in.take('{')) {
      return digit() * 16 + digit();
    }
    int value = 0;
    while (!in.take('}')) {
      value = value * 16 + digit();
      if (value > Character.MAX_CODE_POINT) {
        throw new RegexCursor.Unknown();
      }
    }
    return value;
  }

  private int digit() {
    int c = in.take();
    int value = c < 0x80 ? Character.digit(c, 16) : -1;
    if (value < 0) {
      throw new RegexCursor.Unknown();
    }
    return value;
  }
}
