package io.beltline.ottl.function;

import io.beltline.ottl.pattern.InvalidPatternException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a grok expression into a regular expression. By one thread, for one expression. */
final class GrokExpansion {
  /** More than expressions have on purpose; each reference multiplies what it stands for. */
  private static final int MAX_LENGTH = 100_000;

  private static final String GROUP = "grok_";
  // Linear: each part is of characters that the next does not begin with.
  private static final Pattern REFERENCE =
      Pattern.compile("%\\{(\\w++)(?::([\\w+.]++)(?::(\\w++))?)?\\}");

  private final GrokLibrary library;
  private final boolean onlyNamed;
  private final Deque<String> path = new ArrayDeque<>();
  private final List<String> names = new ArrayList<>();
  private final List<GrokType> types = new ArrayList<>();

  GrokExpansion(GrokLibrary library, boolean onlyNamed) {
    this.library = library;
    this.onlyNamed = onlyNamed;
  }

  /** The field of a group: one of a reference, or one that was written as a group. */
  GrokPattern.Field field(String group, int number) {
    if (!group.startsWith(GROUP)) {
      return new GrokPattern.Field(group, GrokType.STRING, number);
    }
    int index = Integer.parseInt(group.substring(GROUP.length()));
    return new GrokPattern.Field(names.get(index), types.get(index), number);
  }

  /**
   * The expression without references.
   *
   * @throws InvalidPatternException if there is no pattern of a name, or one needs itself
   */
  String expand(String expression) throws InvalidPatternException {
    StringBuilder out = new StringBuilder();
    Matcher references = REFERENCE.matcher(expression);
    int from = 0;
    while (references.find()) {
      out.append(expression, from, references.start());
      from = references.end();
      String name = references.group(1);
      String pattern = library.find(name);
      if (pattern == null) {
        throw new InvalidPatternException("there is no grok pattern " + name);
      }
      if (path.contains(name)) {
        throw new InvalidPatternException("the grok pattern " + name + " is made of itself");
      }
      out.append(group(name, references.group(2), references.group(3)));
      path.push(name);
      out.append(expand(pattern)).append(')');
      path.pop();
      if (out.length() > MAX_LENGTH) {
        throw new InvalidPatternException(
            "the grok expression becomes longer than " + MAX_LENGTH + " characters");
      }
    }
    return out.append(expression.substring(from)).toString();
  }

  private String group(String pattern, @Nullable String field, @Nullable String word)
      throws InvalidPatternException {
    if (field == null && onlyNamed) {
      return "(?:";
    }
    GrokType type = GrokType.of(word == null ? "string" : word);
    if (type == null) {
      throw new InvalidPatternException(
          "\""
              + word
              + "\" is no type of a grok field (expected: int, long, float, double, bool,"
              + " boolean, string)");
    }
    names.add(field == null ? pattern : field);
    types.add(type);
    return "(?P<" + GROUP + (names.size() - 1) + ">";
  }
}
