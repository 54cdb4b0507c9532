package io.beltline.components.expression;

import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the nodes of operators, and checks the kinds of their sides where they are known. */
final class Operations {
  private static final Set<String> ORDER = Set.of("<", ">", "<=", ">=");

  private Operations() {}

  static boolean isOrder(Token word) {
    return word.type() == Token.Type.SIGN && ORDER.contains(word.text());
  }

  static Node binary(Token operator, Node left, Node right) throws ExpressionException {
    int at = operator.at();
    return switch (operator.text()) {
      case "and", "&&" -> {
        demand(Kind.BOOL, operator, left, right);
        yield and(left, right);
      }
      case "or", "||" -> {
        demand(Kind.BOOL, operator, left, right);
        yield Node.of(Kind.BOOL, scope -> flag(left, scope) || flag(right, scope));
      }
      case "==" ->
          Node.of(Kind.BOOL, scope -> Comparison.equal(left.value(scope), right.value(scope)));
      case "!=" ->
          Node.of(Kind.BOOL, scope -> !Comparison.equal(left.value(scope), right.value(scope)));
      case "<", ">", "<=", ">=" -> order(operator, left, right);
      case "in" -> {
        if (!right.kind().mayBe(Kind.LIST)
            && !right.kind().mayBe(Kind.MAP)
            && right.kind() != Kind.NIL) {
          throw mismatch(operator, left, right);
        }
        yield Node.of(Kind.BOOL, scope -> Comparison.in(left.value(scope), right.value(scope)));
      }
      case "matches" -> matches(operator, left, right);
      case "contains", "startsWith", "endsWith" -> text(operator, left, right);
      case "??" ->
          Node.of(
              left.kind() == right.kind() ? left.kind() : Kind.ANY,
              scope -> {
                Object value = left.value(scope);
                return value == null ? right.value(scope) : value;
              });
      case ".." -> {
        demand(Kind.INT, operator, left, right);
        yield Node.of(
            Kind.LIST, scope -> Arithmetic.range(left.value(scope), right.value(scope), at));
      }
      default -> arithmetic(operator, left, right);
    };
  }

  static Node and(Node left, Node right) {
    return Node.of(Kind.BOOL, scope -> flag(left, scope) && flag(right, scope));
  }

  static Node not(Node operand, int at) throws ExpressionException {
    if (!operand.kind().mayBe(Kind.BOOL)) {
      throw ExpressionException.at(
          at, "not before a value of type " + operand.kind().word() + " (expected: bool)");
    }
    return Node.of(Kind.BOOL, scope -> !flag(operand, scope));
  }

  static Node sign(Node operand, Token sign) throws ExpressionException {
    if (!operand.kind().mayBeNumber()) {
      throw ExpressionException.at(
          sign.at(),
          sign.text() + " before a value of type " + operand.kind().word() + " (expected: number)");
    }
    return Node.of(
        operand.kind(),
        scope -> {
          Object value = operand.value(scope);
          return sign.is("-") ? Arithmetic.apply("-", 0L, value) : Arithmetic.apply("+", 0L, value);
        });
  }

  static Node conditional(Node condition, Node then, Node otherwise) throws ExpressionException {
    if (!condition.kind().mayBe(Kind.BOOL)) {
      throw new ExpressionException(
          "the condition before ? is of type " + condition.kind().word() + " (expected: bool)");
    }
    return Node.of(
        then.kind() == otherwise.kind() ? then.kind() : Kind.ANY,
        scope -> flag(condition, scope) ? then.value(scope) : otherwise.value(scope));
  }

  private static boolean flag(Node node, Scope scope) throws ExpressionException {
    Object value = node.value(scope);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new ExpressionException(
        "a condition is of type " + Kind.of(value).word() + " (expected: bool)");
  }

  private static void demand(Kind kind, Token operator, Node left, Node right)
      throws ExpressionException {
    if (!left.kind().mayBe(kind) || !right.kind().mayBe(kind)) {
      throw mismatch(operator, left, right);
    }
  }

  private static ExpressionException mismatch(Token operator, Node left, Node right) {
    return ExpressionException.at(
        operator.at(),
        operator.text()
            + " between types "
            + left.kind().word()
            + " and "
            + right.kind().word()
            + " is not possible");
  }

  private static Node order(Token operator, Node left, Node right) throws ExpressionException {
    boolean numbers = left.kind().mayBeNumber() && right.kind().mayBeNumber();
    boolean alike =
        left.kind().mayBe(right.kind())
            && (left.kind() == Kind.ANY
                || left.kind() == Kind.TEXT
                || left.kind() == Kind.TIME
                || left.kind() == Kind.DURATION);
    if (!numbers && !alike) {
      throw mismatch(operator, left, right);
    }
    String sign = operator.text();
    return Node.of(
        Kind.BOOL,
        scope -> {
          int order = Comparison.order(sign, left.value(scope), right.value(scope));
          return switch (sign) {
            case "<" -> order < 0 && order != Comparison.UNORDERED;
            case ">" -> order > 0;
            case "<=" -> order <= 0 && order != Comparison.UNORDERED;
            default -> order >= 0;
          };
        });
  }

  private static Node text(Token operator, Node left, Node right) throws ExpressionException {
    texts(operator, left, right);
    String sign = operator.text();
    return Node.of(
        Kind.BOOL,
        scope -> {
          Object text = left.value(scope);
          Object part = right.value(scope);
          if (text == null || part == null) {
            return false;
          }
          if (!(text instanceof String t) || !(part instanceof String p)) {
            throw Comparison.unfit(sign, text, part);
          }
          return switch (sign) {
            case "contains" -> t.contains(p);
            case "startsWith" -> t.startsWith(p);
            default -> t.endsWith(p);
          };
        });
  }

  private static void texts(Token operator, Node left, Node right) throws ExpressionException {
    for (Node side : new Node[] {left, right}) {
      if (!side.kind().mayBe(Kind.TEXT) && side.kind() != Kind.NIL) {
        throw mismatch(operator, left, right);
      }
    }
  }

  private static Node matches(Token operator, Node left, Node right) throws ExpressionException {
    texts(operator, left, right);
    TextPattern known =
        right instanceof Node.Constant(String regex) ? pattern(regex, operator.at()) : null;
    return Node.of(
        Kind.BOOL,
        scope -> {
          Object text = left.value(scope);
          Object regex = known == null ? right.value(scope) : known.text();
          if (text == null || regex == null) {
            return false;
          }
          if (!(text instanceof String t) || !(regex instanceof String r)) {
            throw Comparison.unfit("matches", text, regex);
          }
          return Texts.finds(known == null ? pattern(r, operator.at()) : known, t);
        });
  }

  private static TextPattern pattern(String regex, int at) throws ExpressionException {
    try {
      return TextPattern.of(regex);
    } catch (InvalidPatternException wrong) {
      throw ExpressionException.at(at, String.valueOf(wrong.getMessage()));
    }
  }

  private static Node arithmetic(Token operator, Node left, Node right) throws ExpressionException {
    String sign = operator.text();
    Kind kind = Arithmetic.kind(sign, left.kind(), right.kind());
    if (kind == null) {
      throw mismatch(operator, left, right);
    }
    return Node.of(
        kind,
        scope -> {
          @Nullable Object a = left.value(scope);
          @Nullable Object b = right.value(scope);
          return Arithmetic.apply(sign, a, b);
        });
  }
}
