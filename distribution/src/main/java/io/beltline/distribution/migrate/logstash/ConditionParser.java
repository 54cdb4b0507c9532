package io.beltline.distribution.migrate.logstash;

import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.UnreadableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the condition of a choice into one of the transformation language. {@code and} and {@code
 * or} are of one rank here as there is none in the language: what stands without parentheses is
 * taken with {@code and} before {@code or}.
 */
final class ConditionParser {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_LENGTH = 10_000;

  private final Scanner scanner;
  private int depth;

  ConditionParser(Scanner scanner) {
    this.scanner = scanner;
  }

  /** The condition up to the block behind it. */
  String condition() throws UnreadableException {
    if (++depth > MAX_DEPTH) {
      throw scanner.wrong("at most " + MAX_DEPTH + " conditions in one another");
    }
    String left = conjunction();
    while (true) {
      if (scanner.take("or")) {
        left = left + " or " + conjunction();
      } else if (scanner.take("xor")) {
        String right = conjunction();
        if (left.length() > MAX_LENGTH) { // each doubles what stands before it
          throw scanner.wrong("fewer xor in one condition");
        }
        left = "((" + left + ") and not (" + right + ") or not (" + left + ") and (" + right + "))";
      } else {
        depth--;
        return left;
      }
    }
  }

  private String conjunction() throws UnreadableException {
    String left = single();
    while (true) {
      if (scanner.take("and")) {
        left = left + " and " + single();
      } else if (scanner.take("nand")) {
        left = "not (" + left + " and " + single() + ")";
      } else {
        return left;
      }
    }
  }

  private String single() throws UnreadableException {
    if (scanner.take("!")) {
      if (++depth > MAX_DEPTH) {
        throw scanner.wrong("at most " + MAX_DEPTH + " conditions in one another");
      }
      String negated = "not (" + single() + ")";
      depth--;
      return negated;
    }
    if (scanner.take("(")) {
      String inner = condition();
      scanner.expect(")");
      return "(" + inner + ")";
    }
    Operand left = operand();
    if (scanner.take("not")) {
      scanner.expect("in");
      return "not (" + in(left, operand()) + ")";
    }
    if (scanner.take("in")) {
      return in(left, operand());
    }
    if (scanner.take("=~")) {
      return Ottl.matches(left.text(), regex());
    }
    if (scanner.take("!~")) {
      return "not (" + Ottl.matches(left.text(), regex()) + ")";
    }
    for (String sign : List.of("==", "!=", "<=", ">=", "<", ">")) {
      if (scanner.take(sign)) {
        return left.text() + " " + sign + " " + operand().text();
      }
    }
    return "(" + left.text() + " != nil and " + left.text() + " != false)";
  }

  private String regex() throws UnreadableException {
    return scanner.peek() == '/' ? scanner.regex() : scanner.quoted();
  }

  /**
   * A side of a comparison.
   *
   * @param text in the language of statements
   * @param items the items of a list; empty if it is none
   */
  private record Operand(String text, boolean field, List<String> items) {}

  /** A text is in a field that is a list, or a part of one that is a text. */
  private static String in(Operand item, Operand whole) {
    if (!whole.items().isEmpty()) {
      return "("
          + String.join(
              " or ", whole.items().stream().map(one -> item.text() + " == " + one).toList())
          + ")";
    }
    String list =
        "(IsList("
            + whole.text()
            + ") and ContainsValue("
            + whole.text()
            + ", "
            + item.text()
            + "))";
    if (whole.text().equals(Ottl.attribute("tags")) || item.field()) {
      return list;
    }
    String plain =
        item.text().replaceAll("^\"|\"$", "").replaceAll("([.\\[\\]{}()*+?^$|])", "\\\\$1");
    return "(" + list + " or " + Ottl.matches(whole.text(), plain) + ")";
  }

  private Operand operand() throws UnreadableException {
    char next = scanner.peek();
    if (next == '"' || next == '\'') {
      return new Operand(Ottl.quote(scanner.quoted()), false, List.of());
    }
    if (next == '[') {
      return listOrField();
    }
    String word = scanner.word();
    if (word.matches("-?\\d+(\\.\\d+)?|true|false")) {
      return new Operand(word, false, List.of());
    }
    return new Operand(Ottl.field(word), true, List.of());
  }

  private Operand listOrField() throws UnreadableException {
    String reference = scanner.reference();
    String inside = reference.substring(1, reference.length() - 1).strip();
    if (!inside.startsWith("\"") && !inside.startsWith("'") && !inside.matches("[\\d., ]+")) {
      return new Operand(Ottl.field(Ottl.name(reference)), true, List.of());
    }
    List<String> items = new ArrayList<>();
    Scanner list = new Scanner(inside, "list");
    while (!list.atEnd()) {
      char next = list.peek();
      items.add(next == '"' || next == '\'' ? Ottl.quote(list.quoted()) : list.word());
      list.take(",");
    }
    return new Operand("", false, items);
  }
}
