package io.beltline.ottl.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large an expression may be. RE2/J knows no limit: {@code ((a{1000}){1000}){1000}} would take
 * all memory.
 *
 * <p>Source: https://pkg.go.dev/regexp/syntax, "invalid repeat count".
 */
final class RegexLimits {
  /** As in Go, repetitions inside each other included. */
  private static final int MOST_REPEATS = 1_000;

  /** Characters and groups once all repetitions are written out; Go has some three million. */
  private static final int MOST_SIZE = 1 << 18;

  private RegexLimits() {}

  /** What is too large, or null. */
  static @Nullable String problem(Regex tree) {
    if (repeats(tree) > MOST_REPEATS) {
      return "invalid repeat count (expected: at most "
          + MOST_REPEATS
          + ", nested ones multiplied)";
    }
    if (size(tree) > MOST_SIZE) {
      return "it is too large (expected: at most "
          + MOST_SIZE
          + " characters once repetitions are written out)";
    }
    return null;
  }

  private static long repeats(Regex tree) {
    return switch (tree) {
      case Regex.Empty _, Regex.Chars _, Regex.Assert _ -> 1;
      case Regex.Sequence(var parts) -> repeats(parts);
      case Regex.Choice(var parts) -> repeats(parts);
      case Regex.Group(var part, _, _) -> repeats(part);
      case Regex.Repeat repeat when repeat.most() == 0 -> 1;
      case Regex.Repeat repeat -> most(Math.max(1, times(repeat)) * repeats(repeat.part()));
    };
  }

  private static long repeats(List<Regex> parts) {
    return parts.stream().mapToLong(RegexLimits::repeats).max().orElse(1);
  }

  /** How often it is written out; the last of those without limit is a loop. */
  private static long times(Regex.Repeat repeat) {
    return Math.max(repeat.least(), repeat.most());
  }

  private static long size(Regex tree) {
    return switch (tree) {
      case Regex.Empty _, Regex.Chars _, Regex.Assert _ -> 1;
      case Regex.Sequence(var parts) -> size(parts);
      case Regex.Choice(var parts) -> size(parts);
      case Regex.Group(var part, _, _) -> 2 + size(part);
      case Regex.Repeat repeat -> most(Math.max(1, times(repeat)) * (1 + size(repeat.part())));
    };
  }

  private static long size(List<Regex> parts) {
    return most(parts.stream().mapToLong(part -> 1 + size(part)).sum());
  }

  private static long most(long value) {
    return Math.min(value, Integer.MAX_VALUE);
  }
}
