package io.beltline.ottl.pattern;

import java.util.List;

/** Writes a tree down as an expression that needs no flags and no tables of Unicode. */
final class RegexWriter {
  private final StringBuilder out = new StringBuilder();

  private RegexWriter() {}

  /** The expression. */
  static String text(Regex tree) {
    RegexWriter writer = new RegexWriter();
    writer.write(tree);
    return writer.out.toString();
  }

  private void write(Regex tree) {
    switch (tree) {
      case Regex.Empty _ -> out.append("(?:)");
      case Regex.Chars(var set) -> set(set.ends());
      case Regex.Assert(var place) -> out.append(place(place));
      case Regex.Sequence(var parts) -> parts.forEach(this::write);
      case Regex.Choice(var parts) -> choice(parts);
      case Regex.Group(var part, _, var name) -> {
        out.append(name == null ? "(" : "(?P<" + name + ">");
        write(part);
        out.append(')');
      }
      case Regex.Repeat repeat -> {
        out.append("(?:");
        write(repeat.part());
        out.append(')').append(counts(repeat.least(), repeat.most()));
        out.append(repeat.lazy() ? "?" : "");
      }
    }
  }

  private void choice(List<Regex> parts) {
    String between = "(?:";
    for (Regex part : parts) {
      out.append(between);
      write(part);
      between = "|";
    }
    out.append(')');
  }

  private static String place(Regex.Place place) {
    return switch (place) {
      case TEXT_START -> "\\A";
      case TEXT_END -> "\\z";
      case LINE_START -> "(?m:^)";
      case LINE_END -> "(?m:$)";
      case WORD_EDGE -> "\\b";
      case NO_WORD_EDGE -> "\\B";
    };
  }

  private static String counts(int least, int most) {
    if (most < 0) {
      return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
    }
    return least == 0 && most == 1 ? "?" : "{" + least + "," + most + "}";
  }

  private void set(int[] ends) {
    if (ends.length == 0) {
      out.append("[^\\x00-\\x{10ffff}]");
      return;
    }
    out.append('[');
    for (int i = 0; i < ends.length; i += 2) {
      character(ends[i]);
      if (ends[i] != ends[i + 1]) {
        out.append('-');
        character(ends[i + 1]);
      }
    }
    out.append(']');
  }

  private void character(int c) {
    out.append("\\x{").append(Integer.toHexString(c)).append('}');
  }
}
