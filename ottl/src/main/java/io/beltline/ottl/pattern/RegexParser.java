package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads RE2's syntax. It takes some things that are none: whoever uses the tree has RE2/J check the
 * {@link RegexTree#checked()} text.
 *
 * <p>Source: https://github.com/google/re2/wiki/Syntax.
 */
final class RegexParser {
  /** Groups in groups; Go has 1,000 of all kinds of operators. */
  static final int MOST_DEPTH = 500;

  /** How often flags may be switched: each time what was repeated may be repeated again. */
  private static final int MOST_SWITCHES = 500;

  /** How often something is repeated; a maximum of -1 is none. */
  private record Counts(int least, int most) {}

  private final RegexCursor in;
  private final ClassParser classes;
  private final List<Integer> caseFlags = new ArrayList<>();
  private RegexFlags flags = RegexFlags.NONE;
  private int groups;
  private int depth;
  private int switches;

  private RegexParser(String text) {
    this.in = new RegexCursor(text);
    this.classes = new ClassParser(in);
  }

  /** The tree and what is to be known of it. */
  static RegexTree parse(String text) {
    RegexParser parser = new RegexParser(text);
    Regex tree = parser.read();
    return new RegexTree(
        tree,
        tree == null ? RegexTree.guessed(text) : RegexTree.checked(text, parser.caseFlags),
        parser.classes.hasExpanded(),
        parser.depth > MOST_DEPTH || parser.switches > MOST_SWITCHES);
  }

  private @Nullable Regex read() {
    try {
      Regex tree = choice();
      return in.more() ? null : tree;
    } catch (RegexCursor.Unknown unknown) {
      return null;
    }
  }

  private Regex choice() {
    List<Regex> parts = new ArrayList<>();
    parts.add(sequence());
    while (in.take('|')) {
      parts.add(sequence());
    }
    return parts.size() == 1 ? parts.getFirst() : new Regex.Choice(parts);
  }

  private Regex sequence() {
    List<Regex> parts = new ArrayList<>();
    boolean repeated = false;
    while (in.more() && in.peek() != '|' && in.peek() != ')') {
      Counts counts = counts();
      if (counts == null) {
        single(parts);
        repeated = false;
        continue;
      }
      boolean lazy = in.take('?') != flags.lazy();
      if (repeated || parts.isEmpty()) {
        throw new RegexCursor.Unknown();
      }
      parts.add(new Regex.Repeat(parts.removeLast(), counts.least, counts.most, lazy));
      repeated = true;
    }
    return switch (parts.size()) {
      case 0 -> new Regex.Empty();
      case 1 -> parts.getFirst();
      default -> new Regex.Sequence(parts);
    };
  }

  private @Nullable Counts counts() {
    return switch (in.peek()) {
      case '*' -> counts(0, -1);
      case '+' -> counts(1, -1);
      case '?' -> counts(0, 1);
      case '{' -> counted();
      default -> null;
    };
  }

  private Counts counts(int least, int most) {
    in.take();
    return new Counts(least, most);
  }

  /** Null if the brace stands for itself. */
  private @Nullable Counts counted() {
    int start = in.at();
    in.take();
    int least = number();
    int most = least;
    if (in.take(',')) {
      most = in.peek() == '}' ? -1 : number();
    }
    if (least < 0 || most < -1 || !in.take('}')) {
      in.back(start);
      return null;
    }
    return new Counts(least, most);
  }

  /** A number without needless zeros, or -2; what is too large is so here as well. */
  private int number() {
    int start = in.at();
    int first = in.peek();
    int value = 0;
    while (in.peek() >= '0' && in.peek() <= '9') {
      value = Math.min(value * 10 + in.take() - '0', 1_000_000);
    }
    int digits = in.at() - start;
    return digits == 0 || (digits > 1 && first == '0') ? -2 : value;
  }

  private void single(List<Regex> parts) {
    int c = in.take();
    switch (c) {
      case '(' -> {
        Regex group = group();
        if (group != null) {
          parts.add(group);
        }
      }
      case '[' -> parts.add(new Regex.Chars(classes.set(flags.ignoreCase())));
      case '.' ->
          parts.add(
              new Regex.Chars(flags.dotAll() ? CharClass.any() : CharClass.of('\n').negated()));
      case '^' -> parts.add(new Regex.Assert(flags.lines() ? Place.LINE_START : Place.TEXT_START));
      case '$' -> parts.add(new Regex.Assert(flags.lines() ? Place.LINE_END : Place.TEXT_END));
      case '\\' -> escape(parts);
      default -> parts.add(literal(c));
    }
  }

  private Regex literal(int c) {
    return new Regex.Chars(classes.one(c, flags.ignoreCase()));
  }

  /** Null if it only switches flags: what is repeated behind it is what stands before it. */
  private @Nullable Regex group() {
    if (++depth > MOST_DEPTH) {
      throw new RegexCursor.Unknown();
    }
    RegexFlags outer = flags;
    int number = 0;
    String name = null;
    if (!in.take('?')) {
      number = ++groups;
    } else if (in.take('P', '<') || in.take('<')) {
      name = in.until('>');
      number = ++groups;
    } else if (switched()) {
      depth--;
      return null;
    }
    Regex inner = choice();
    if (!in.take(')')) {
      throw new RegexCursor.Unknown();
    }
    depth--;
    flags = outer;
    return number == 0 ? inner : new Regex.Group(inner, number, name);
  }

  /** Reads flags up to a colon, or to a bracket that ends the group: then it says true. */
  private boolean switched() {
    boolean on = true;
    while (true) {
      int c = in.take();
      switch (c) {
        case '-' -> on = false;
        case ':' -> {
          return false;
        }
        case ')' -> {
          if (++switches > MOST_SWITCHES) {
            throw new RegexCursor.Unknown();
          }
          return true;
        }
        default -> {
          flags = flags.with(c, on);
          if (c == 'i') {
            caseFlags.add(in.at() - 1);
          }
        }
      }
    }
  }

  private void escape(List<Regex> parts) {
    int start = in.at();
    switch (in.take()) {
      case 'A' -> parts.add(new Regex.Assert(Place.TEXT_START));
      case 'z' -> parts.add(new Regex.Assert(Place.TEXT_END));
      case 'b' -> parts.add(new Regex.Assert(Place.WORD_EDGE));
      case 'B' -> parts.add(new Regex.Assert(Place.NO_WORD_EDGE));
      case 'Q' -> {
        while (in.more() && !in.take('\\', 'E')) {
          parts.add(literal(in.take()));
        }
      }
      default -> {
        in.back(start);
        parts.add(new Regex.Chars(classes.escape(flags.ignoreCase())));
      }
    }
  }
}
