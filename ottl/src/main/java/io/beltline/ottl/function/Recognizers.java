package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** Converters between values and texts of a described form. */
final class Recognizers {
  private Recognizers() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "Format",
            ValueKind.STRING,
            List.of(
                required("formatString", ParameterKind.TEXT_LITERAL).or("format"),
                required("formatArguments", ParameterKind.VALUES).or("vals")),
            Recognizers::format),
        OttlFunction.converter(
            "ExtractGrokPatterns",
            ValueKind.MAP,
            List.of(
                required("target", ParameterKind.STRING),
                required("pattern", ParameterKind.STRING),
                optional("namedCapturesOnly", ParameterKind.BOOL_LITERAL),
                optional("patternDefinitions", ParameterKind.VALUES)),
            GrokExtraction::of),
        OttlFunction.converter(
            "UserAgent",
            ValueKind.MAP,
            List.of(required("value", ParameterKind.STRING).or("user_agent")),
            UserAgents::of));
  }

  private static Conversion format(Arguments a) {
    String format = a.text("formatString");
    List<Expression> values = a.values("formatArguments");
    return (x, out) -> {
      List<Cell> cells = new ArrayList<>(values.size());
      for (Expression value : values) {
        cells.add(value.eval(x));
      }
      out.text(GoFormat.of(format, cells, x.scratch()));
    };
  }
}
