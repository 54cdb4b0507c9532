package io.beltline.components.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads an expression and compiles it on the way, with expr-lang's precedences. */
final class Parser {
  private static final int MAX_DEPTH = 200;
  private static final int NOT = 50;
  private static final int SIGN = 90;
  private static final int COALESCE = 500;
  private static final Set<String> NEGATABLE =
      Set.of("in", "matches", "contains", "startsWith", "endsWith");
  private static final Map<String, Integer> BINARY = binary();

  private final List<Token> words;
  private final Function<String, String> variables;
  private final Set<String> bound = new HashSet<>();
  private int at;
  private int depth;

  Parser(String text, Function<String, String> variables) throws ExpressionException {
    this.words = Lexer.words(text);
    this.variables = variables;
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

  Node parse() throws ExpressionException {
    Node root = expression(0);
    if (word().type() != Token.Type.END) {
      throw unexpected("an operator or the end");
    }
    return root;
  }

  private Token word() {
    return words.get(at);
  }

  private Token take() {
    Token word = words.get(at);
    if (word.type() != Token.Type.END) {
      at++;
    }
    return word;
  }

  private boolean takes(String sign) {
    if (word().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private Token expect(String sign) throws ExpressionException {
    if (!word().is(sign)) {
      throw unexpected("\"" + sign + "\"");
    }
    return take();
  }

  private Token name() throws ExpressionException {
    if (word().type() != Token.Type.NAME) {
      throw unexpected("a name");
    }
    return take();
  }

  private ExpressionException unexpected(String expected) {
    return ExpressionException.at(
        word().at(), "unexpected " + word().shown() + " (expected: " + expected + ")");
  }

  /** An expression whose operators bind at least as tightly as a level. */
  private Node expression(int level) throws ExpressionException {
    if (++depth > MAX_DEPTH) {
      throw ExpressionException.at(word().at(), "is nested too deeply");
    }
    try {
      if (level == 0 && word().is("let")) {
        return declaration();
      }
      Node left = operations(unary(), level);
      return level == 0 && takes("?") ? conditional(left) : left;
    } finally {
      depth--;
    }
  }

  private Node declaration() throws ExpressionException {
    take();
    String name = name().text();
    expect("=");
    Node value = expression(0);
    expect(";");
    boolean added = bound.add(name);
    Node rest = expression(0);
    if (added) {
      bound.remove(name);
    }
    return Node.of(rest.kind(), scope -> rest.value(scope.with(name, value.value(scope))));
  }

  private Node conditional(Node condition) throws ExpressionException {
    if (takes(":")) {
      Node otherwise = expression(0);
      return Operations.conditional(condition, condition, otherwise);
    }
    Node then = expression(0);
    expect(":");
    return Operations.conditional(condition, then, expression(0));
  }

  private Node operations(Node first, int level) throws ExpressionException {
    Node left = first;
    boolean coalesced = false;
    while (true) {
      Token operator = word();
      boolean negated = operator.is("not") && NEGATABLE.contains(words.get(at + 1).text());
      if (negated) {
        operator = words.get(at + 1);
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
      at += negated ? 2 : 1;
      coalesced = operator.is("??");
      left = operation(left, operator, binds);
      left = negated ? Operations.not(left, operator.at()) : left;
    }
  }

  private Node operation(Node left, Token operator, int binds) throws ExpressionException {
    if (operator.is("|")) {
      Token function = name();
      return call(function, left);
    }
    boolean fromTheRight = operator.is("**") || operator.is("^");
    Node right = expression(fromTheRight ? binds : binds + 1);
    Node node = Operations.binary(operator, left, right);
    Node middle = right;
    while (Operations.isOrder(operator) && Operations.isOrder(word())) {
      Token next = take();
      Node last = expression(binds + 1);
      node = Operations.and(node, Operations.binary(next, middle, last));
      middle = last;
    }
    return node;
  }

  private Node unary() throws ExpressionException {
    Token sign = word();
    if (takes("not") || takes("!")) {
      return Operations.not(expression(NOT), sign.at());
    }
    if (takes("-") || takes("+")) {
      return Operations.sign(expression(SIGN), sign);
    }
    return postfix(primary());
  }

  private Node primary() throws ExpressionException {
    Token word = word();
    switch (word.type()) {
      case NUMBER -> {
        take();
        return new Node.Constant(word.value());
      }
      case TEXT -> {
        take();
        return new Node.Constant(word.text());
      }
      case NAME -> {
        return named();
      }
      case SIGN, END -> {}
    }
    if (takes("(")) {
      Node inner = expression(0);
      expect(")");
      return inner;
    }
    if (takes("[")) {
      return Collections.list(list("]"));
    }
    if (takes("{")) {
      return map();
    }
    if (word.is("#") && bound.contains("#")) {
      take();
      String pointer =
          word().type() == Token.Type.NAME && bound.contains("#" + word().text())
              ? "#" + take().text()
              : "#";
      return Node.of(Kind.ANY, scope -> scope.variable(pointer));
    }
    if (word.is(".") && bound.contains("#")) {
      return Node.of(Kind.ANY, scope -> scope.variable("#"));
    }
    throw unexpected("a value");
  }

  private Node named() throws ExpressionException {
    Token word = take();
    switch (word.text()) {
      case "true" -> {
        return new Node.Constant(true);
      }
      case "false" -> {
        return new Node.Constant(false);
      }
      case "nil" -> {
        return new Node.Constant(null);
      }
      default -> {}
    }
    if (NEGATABLE.contains(word.text()) || BINARY.containsKey(word.text())) {
      at--;
      throw unexpected("a value");
    }
    if (word().is("(")) {
      return call(word, null);
    }
    String name = word.text();
    return Node.of(Kind.ANY, scope -> scope.variable(name));
  }

  private List<Node> list(String end) throws ExpressionException {
    List<Node> items = new ArrayList<>();
    while (!takes(end)) {
      if (!items.isEmpty()) {
        expect(",");
        if (takes(end)) {
          break;
        }
      }
      items.add(expression(0));
    }
    return items;
  }

  private Node map() throws ExpressionException {
    Map<Node, Node> entries = new LinkedHashMap<>();
    while (!takes("}")) {
      if (!entries.isEmpty()) {
        expect(",");
        if (takes("}")) {
          break;
        }
      }
      Node key;
      if (takes("(")) {
        key = expression(0);
        expect(")");
      } else if (word().type() == Token.Type.SIGN || word().type() == Token.Type.END) {
        throw unexpected("a key");
      } else {
        key = new Node.Constant(take().text());
      }
      expect(":");
      entries.put(key, expression(0));
    }
    return Collections.map(entries);
  }

  private Node call(Token function, @Nullable Node piped) throws ExpressionException {
    expect("(");
    if (Predicates.isOne(function.text())) {
      Node list = piped == null ? expression(0) : piped;
      Node predicate = piped != null || takes(",") ? predicate() : null;
      Node start = takes(",") ? expression(0) : null;
      expect(")");
      return Predicates.call(function, list, predicate, start);
    }
    List<Node> arguments = new ArrayList<>();
    if (piped != null) {
      arguments.add(piped);
    }
    arguments.addAll(list(")"));
    return Functions.call(function, arguments, variables);
  }

  private Node predicate() throws ExpressionException {
    if (word().is(")")) {
      throw unexpected("a predicate");
    }
    boolean braced = takes("{");
    Set<String> added = new HashSet<>(Set.of("#", "#acc", "#index"));
    added.removeAll(bound);
    bound.addAll(added);
    Node predicate = expression(0);
    bound.removeAll(added);
    if (braced) {
      expect("}");
    }
    return predicate;
  }

  private Node postfix(Node first) throws ExpressionException {
    Node node = first;
    while (true) {
      Token sign = word();
      if (takes(".")) {
        node = Collections.member(node, name().text(), false);
      } else if (takes("?.")) {
        node =
            takes("[")
                ? Collections.index(node, closing(expression(0)), true)
                : Collections.member(node, name().text(), true);
      } else if (takes("[")) {
        node = bracket(node, sign);
      } else {
        return node;
      }
    }
  }

  private Node closing(Node index) throws ExpressionException {
    expect("]");
    return index;
  }

  private Node bracket(Node of, Token sign) throws ExpressionException {
    Node from = word().is(":") ? null : expression(0);
    if (!takes(":")) {
      if (from == null) {
        throw ExpressionException.at(sign.at(), "[] without an index");
      }
      return Collections.index(of, closing(from), false);
    }
    Node to = word().is("]") ? null : expression(0);
    expect("]");
    return Collections.slice(of, from, to);
  }
}
