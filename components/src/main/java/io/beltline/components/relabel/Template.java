package io.beltline.components.relabel;

import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.TextPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with groups of a match in it, as Go expands it: {@code $1}, {@code $name}, {@code
 * ${name}}; {@code $$} is a dollar. Immutable.
 *
 * @see <a href="https://pkg.go.dev/regexp#Regexp.Expand">Expand</a>
 */
final class Template {
  private record Part(boolean group, String text) {}

  private final List<Part> parts = new ArrayList<>();

  Template(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at);
      if (c != '$') {
        plain.append(c);
        at++;
      } else if (text.startsWith("$$", at)) {
        plain.append('$');
        at += 2;
      } else {
        boolean braces = text.startsWith("{", at + 1);
        int from = at + (braces ? 2 : 1);
        int to = from;
        while (to < text.length() && isWord(text.charAt(to))) {
          to++;
        }
        if (to == from || (braces && !text.startsWith("}", to))) {
          plain.append('$');
          at++;
        } else {
          literal(plain);
          parts.add(new Part(true, text.substring(from, to)));
          at = braces ? to + 1 : to;
        }
      }
    }
    literal(plain);
  }

  private void literal(StringBuilder plain) {
    if (!plain.isEmpty()) {
      parts.add(new Part(false, plain.toString()));
      plain.setLength(0);
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** Whether there is no group in it. */
  boolean isPlain() {
    return parts.stream().noneMatch(Part::group);
  }

  /** The text with the groups of a match; groups there are none of are empty. */
  String expand(TextPattern pattern, Captures match) {
    if (parts.size() == 1) {
      return expand(parts.getFirst(), pattern, match);
    }
    StringBuilder out = new StringBuilder();
    parts.forEach(part -> out.append(expand(part, pattern, match)));
    return out.toString();
  }

  private static String expand(Part part, TextPattern pattern, Captures match) {
    if (!part.group) {
      return part.text;
    }
    int group;
    if (part.text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      group = part.text.length() < 5 ? Integer.parseInt(part.text) : Integer.MAX_VALUE;
    } else {
      group = pattern.re2().namedGroups().getOrDefault(part.text, Integer.MAX_VALUE);
    }
    return group <= pattern.groupCount() ? match.text(group) : "";
  }
}
