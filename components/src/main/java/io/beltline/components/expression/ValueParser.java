package io.beltline.components.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the values of an expression: literals, names, calls, and parts of values. */
final class ValueParser {
  private final Words words;
  private final Parser outer;
  private final Function<String, String> variables;
  private final Set<String> bound;

  /**
   * A parser for one expression.
   *
   * @param outer reads what stands within values
   * @param variables the environment of the process
   * @param bound the names that are declared where it reads
   */
  ValueParser(Words words, Parser outer, Function<String, String> variables, Set<String> bound) {
    this.words = words;
    this.outer = outer;
    this.variables = variables;
    this.bound = bound;
  }

  /** A value with the parts that are asked of it. */
  Node value() throws ExpressionException {
    return postfix(primary());
  }

  private Node primary() throws ExpressionException {
    Token word = words.word();
    switch (word.type()) {
      case NUMBER -> {
        words.take();
        return new Node.Constant(word.value());
      }
      case TEXT -> {
        words.take();
        return new Node.Constant(word.text());
      }
      case NAME -> {
        return named();
      }
      case SIGN, END -> {}
    }
    if (words.takes("(")) {
      Node inner = outer.expression(0);
      words.expect(")");
      return inner;
    }
    if (words.takes("[")) {
      return Collections.list(list("]"));
    }
    if (words.takes("{")) {
      return map();
    }
    if (word.is("#") && bound.contains("#")) {
      words.take();
      String pointer =
          words.word().type() == Token.Type.NAME && bound.contains("#" + words.word().text())
              ? "#" + words.take().text()
              : "#";
      return Node.of(Kind.ANY, scope -> scope.variable(pointer));
    }
    if (word.is(".") && bound.contains("#")) {
      return Node.of(Kind.ANY, scope -> scope.variable("#"));
    }
    throw words.unexpected("a value");
  }

  private Node named() throws ExpressionException {
    Token word = words.take();
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
    if (Parser.isOperator(word)) {
      words.back();
      throw words.unexpected("a value");
    }
    if (words.word().is("(")) {
      return call(word, null);
    }
    String name = word.text();
    return Node.of(Kind.ANY, scope -> scope.variable(name));
  }

  private List<Node> list(String end) throws ExpressionException {
    List<Node> items = new ArrayList<>();
    while (!words.takes(end)) {
      if (!items.isEmpty()) {
        words.expect(",");
        if (words.takes(end)) {
          break;
        }
      }
      items.add(outer.expression(0));
    }
    return items;
  }

  private Node map() throws ExpressionException {
    Map<Node, Node> entries = new LinkedHashMap<>();
    while (!words.takes("}")) {
      if (!entries.isEmpty()) {
        words.expect(",");
        if (words.takes("}")) {
          break;
        }
      }
      Node key;
      if (words.takes("(")) {
        key = outer.expression(0);
        words.expect(")");
      } else if (words.word().type() == Token.Type.SIGN || words.word().type() == Token.Type.END) {
        throw words.unexpected("a key");
      } else {
        key = new Node.Constant(words.take().text());
      }
      words.expect(":");
      entries.put(key, outer.expression(0));
    }
    return Collections.map(entries);
  }

  /** The call of a function whose name was taken; what is piped into it is its first argument. */
  Node call(Token function, @Nullable Node piped) throws ExpressionException {
    words.expect("(");
    if (Predicates.isOne(function.text())) {
      Node list = piped == null ? outer.expression(0) : piped;
      Node predicate = piped != null || words.takes(",") ? predicate() : null;
      Node start = words.takes(",") ? outer.expression(0) : null;
      words.expect(")");
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
    if (words.word().is(")")) {
      throw words.unexpected("a predicate");
    }
    boolean braced = words.takes("{");
    Set<String> added = new HashSet<>(Set.of("#", "#acc", "#index"));
    added.removeAll(bound);
    bound.addAll(added);
    Node predicate = outer.expression(0);
    bound.removeAll(added);
    if (braced) {
      words.expect("}");
    }
    return predicate;
  }

  private Node postfix(Node first) throws ExpressionException {
    Node node = first;
    while (true) {
      Token sign = words.word();
      if (words.takes(".")) {
        node = Collections.member(node, words.name().text(), false);
      } else if (words.takes("?.")) {
        node =
            words.takes("[")
                ? Collections.index(node, closing(outer.expression(0)), true)
                : Collections.member(node, words.name().text(), true);
      } else if (words.takes("[")) {
        node = bracket(node, sign);
      } else {
        return node;
      }
    }
  }

  private Node closing(Node index) throws ExpressionException {
    words.expect("]");
    return index;
  }

  private Node bracket(Node of, Token sign) throws ExpressionException {
    Node from = words.word().is(":") ? null : outer.expression(0);
    if (!words.takes(":")) {
      if (from == null) {
        throw ExpressionException.at(sign.at(), "[] without an index");
      }
      return Collections.index(of, closing(from), false);
    }
    Node to = words.word().is("]") ? null : outer.expression(0);
    words.expect("]");
    return Collections.slice(of, from, to);
  }
}
