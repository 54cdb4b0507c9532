package io.beltline.ottl.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expression in RE2/J's form. RE2/J never sees that case is ignored: all cases of characters
 * were put into the tree, which is written down again when RE2/J is to find something. Safe for all
 * threads.
 */
final class Re2Form {
  /** What RE2/J has checked: its groups are right, what it matches perhaps not. */
  private final Pattern checked;

  private final Regex tree;
  private volatile @Nullable Pattern pattern;

  private Re2Form(Pattern checked, Regex tree, boolean expanded) {
    this.checked = checked;
    this.tree = tree;
    this.pattern = expanded ? null : checked;
  }

  /**
   * The form of an expression.
   *
   * @throws InvalidPatternException if it is none, or too large
   */
  static Re2Form of(String regex, RegexTree parsed) throws InvalidPatternException {
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
      return new Re2Form(checked, tree, parsed.expanded());
    } catch (PatternSyntaxException wrong) {
      throw wrong(regex, wrong.getDescription());
    }
  }

  private static InvalidPatternException wrong(String regex, String problem) {
    return new InvalidPatternException("\"" + regex + "\" is no regular expression: " + problem);
  }

  /** What finds matches. */
  Pattern pattern() {
    Pattern there = pattern;
    if (there == null) {
      there = Pattern.compile(RegexWriter.text(tree));
      pattern = there;
    }
    return there;
  }

  int groupCount() {
    return checked.groupCount();
  }

  Map<String, Integer> namedGroups() {
    return checked.namedGroups();
  }

  Regex tree() {
    return tree;
  }
}
