package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.Location;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a replacement: a converter that is named is applied to it, and a format is laid
 * around it. Immutable; safe for all threads.
 */
final class ConverterArgument {
  private final @Nullable Conversion conversion;
  private final int argument;
  private final int result;
  private final String before;
  private final String after;

  private ConverterArgument(
      @Nullable Conversion conversion, int argument, int result, String before, String after) {
    this.conversion = conversion;
    this.argument = argument;
    this.result = result;
    this.before = before;
    this.after = after;
  }

  /** The parameters {@code function} and {@code replacementFormat}. */
  static ConverterArgument of(Arguments a) throws InvalidStatementException {
    String format = a.text("replacementFormat", "%s");
    int at = format.indexOf("%s");
    boolean single = at >= 0 && at == format.lastIndexOf("%s");
    if (!single || format.replace("%%", "").replace("%s", "").contains("%")) {
      throw a.problem(
          "replacementFormat", "replacementFormat must contain exactly one %s and no other %");
    }
    String before = format.substring(0, at).replace("%%", "%");
    String after = format.substring(at + 2).replace("%%", "%");
    if (!a.has("function")) {
      return new ConverterArgument(null, 0, 0, "", "");
    }
    Layout layout = a.layout();
    int argument = layout.nextCell();
    Conversion conversion = bind(a, a.function("function"), argument);
    return new ConverterArgument(conversion, argument, layout.nextCell(), before, after);
  }

  private static Conversion bind(Arguments a, OttlFunction function, int register)
      throws InvalidStatementException {
    long needed = function.parameters().stream().filter(p -> !p.optional()).count();
    if (needed > 1 || function.parameters().isEmpty()) {
      throw a.problem(
          "function",
          function.signature() + " cannot be used here (expected: a converter of one string)");
    }
    Parameter first = function.parameters().getFirst();
    Expression value =
        new Expression() {
          @Override
          public Cell eval(Execution x) {
            return x.cell(register);
          }

          @Override
          public ValueKind kind() {
            return ValueKind.STRING;
          }
        };
    if (Parameters.problem(first.kind(), value) != null || first.kind() == ParameterKind.VALUES) {
      throw a.problem(
          "function",
          function.signature() + " takes no string (expected: a converter of one string)");
    }
    Arguments inner = new Arguments(function, Location.START, a.layout());
    String name = function.name() + "'s " + first.name();
    inner.put(first, Location.START, Parameters.coerce(name, first.kind(), value, a.layout()));
    return function.conversion(inner);
  }

  /** True if replacements stay as they are. */
  boolean isNothing() {
    return conversion == null;
  }

  /** What becomes of a replacement. */
  String apply(Execution x, String replacement) {
    if (conversion == null) {
      return replacement;
    }
    x.cell(argument).text(replacement);
    Cell out = x.cell(result);
    conversion.apply(x, out);
    if (!out.is(ValueKind.STRING)) {
      throw new EvaluationException(
          "the replacement's function must give a string, not " + out.kind().words());
    }
    return before + out.text() + after;
  }
}
