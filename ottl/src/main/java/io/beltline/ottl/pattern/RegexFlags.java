package io.beltline.ottl.pattern;

/**
 * What is switched on at a place of an expression.
 *
 * @param ignoreCase {@code i}
 * @param dotAll {@code s}: a dot stands for the end of a line, too
 * @param lines {@code m}: {@code ^} and {@code $} stand at the ends of lines
 * @param lazy {@code U}: repetitions are lazy, and those with a question mark are not
 */
record RegexFlags(boolean ignoreCase, boolean dotAll, boolean lines, boolean lazy) {
  static final RegexFlags NONE = new RegexFlags(false, false, false, false);

  /** With one of them switched. */
  RegexFlags with(int flag, boolean on) {
    return switch (flag) {
      case 'i' -> new RegexFlags(on, dotAll, lines, lazy);
      case 's' -> new RegexFlags(ignoreCase, on, lines, lazy);
      case 'm' -> new RegexFlags(ignoreCase, dotAll, on, lazy);
      case 'U' -> new RegexFlags(ignoreCase, dotAll, lines, on);
      default -> throw new RegexCursor.Unknown();
    };
  }
}
