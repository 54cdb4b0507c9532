package io.beltline.components.paths;

import java.util.ArrayList;
import java.util.List;

/** Writes alternatives that have folders in them out: {@code {a/b,c}} is two patterns. */
final class Braces {
  private static final int MOST = 1_000;

  private Braces() {}

  /**
   * The patterns that one comes to.
   *
   * @throws IllegalArgumentException if they are too many
   */
  static List<String> expanded(String text) {
    List<String> done = new ArrayList<>();
    expand(text, done);
    return done;
  }

  private static void expand(String text, List<String> done) {
    for (int open = 0; open < text.length(); open++) {
      char c = text.charAt(open);
      if (c == '\\') {
        open++;
      } else if (c == '{') {
        List<String> choices = new ArrayList<>();
        int close = choices(text, open, choices);
        if (close >= 0 && text.substring(open, close).indexOf('/') >= 0) {
          for (String choice : choices) {
            expand(text.substring(0, open) + choice + text.substring(close + 1), done);
          }
          return;
        }
      }
    }
    if (done.size() == MOST) {
      throw new IllegalArgumentException("stands for more than " + MOST + " patterns");
    }
    done.add(text);
  }

  /** Where a group ends, and what it lets choose from; -1 if it does not end. */
  private static int choices(String text, int open, List<String> choices) {
    int depth = 0;
    int from = open + 1;
    for (int at = open; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '{') {
        depth++;
      } else if (c == ',' && depth == 1) {
        choices.add(text.substring(from, at));
        from = at + 1;
      } else if (c == '}' && --depth == 0) {
        choices.add(text.substring(from, at));
        return at;
      }
    }
    return -1;
  }
}
