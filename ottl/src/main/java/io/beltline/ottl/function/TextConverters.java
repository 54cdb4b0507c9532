package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Texts;
import io.beltline.ottl.value.Utf8;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/** Converters of texts. Lengths and places are in bytes, as in Go. */
final class TextConverters {
  private TextConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "Concat",
            ValueKind.STRING,
            List.of(
                required("values", ParameterKind.VALUES).or("vals"),
                required("delimiter", ParameterKind.STRING)),
            TextConverters::concat),
        OttlFunction.converter(
            "ConvertCase",
            ValueKind.STRING,
            List.of(
                required("target", ParameterKind.STRING),
                required("toCase", ParameterKind.TEXT_LITERAL)),
            TextConverters::convertCase),
        word("ToCamelCase", Words::camel),
        word("ToSnakeCase", Words::snake),
        word("ToLowerCase", Words::lower),
        word("ToUpperCase", Words::upper),
        end(
            "HasPrefix",
            "prefix",
            ValueKind.BOOL,
            (text, part, out) -> out.bool(starts(text, part))),
        end("HasSuffix", "suffix", ValueKind.BOOL, (text, part, out) -> out.bool(ends(text, part))),
        end(
            "TrimPrefix",
            "prefix",
            ValueKind.STRING,
            (text, part, out) ->
                out.text(
                    text.array(),
                    text.from() + (starts(text, part) ? part.length() : 0),
                    text.to())),
        end(
            "TrimSuffix",
            "suffix",
            ValueKind.STRING,
            (text, part, out) ->
                out.text(
                    text.array(), text.from(), text.to() - (ends(text, part) ? part.length() : 0))),
        OttlFunction.converter(
            "Trim",
            ValueKind.STRING,
            List.of(
                required("target", ParameterKind.STRING),
                optional("replacement", ParameterKind.TEXT_LITERAL)),
            TextConverters::trim),
        OttlFunction.converter(
            "Split",
            ValueKind.LIST,
            List.of(
                required("target", ParameterKind.STRING),
                required("delimiter", ParameterKind.STRING)),
            TextConverters::split),
        OttlFunction.converter(
            "Substring",
            ValueKind.STRING,
            List.of(
                required("target", ParameterKind.STRING),
                required("start", ParameterKind.INT),
                required("length", ParameterKind.INT),
                optional("utf8_safe", ParameterKind.BOOL_LITERAL)),
            TextConverters::substring),
        OttlFunction.converter(
            "IsMatch",
            ValueKind.BOOL,
            List.of(
                required("target", ParameterKind.STRING_LIKE),
                required("pattern", ParameterKind.STRING)),
            TextConverters::isMatch),
        OttlFunction.converter(
            "ExtractPatterns",
            ValueKind.MAP,
            List.of(
                required("target", ParameterKind.STRING),
                required("pattern", ParameterKind.STRING)),
            Extraction::of));
  }

  private static Conversion concat(Arguments a) {
    List<Expression> values = a.values("values");
    Expression delimiter = a.value("delimiter");
    int like = a.layout().nextCell();
    return (x, out) -> {
      byte[] gap = delimiter.eval(x).slice().toByteArray();
      ValueWriter text = new ValueWriter();
      for (int i = 0; i < values.size(); i++) {
        if (i > 0) {
          text.raw(gap, 0, gap.length);
        }
        Cell value = x.cell(like).copy(values.get(i).eval(x));
        Texts.like(value.isNil() ? value.text("<nil>") : value, x.scratch());
        text.raw(value.array(), value.from(), value.to());
      }
      var slice = text.slice();
      out.text(slice.array(), slice.offset(), slice.end());
    };
  }

  private static OttlFunction word(String name, UnaryOperator<String> change) {
    return OttlFunction.converter(
        name,
        ValueKind.STRING,
        List.of(required("target", ParameterKind.STRING)),
        a -> {
          Expression target = a.value("target");
          return (x, out) -> out.text(change.apply(target.eval(x).text()));
        });
  }

  private static Conversion convertCase(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    UnaryOperator<String> change =
        switch (a.word("toCase", "", List.of("lower", "upper", "snake", "camel"))) {
          case "lower" -> Words::lower;
          case "upper" -> Words::upper;
          case "snake" -> Words::snake;
          default -> Words::camel;
        };
    return (x, out) -> out.text(change.apply(target.eval(x).text()));
  }

  /** Looks at one end of a text. */
  @FunctionalInterface
  private interface End {
    void apply(Cell text, Cell part, Cell out);
  }

  private static OttlFunction end(String name, String part, ValueKind result, End end) {
    return OttlFunction.converter(
        name,
        result,
        List.of(
            required("value", ParameterKind.STRING).or("target"),
            required(part, ParameterKind.STRING)),
        a -> {
          Expression value = a.value("value");
          Expression wanted = a.value(part);
          return (x, out) -> end.apply(value.eval(x), wanted.eval(x), out);
        });
  }

  private static boolean starts(Cell text, Cell part) {
    return text.length() >= part.length()
        && java.util.Arrays.equals(
            text.array(),
            text.from(),
            text.from() + part.length(),
            part.array(),
            part.from(),
            part.to());
  }

  private static boolean ends(Cell text, Cell part) {
    return text.length() >= part.length()
        && java.util.Arrays.equals(
            text.array(),
            text.to() - part.length(),
            text.to(),
            part.array(),
            part.from(),
            part.to());
  }

  private static Conversion trim(Arguments a) {
    Expression target = a.value("target");
    String cut = a.text("replacement", " ");
    return (x, out) -> {
      String text = target.eval(x).text();
      int from = 0;
      int to = text.length();
      while (from < to && cut.indexOf(text.codePointAt(from)) >= 0) {
        from += Character.charCount(text.codePointAt(from));
      }
      while (to > from && cut.indexOf(text.codePointBefore(to)) >= 0) {
        to -= Character.charCount(text.codePointBefore(to));
      }
      out.text(text.substring(from, to));
    };
  }

  private static Conversion split(Arguments a) {
    Expression target = a.value("target");
    Expression delimiter = a.value("delimiter");
    return (x, out) -> {
      Cell text = target.eval(x);
      byte[] gap = delimiter.eval(x).slice().toByteArray();
      ValueWriter list = new ValueWriter();
      Cell part = new Cell();
      int from = text.from();
      while (gap.length == 0 && from < text.to()) {
        int size = Math.max(1, Utf8.sizeAt(text.array(), from, text.to()));
        list.element(part.text(text.array(), from, from + size));
        from += size;
      }
      int at = gap.length == 0 ? -1 : Utf8.indexOf(text.array(), from, text.to(), gap);
      while (at >= 0) {
        list.element(part.text(text.array(), from, at));
        from = at + gap.length;
        at = Utf8.indexOf(text.array(), from, text.to(), gap);
      }
      if (gap.length > 0) {
        list.element(part.text(text.array(), from, text.to()));
      }
      out.list(list.slice());
    };
  }

  private static Conversion substring(Arguments a) {
    Expression target = a.value("target");
    Expression start = a.value("start");
    Expression length = a.value("length");
    boolean safe = a.bool("utf8_safe", false);
    return (x, out) -> {
      long from = start.eval(x).integer();
      long count = length.eval(x).integer();
      Cell text = target.eval(x);
      if (from < 0 || count <= 0 || from > text.length() || count > text.length() - from) {
        throw new EvaluationException(
            "there is no substring of length "
                + count
                + " from "
                + from
                + " in a string of "
                + text.length()
                + " bytes");
      }
      int first = text.from() + (int) from;
      int end = first + (int) count;
      while (safe && first < end && Utf8.isInside(text.array()[first])) {
        first++;
      }
      while (safe && end > first && end < text.to() && Utf8.isInside(text.array()[end])) {
        end--;
      }
      out.text(text.array(), first, end);
    };
  }

  private static Conversion isMatch(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    PatternArgument pattern = a.pattern("pattern");
    return (x, out) -> {
      Cell text = target.eval(x);
      out.bool(!text.isNil() && pattern.get(x).find(text));
    };
  }
}
