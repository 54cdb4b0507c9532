package io.beltline.ottl.function;

import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import java.util.List;

/**
 * What a text of a user agent is recognised by.
 *
 * @param name the name of the program or system
 * @param version its version, with groups
 * @param pattern what stands in the text
 */
record UserAgentRule(String name, String version, TextPattern pattern) {
  static final List<UserAgentRule> AGENTS = read("agent");
  static final List<UserAgentRule> SYSTEMS = read("os");
  private static final Match OTHER = new Match("Other", "");

  /** A name and a version; empty if there is none. */
  record Match(String name, String version) {}

  private static List<UserAgentRule> read(String kind) {
    return DataFile.lines("user-agents.txt").stream()
        .map(line -> line.split("\t", 4))
        .filter(parts -> parts[0].equals(kind))
        .map(parts -> new UserAgentRule(parts[1], parts[2], pattern(parts[3])))
        .toList();
  }

  private static TextPattern pattern(String regex) {
    try {
      return TextPattern.of(regex);
    } catch (InvalidPatternException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What the first of some rules that matches says. */
  static Match first(List<UserAgentRule> rules, String text) {
    Cell cell = new Cell().text(text);
    for (UserAgentRule rule : rules) {
      if (rule.pattern.find(cell)) {
        return rule.match(text);
      }
    }
    return OTHER;
  }

  private Match match(String text) {
    Captures match = pattern.captures(text);
    if (!match.next()) {
      return OTHER;
    }
    String filled = version;
    for (int i = 1; i <= pattern.groupCount(); i++) {
      filled = filled.replace("$" + i, match.text(i));
    }
    int end = filled.length();
    while (end > 0 && filled.charAt(end - 1) == '.') {
      end--;
    }
    return new Match(name, filled.substring(0, end));
  }
}
