package io.beltline.ottl.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * An expression in RE2/J's form. RE2/J never sees that case is ignored: all cases of characters
 * were put into the tree, which is written down again.
 */
final class Re2Form {
  private Re2Form() {}

  /**
   * The form of an expression.
   *
   * @throws InvalidPatternException if it is none, or too large
   */
  static Pattern of(String regex, RegexTree parsed) throws InvalidPatternException {
    if (parsed.tooDeep()) {
      throw wrong(regex, "it nests too deeply (expected: at most " + RegexParser.MOST_DEPTH + ")");
    }
    Regex tree = parsed.tree();
    String problem = tree == null ? null : RegexLimits.problem(tree);
    if (problem != null) {
      throw wrong(regex, problem);
    }
    try {
      Pattern checked = Pattern.compile(parsed.checked());
      if (tree == null) {
        throw wrong(regex, "it has parts that are not known here"); // none such are known
      }
      return parsed.expanded() ? Pattern.compile(RegexWriter.text(tree)) : checked;
    } catch (PatternSyntaxException wrong) {
      throw wrong(regex, wrong.getDescription());
    }
  }

  private static InvalidPatternException wrong(String regex, String problem) {
    return new InvalidPatternException("\"" + regex + "\" is no regular expression: " + problem);
  }
}
