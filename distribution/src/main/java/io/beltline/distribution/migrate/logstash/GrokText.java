package io.beltline.distribution.migrate.logstash;

import io.beltline.distribution.migrate.Ottl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A grok expression as the transformation language has it. */
final class GrokText {
  private static final Pattern REFERENCE =
      Pattern.compile("%\\{(\\w++)(?::((?:\\[[^\\]]++\\])++|[@\\w.-]++)(?::(\\w++))?)?\\}");
  private static final Pattern GROUP = Pattern.compile("\\(\\?<(\\[?[A-Za-z_][^>]*)>");

  private GrokText() {}

  /** The expression with dotted names, and groups as RE2 writes them. */
  static String of(String expression) {
    Matcher references = REFERENCE.matcher(expression);
    StringBuilder out = new StringBuilder();
    while (references.find()) {
      String field = references.group(2);
      String type = references.group(3);
      String name = field == null ? "" : Ottl.name(field).replaceAll("[^A-Za-z0-9_.+]", "_");
      references.appendReplacement(
          out,
          Matcher.quoteReplacement(
              "%{"
                  + references.group(1)
                  + (name.isEmpty() ? "" : ":" + name)
                  + (type == null ? "" : ":" + type)
                  + "}"));
    }
    references.appendTail(out);
    return GROUP
        .matcher(out)
        .replaceAll(
            group ->
                "(?P<"
                    + group.group(1).replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_|_$", "")
                    + ">");
  }

  /** Whether RE2 has nothing like a part of the expression. */
  static boolean needsMore(String expression) {
    return expression.contains("(?=")
        || expression.contains("(?!")
        || expression.contains("(?<=")
        || expression.contains("(?<!")
        || expression.contains("(?>")
        || Pattern.compile("[^\\\\]\\\\[1-9]|[*+?}]\\+").matcher(expression).find();
  }
}
