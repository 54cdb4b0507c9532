package io.beltline.ottl.pattern;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Expressions over RE2's grammar, and texts that have a chance to match them. */
final class RandomRegex {
  private static final String[] ATOMS = {
    "a",
    "b",
    "c",
    "ab",
    "é",
    "1",
    "-",
    " ",
    ".",
    ".",
    "\\d",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "[ab]",
    "[^a]",
    "[^ ]",
    "[^\\n]",
    "[a-cé]",
    "[^é]",
    "[[:alpha:]]",
    "[[:^digit:]]",
    "[é-ü]",
    "\\x{e9}",
    "\\x{fffd}",
    "😀",
    "[\\x{800}-\\x{fff}]",
    "[\\x{ff80}-\\x{10100}]",
    "\\.",
    "k",
    "S",
    "(?i:k)",
    "(?i:S)",
    "(?i:[a-k])",
    "(?s:.)",
    "\\n",
    "_"
  };
  private static final String[] PLACES = {
    "^", "$", "\\b", "\\B", "\\A", "\\z", "(?m:^)", "(?m:$)", "(?i)", "(?s)", "(?m)", "(?-s)", ""
  };
  // no {0}: of groups in it RE2/J says that they stand at the start of the text
  private static final String[] COUNTS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}", "{2,}", "{1,3}?", "{0,2}?", "{1,}?"
  };
  private static final String[] FIELDS = {
    "(\\S+)", "([^ ]+)", "([a-c]+)", "(\\d{1,3})", "\\[([^\\]]*)\\]", "\"([^\"]*)\"", "(.*)",
    "(.*?)", "(a|b|ab)", "(?:(a)|(b))?", "(?i)(K+)", "(\\w+)(?:\\.(\\w+))?", "((\\d)+)", "-",
    "(?:a|ab)", "(é|[^a])", "([a-c]+?)"
  };
  private static final String[] BETWEEN = {" ", " ", " ", "\\s+", "\\s*", "-", " - ", "\\n", ""};
  private static final String[] PIECES = {
    "a", "a", "b", "c", "ab", "é", "ü", "1", "12", "-", " ", " ", " - ", "\n", ".", "K", "k",
    "\u212a", "s", "\u017f", "A", "_", "😀", "\ufffd", "[a]", "\"b\"", "\u0800", "a.b"
  };

  private final Random random;

  RandomRegex(Random random) {
    this.random = random;
  }

  private String any(String[] of) {
    return of[random.nextInt(of.length)];
  }

  /** An expression; not every one is valid. */
  String regex() {
    String inner = random.nextInt(3) == 0 ? line() : choice(0);
    return switch (random.nextInt(5)) {
      case 0 -> "^" + inner;
      case 1 -> "^" + inner + "$";
      case 2 -> "^(?:" + inner + ")$";
      default -> inner;
    };
  }

  /** Fields and what stands between them. */
  private String line() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      out.append(any(FIELDS)).append(any(BETWEEN));
    }
    return out.toString();
  }

  private String choice(int depth) {
    StringBuilder out = new StringBuilder(sequence(depth));
    for (int i = random.nextInt(4); i > 1; i--) {
      out.append('|').append(random.nextInt(6) == 0 ? "" : sequence(depth));
    }
    return out.toString();
  }

  private String sequence(int depth) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      if (random.nextInt(7) == 0) {
        out.append(any(PLACES));
        continue;
      }
      out.append(depth < 3 && random.nextInt(3) == 0 ? group(depth) : any(ATOMS));
      out.append(random.nextInt(3) == 0 ? any(COUNTS) : "");
    }
    return out.toString();
  }

  private String group(int depth) {
    String inner = choice(depth + 1) + ")";
    return switch (random.nextInt(6)) {
      case 0 -> "(?:" + inner;
      case 1 -> "(?P<n" + random.nextInt(1_000_000) + ">" + inner;
      case 2 -> "(?" + any(new String[] {"i", "s", "m", "-s", "im"}) + ":" + inner;
      default -> "(" + inner;
    };
  }

  /** A text; now and then with bytes that are part of no character. */
  byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean malformed = random.nextInt(5) == 0;
    for (int i = random.nextInt(12); i > 0; i--) {
      out.writeBytes(any(PIECES).getBytes(StandardCharsets.UTF_8));
      if (malformed && random.nextInt(3) == 0) {
        out.write(0x80 + random.nextInt(0x80));
      }
    }
    return out.toByteArray();
  }
}
