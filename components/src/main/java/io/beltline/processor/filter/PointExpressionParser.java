package io.beltline.processor.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.processor.filter.PointExpression.Point;
import io.beltline.processor.filter.PointExpressionLexer.Kind;
import io.beltline.processor.filter.PointExpressionLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads expressions on data points by recursive descent. */
final class PointExpressionParser {
  private static final int MAX_DEPTH = 100;
  private static final String EXPECTED =
      " (expected: a text, MetricName, MetricType, Label(...), HasLabel(...), true or false)";

  private final List<Token> tokens;
  private int at;
  private int depth;

  PointExpressionParser(String text) throws InvalidExpressionException {
    this.tokens = PointExpressionLexer.tokens(text);
  }

  /** A part of an expression: a text or a bool of a point; a constant text has its value. */
  private sealed interface Node {
    record Text(Function<Point, String> value, @Nullable String constant) implements Node {}

    record Test(PointExpression value) implements Node {}
  }

  PointExpression parse() throws InvalidExpressionException {
    PointExpression whole = test(or(), tokens.getFirst());
    if (peek().kind() != Kind.END) {
      throw unexpected(peek(), "");
    }
    return whole;
  }

  private Node or() throws InvalidExpressionException {
    Token first = peek();
    Node left = and();
    while (peek().is("||", "or")) {
      at++;
      PointExpression a = test(left, first);
      PointExpression b = test(and(), peek());
      left = new Node.Test(point -> a.holds(point) || b.holds(point));
    }
    return left;
  }

  private Node and() throws InvalidExpressionException {
    Token first = peek();
    Node left = comparison();
    while (peek().is("&&", "and")) {
      at++;
      PointExpression a = test(left, first);
      PointExpression b = test(comparison(), peek());
      left = new Node.Test(point -> a.holds(point) && b.holds(point));
    }
    return left;
  }

  private Node comparison() throws InvalidExpressionException {
    Token first = peek();
    Node left = unary();
    boolean negated = peek().is("not");
    if (negated) {
      at++;
    }
    Token operator = peek();
    boolean word = operator.is("matches", "contains", "startsWith", "endsWith", "in");
    if (!word && (negated || !operator.is("==", "!="))) {
      if (negated) {
        throw unexpected(operator, " (expected: in, matches, contains, startsWith or endsWith)");
      }
      return left;
    }
    at++;
    PointExpression result = compare(left, first, operator);
    return new Node.Test(negated ? point -> !result.holds(point) : result);
  }

  private PointExpression compare(Node left, Token first, Token operator)
      throws InvalidExpressionException {
    if (operator.is("in")) {
      Function<Point, String> value = text(left, first).value();
      List<Node.Text> members = members();
      return point -> {
        String wanted = value.apply(point);
        return members.stream().anyMatch(member -> member.value().apply(point).equals(wanted));
      };
    }
    Token second = peek();
    Node right = unary();
    if (left instanceof Node.Test(PointExpression a)
        && right instanceof Node.Test(PointExpression b)
        && operator.is("==", "!=")) {
      boolean equal = operator.is("==");
      return point -> (a.holds(point) == b.holds(point)) == equal;
    }
    Function<Point, String> a = text(left, first).value();
    Node.Text wanted = text(right, second);
    Function<Point, String> b = wanted.value();
    return switch (operator.text()) {
      case "==" -> point -> a.apply(point).equals(b.apply(point));
      case "!=" -> point -> !a.apply(point).equals(b.apply(point));
      case "contains" -> point -> a.apply(point).contains(b.apply(point));
      case "startsWith" -> point -> a.apply(point).startsWith(b.apply(point));
      case "endsWith" -> point -> a.apply(point).endsWith(b.apply(point));
      default -> matches(a, wanted, second);
    };
  }

  private static PointExpression matches(Function<Point, String> text, Node.Text wanted, Token at)
      throws InvalidExpressionException {
    if (wanted.constant() == null) {
      throw new InvalidExpressionException(
          "matches takes a text in quotes, in column " + at.column());
    }
    try {
      Pattern pattern = Pattern.compile(wanted.constant());
      return point -> pattern.matcher(text.apply(point)).find();
    } catch (PatternSyntaxException wrong) {
      throw new InvalidExpressionException(
          "\"" + wanted.constant() + "\" is no regular expression: " + wrong.getDescription());
    }
  }

  private List<Node.Text> members() throws InvalidExpressionException {
    expect("[");
    List<Node.Text> members = new ArrayList<>();
    while (!peek().is("]")) {
      if (!members.isEmpty()) {
        expect(",");
      }
      Token first = peek();
      members.add(text(unary(), first));
    }
    expect("]");
    return members;
  }

  private Node unary() throws InvalidExpressionException {
    if (++depth > MAX_DEPTH) {
      throw new InvalidExpressionException("nested deeper than " + MAX_DEPTH);
    }
    Node node;
    if (peek().is("!", "not")) {
      at++;
      Token first = peek();
      PointExpression inner = test(unary(), first);
      node = new Node.Test(point -> !inner.holds(point));
    } else if (peek().is("(")) {
      at++;
      node = or();
      expect(")");
    } else {
      node = primary(take());
    }
    depth--;
    return node;
  }

  private Node primary(Token token) throws InvalidExpressionException {
    if (token.kind() == Kind.TEXT) {
      return new Node.Text(point -> token.text(), token.text());
    }
    if (token.kind() != Kind.WORD) {
      throw unexpected(token, EXPECTED);
    }
    return switch (token.text()) {
      case "true" -> new Node.Test(point -> true);
      case "false" -> new Node.Test(point -> false);
      case "MetricName" -> new Node.Text(Point::metricName, null);
      case "MetricType" -> new Node.Text(Point::metricType, null);
      case "HasLabel" -> {
        AttributeKey key = key();
        yield new Node.Test(point -> point.attributes().find(key) != null);
      }
      case "Label" -> {
        AttributeKey key = key();
        yield new Node.Text(point -> label(point, key), null);
      }
      default -> throw unexpected(token, EXPECTED);
    };
  }

  private static String label(Point point, AttributeKey key) {
    AnyValueView value = point.attributes().find(key);
    return value == null ? "" : value.stringValue();
  }

  private AttributeKey key() throws InvalidExpressionException {
    expect("(");
    Token name = take();
    if (name.kind() != Kind.TEXT) {
      throw unexpected(name, " (expected: a text in quotes)");
    }
    expect(")");
    return AttributeKey.of(name.text());
  }

  private static PointExpression test(Node node, Token at) throws InvalidExpressionException {
    return switch (node) {
      case Node.Test(PointExpression value) -> value;
      case Node.Text _ ->
          throw new InvalidExpressionException(
              "a text where a bool is needed, in column " + at.column());
    };
  }

  private static Node.Text text(Node node, Token at) throws InvalidExpressionException {
    return switch (node) {
      case Node.Text text -> text;
      case Node.Test _ ->
          throw new InvalidExpressionException(
              "a bool where a text is needed, in column " + at.column());
    };
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private void expect(String symbol) throws InvalidExpressionException {
    Token token = take();
    if (!token.is(symbol)) {
      throw unexpected(token, " (expected: " + symbol + ")");
    }
  }

  private static InvalidExpressionException unexpected(Token token, String expected) {
    return new InvalidExpressionException(
        "unexpected \"" + token.text() + "\" in column " + token.column() + expected);
  }
}
