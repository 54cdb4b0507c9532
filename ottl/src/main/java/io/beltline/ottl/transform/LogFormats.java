package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Conversion;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.Parameter;
import io.beltline.ottl.function.ParameterKind;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import java.util.function.Function;

/** Converters of log lines in formats that are in wide use: a map of their parts. */
final class LogFormats {
  private static final Parameter TARGET = required("target", ParameterKind.STRING);

  private LogFormats() {}

  static List<OttlFunction> all() {
    return List.of(
        format("ParseCEF", CefMessage::parse),
        format("ParseELF", ElfMessage::parse),
        format("ParseLEEF", LeefMessage::parse),
        OttlFunction.converter(
                "ParseCLF",
                ValueKind.MAP,
                List.of(TARGET, optional("format", ParameterKind.TEXT_LITERAL)),
                a -> {
                  boolean isCombined =
                      a.word("format", "clf", List.of("clf", "combined")).equals("combined");
                  return parsed("CLF", a, text -> ClfMessage.parse(text, isCombined));
                })
            .in(ContextName.LOG));
  }

  private static OttlFunction format(String name, Function<String, Slice> parse) {
    String format = name.substring("Parse".length());
    return OttlFunction.converter(
            name, ValueKind.MAP, List.of(TARGET), a -> parsed(format, a, parse))
        .in(ContextName.LOG);
  }

  private static Conversion parsed(String format, Arguments a, Function<String, Slice> parse) {
    Expression target = a.value("target");
    return (x, out) -> {
      String text = target.eval(x).text();
      if (text.isEmpty()) {
        throw new EvaluationException("an empty text is no " + format);
      }
      out.map(parse.apply(text));
    };
  }
}
