package io.beltline.ottl.syntax;

import io.beltline.model.Slice;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.Location;
import io.beltline.ottl.StatementProblem;
import io.beltline.ottl.grammar.OttlParser;
import io.beltline.ottl.value.Operator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Makes {@link Syntax} of a parse tree without errors. */
final class SyntaxBuilder {
  private final List<StatementProblem> problems = new ArrayList<>();

  void problem(Location at, String message) {
    problems.add(new StatementProblem(at, message));
  }

  void check() throws InvalidStatementException {
    if (!problems.isEmpty()) {
      throw new InvalidStatementException(problems);
    }
  }

  private static Location at(Token token) {
    return new Location(token.getLine(), token.getCharPositionInLine() + 1);
  }

  private static Location at(ParserRuleContext tree) {
    return at(tree.getStart());
  }

  Syntax condition(OttlParser.ConditionContext tree) {
    List<Syntax> parts = new ArrayList<>();
    for (OttlParser.ConjunctionContext part : tree.conjunction()) {
      parts.add(conjunction(part));
    }
    return parts.size() == 1 ? parts.getFirst() : new Syntax.Or(at(tree), List.copyOf(parts));
  }

  private Syntax conjunction(OttlParser.ConjunctionContext tree) {
    List<Syntax> parts = new ArrayList<>();
    for (OttlParser.NegationContext part : tree.negation()) {
      parts.add(negation(part));
    }
    return parts.size() == 1 ? parts.getFirst() : new Syntax.And(at(tree), List.copyOf(parts));
  }

  private Syntax negation(OttlParser.NegationContext tree) {
    return tree.NOT() != null
        ? new Syntax.Not(at(tree), negation(tree.negation()))
        : test(tree.test());
  }

  private Syntax test(OttlParser.TestContext tree) {
    return switch (tree) {
      case OttlParser.ComparisonContext c ->
          new Syntax.Compare(
              at(c), Operator.of(c.operator.getText()), value(c.left), value(c.right));
      case OttlParser.ConstantTestContext c ->
          new Syntax.Bool(at(c), c.BOOLEAN().getText().equals("true"));
      case OttlParser.CallTestContext c -> converter(c.call());
      case OttlParser.GroupContext c -> condition(c.condition());
      default -> throw new IllegalStateException("the grammar has a test that is not read");
    };
  }

  Syntax value(OttlParser.ValueContext tree) {
    return switch (tree) {
      case OttlParser.NilValueContext v -> new Syntax.Nil(at(v));
      case OttlParser.BoolValueContext v ->
          new Syntax.Bool(at(v), v.BOOLEAN().getText().equals("true"));
      case OttlParser.StringValueContext v -> text(v.STRING().getSymbol());
      case OttlParser.BytesValueContext v -> bytes(v.BYTES().getSymbol());
      case OttlParser.NameValueContext v -> new Syntax.Name(at(v), v.UPPER_NAME().getText());
      case OttlParser.SumValueContext v -> sum(v.sum());
      case OttlParser.MapValueContext v -> map(v.map());
      case OttlParser.ListValueContext v -> new Syntax.ListOf(at(v), values(v.list().value()));
      default -> throw new IllegalStateException("the grammar has a value that is not read");
    };
  }

  private List<Syntax> values(List<OttlParser.ValueContext> trees) {
    return trees.stream().map(this::value).toList();
  }

  private Syntax map(OttlParser.MapContext tree) {
    return new Syntax.MapOf(
        at(tree),
        tree.entry().stream()
            .map(e -> new Syntax.Entry(text(e.STRING().getSymbol()), value(e.value())))
            .toList());
  }

  private Syntax sum(OttlParser.SumContext tree) {
    Syntax left = product(tree.product(0));
    for (int i = 0; i < tree.operators.size(); i++) {
      Token operator = tree.operators.get(i);
      left = arithmetic(operator, left, product(tree.product(i + 1)));
    }
    return left;
  }

  private Syntax product(OttlParser.ProductContext tree) {
    Syntax left = factor(tree.factor(0));
    for (int i = 0; i < tree.operators.size(); i++) {
      Token operator = tree.operators.get(i);
      left = arithmetic(operator, left, factor(tree.factor(i + 1)));
    }
    return left;
  }

  private static Syntax arithmetic(Token operator, Syntax left, Syntax right) {
    return new Syntax.Arithmetic(at(operator), operator.getText().charAt(0), left, right);
  }

  private Syntax factor(OttlParser.FactorContext tree) {
    boolean negative = tree.sign != null && tree.sign.getType() == OttlParser.MINUS;
    return switch (tree.atom()) {
      case OttlParser.IntAtomContext a -> integer(at(tree), negative, a.INT().getText());
      case OttlParser.FloatAtomContext a -> {
        double number = Double.parseDouble(a.FLOAT().getText());
        yield new Syntax.Decimal(at(tree), negative ? -number : number);
      }
      case OttlParser.CallAtomContext a -> signed(tree, negative, converter(a.call()));
      case OttlParser.PathAtomContext a -> signed(tree, negative, path(a.path()));
      case OttlParser.GroupAtomContext a -> signed(tree, negative, sum(a.sum()));
      default -> throw new IllegalStateException("the grammar has an atom that is not read");
    };
  }

  private static Syntax signed(OttlParser.FactorContext tree, boolean negative, Syntax value) {
    return negative ? new Syntax.Negative(at(tree), value) : value;
  }

  private Syntax integer(Location at, boolean negative, String digits) {
    try {
      return new Syntax.Int(at, Long.parseLong(negative ? "-" + digits : digits));
    } catch (NumberFormatException tooLarge) {
      problem(at, digits + " does not fit 64 bits (expected: a smaller number, or one with .0)");
      return new Syntax.Int(at, 0);
    }
  }

  private Syntax text(Token token, Location at) {
    return new Syntax.Text(at, TextLiteral.read(token.getText(), at, this));
  }

  private Syntax.Text text(Token token) {
    return (Syntax.Text) text(token, at(token));
  }

  private Syntax bytes(Token token) {
    String digits = token.getText().substring(2);
    if (digits.length() % 2 != 0) {
      problem(at(token), token.getText() + " has an odd number of digits (expected: two a byte)");
      return new Syntax.Bytes(at(token), Slice.EMPTY);
    }
    return new Syntax.Bytes(at(token), Slice.of(HexFormat.of().parseHex(digits)));
  }

  private Syntax.Path path(OttlParser.PathContext tree) {
    return new Syntax.Path(
        at(tree),
        tree.segment().stream()
            .map(s -> new Syntax.Segment(at(s), s.LOWER_NAME().getText(), keys(s.key())))
            .toList());
  }

  private List<Syntax> keys(List<OttlParser.KeyContext> trees) {
    return trees.stream().map(key -> value(key.value())).toList();
  }

  private Syntax converter(OttlParser.CallContext tree) {
    Syntax.Call call = call(tree);
    if (call.isEditor()) {
      problem(
          call.at(),
          "only a converter can stand for a value, and "
              + call.function()
              + " is an editor (expected: a name that begins with an upper-case letter)");
    }
    return call;
  }

  Syntax.Call call(OttlParser.CallContext tree) {
    return new Syntax.Call(
        at(tree),
        tree.name.getText(),
        tree.argument().stream().map(this::argument).toList(),
        keys(tree.key()));
  }

  private Syntax.Argument argument(OttlParser.ArgumentContext tree) {
    String name = tree.LOWER_NAME() == null ? null : tree.LOWER_NAME().getText();
    Syntax value = tree.lambda() != null ? lambda(tree.lambda()) : value(tree.value());
    return new Syntax.Argument(at(tree), name, value);
  }

  private Syntax lambda(OttlParser.LambdaContext tree) {
    List<String> parameters = tree.parameter().stream().map(ParserRuleContext::getText).toList();
    Syntax body = tree.condition() != null ? condition(tree.condition()) : value(tree.value());
    return new Syntax.Lambda(at(tree), parameters, body);
  }
}
