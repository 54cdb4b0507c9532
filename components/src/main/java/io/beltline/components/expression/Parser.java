package io.beltline.components.expression;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads an expression and compiles it on the way, with expr-lang's precedences. */
final class Parser {
  private static final int MAX_DEPTH = 200;
  private static final int NOT = 50;
  private static final int SIGN = 90;
  private static final int COALESCE = 500;
  private static final Set<String> NEGATABLE =
      Set.of("in", "matches", "contains", "startsWith", "endsWith");
  private static final Map<String, Integer> BINARY = binary();

  private final Words words;
  private final ValueParser values;
  private final Set<String> bound = new HashSet<>();
  private int depth;

  Parser(String text, Function<String, String> variables) throws ExpressionException {
    this.words = new Words(text);
    this.values = new ValueParser(words, this, variables, bound);
  }

  private static Map<String, Integer> binary() {
    Map<String, Integer> levels = new LinkedHashMap<>();
    levels.put("|", 0);
    List.of("or", "||").forEach(op -> levels.put(op, 10));
    List.of("and", "&&").forEach(op -> levels.put(op, 15));
    List.of("==", "!=", "<", ">", "<=", ">=", "in", "matches", "contains", "startsWith", "endsWith")
        .forEach(op -> levels.put(op, 20));
    levels.put("..", 25);
    List.of("+", "-").forEach(op -> levels.put(op, 30));
    List.of("*", "/", "%").forEach(op -> levels.put(op, 60));
    List.of("**", "^").forEach(op -> levels.put(op, 100));
    levels.put("??", COALESCE);
    return Map.copyOf(levels);
  }

  /** Whether a word is an operator that stands between values. */
  static boolean isOperator(Token word) {
    return NEGATABLE.contains(word.text()) || BINARY.containsKey(word.text());
  }

  Node parse() throws ExpressionException {
    Node root = expression(0);
    if (words.word().type() != Token.Type.END) {
      throw words.unexpected("an operator or the end");
    }
    return root;
  }

  /** An expression whose operators bind at least as tightly as a level. */
  Node expression(int level) throws ExpressionException {
    if (++depth > MAX_DEPTH) {
      throw ExpressionException.at(words.word().at(), "is nested too deeply");
    }
    try {
      if (level == 0 && words.word().is("let")) {
        return declaration();
      }
      Node left = operations(unary(), level);
      return level == 0 && words.takes("?") ? conditional(left) : left;
    } finally {
      depth--;
    }
  }

  private Node declaration() throws ExpressionException {
    words.take();
    String name = words.name().text();
    words.expect("=");
    Node value = expression(0);
    words.expect(";");
    boolean added = bound.add(name);
    Node rest = expression(0);
    if (added) {
      bound.remove(name);
    }
    return Node.of(rest.kind(), scope -> rest.value(scope.with(name, value.value(scope))));
  }

  private Node conditional(Node condition) throws ExpressionException {
    if (words.takes(":")) {
      Node otherwise = expression(0);
      return Operations.conditional(condition, condition, otherwise);
    }
    Node then = expression(0);
    words.expect(":");
    return Operations.conditional(condition, then, expression(0));
  }

  private Node operations(Node first, int level) throws ExpressionException {
    Node left = first;
    boolean coalesced = false;
    while (true) {
      Token operator = words.word();
      boolean negated = operator.is("not") && NEGATABLE.contains(words.second().text());
      if (negated) {
        operator = words.second();
      }
      Integer binds =
          operator.type() == Token.Type.SIGN || operator.type() == Token.Type.NAME
              ? BINARY.get(operator.text())
              : null;
      if (binds == null || binds < level) {
        return left;
      }
      if (coalesced && !operator.is("??")) {
        throw ExpressionException.at(
            operator.at(), operator.shown() + " beside ?? (expected: parentheses around one)");
      }
      words.take();
      if (negated) {
        words.take();
      }
      coalesced = operator.is("??");
      left = operation(left, operator, binds);
      left = negated ? Operations.not(left, operator.at()) : left;
    }
  }

  private Node operation(Node left, Token operator, int binds) throws ExpressionException {
    if (operator.is("|")) {
      Token function = words.name();
      return values.call(function, left);
    }
    boolean fromTheRight = operator.is("**") || operator.is("^");
    Node right = expression(fromTheRight ? binds : binds + 1);
    Node node = Operations.binary(operator, left, right);
    Node middle = right;
    while (Operations.isOrder(operator) && Operations.isOrder(words.word())) {
      Token next = words.take();
      Node last = expression(binds + 1);
      node = Operations.and(node, Operations.binary(next, middle, last));
      middle = last;
    }
    return node;
  }

  private Node unary() throws ExpressionException {
    Token sign = words.word();
    if (words.takes("not") || words.takes("!")) {
      return Operations.not(expression(NOT), sign.at());
    }
    if (words.takes("-") || words.takes("+")) {
      return Operations.sign(expression(SIGN), sign);
    }
    return values.value();
  }
}
