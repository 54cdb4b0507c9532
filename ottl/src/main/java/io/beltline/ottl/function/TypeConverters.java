package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.required;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Numbers;
import io.beltline.ottl.value.Texts;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.Values;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Converters that ask for or change the type of a value. */
final class TypeConverters {
  private static final List<Parameter> VALUE =
      List.of(required("value", ParameterKind.VALUE).or("target"));
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

  private TypeConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        is("IsBool", ValueKind.BOOL),
        is("IsDouble", ValueKind.DOUBLE),
        is("IsInt", ValueKind.INT),
        is("IsMap", ValueKind.MAP),
        is("IsList", ValueKind.LIST),
        is("IsString", ValueKind.STRING),
        test("IsEmpty", TypeConverters::isEmpty),
        OttlFunction.converter("Bool", null, VALUE, a -> changed(a, (in, out) -> bool(in, out))),
        OttlFunction.converter(
            "Double", null, VALUE, a -> changed(a, (in, out) -> number(in, out))),
        OttlFunction.converter("Int", null, VALUE, a -> changed(a, (in, out) -> integer(in, out))),
        OttlFunction.converter("String", null, VALUE, TypeConverters::string),
        OttlFunction.converter("Hex", null, VALUE, a -> changed(a, ByteForms::hex)),
        OttlFunction.converter(
            "Len",
            ValueKind.INT,
            List.of(required("target", ParameterKind.VALUE)),
            TypeConverters::length),
        OttlFunction.converter(
            "Log",
            ValueKind.DOUBLE,
            List.of(required("value", ParameterKind.DOUBLE_LIKE).or("target")),
            TypeConverters::logarithm),
        OttlFunction.converter(
            "Coalesce",
            null,
            List.of(required("values", ParameterKind.VALUES)),
            TypeConverters::coalesce),
        id("TraceID", ValueKind.TRACE_ID, 16),
        id("SpanID", ValueKind.SPAN_ID, 8),
        id("ProfileID", ValueKind.PROFILE_ID, 16),
        OttlFunction.converter(
                "IsRootSpan",
                ValueKind.BOOL,
                List.of(),
                a -> (x, out) -> out.bool(x.span().parentSpanId().isZero()))
            .in(ContextName.SPAN));
  }

  private static OttlFunction is(String name, ValueKind kind) {
    return test(name, cell -> cell.is(kind));
  }

  private static OttlFunction test(String name, Predicate<Cell> test) {
    return OttlFunction.converter(
        name,
        ValueKind.BOOL,
        VALUE,
        a -> {
          Expression value = a.value("value");
          return (x, out) -> out.bool(test.test(value.eval(x)));
        });
  }

  private static boolean isEmpty(Cell cell) {
    return switch (cell.kind()) {
      case NIL -> true;
      case STRING, BYTES, MESSAGE -> cell.length() == 0;
      case LIST, MAP -> Values.count(cell) == 0;
      case INT -> cell.integer() == 0;
      case BOOL -> !cell.bool();
      case DOUBLE -> cell.number() == 0;
      case DURATION -> cell.duration() == 0;
      case TIME -> cell.epochSecond() == 0 && cell.nanoOfSecond() == 0;
      case TRACE_ID, SPAN_ID, PROFILE_ID -> Values.isZero(cell);
    };
  }

  /** Writes a changed form of a value. */
  @FunctionalInterface
  private interface Change {
    void apply(Cell in, Cell out);
  }

  private static Conversion changed(Arguments a, Change change) {
    Expression value = a.value("value");
    return (x, out) -> change.apply(value.eval(x), out);
  }

  private static void bool(Cell in, Cell out) {
    switch (in.kind()) {
      case BOOL -> out.copy(in);
      case INT -> out.bool(in.integer() != 0);
      case DOUBLE -> out.bool(in.number() != 0);
      case STRING -> {
        String text = in.text();
        if (TRUE.contains(text)) {
          out.bool(true);
        } else if (FALSE.contains(text)) {
          out.bool(false);
        } else {
          out.nil();
        }
      }
      default -> out.nil();
    }
  }

  private static void number(Cell in, Cell out) {
    switch (in.kind()) {
      case DOUBLE -> out.copy(in);
      case INT -> out.number((double) in.integer());
      case BOOL -> out.number(in.bool() ? 1 : 0);
      case STRING -> {
        Double value = Numbers.number(in.text());
        if (value == null) {
          out.nil();
        } else {
          out.number(value);
        }
      }
      default -> out.nil();
    }
  }

  private static void integer(Cell in, Cell out) {
    switch (in.kind()) {
      case INT -> out.copy(in);
      case DOUBLE -> out.integer(Numbers.truncate(in.number()));
      case BOOL -> out.integer(in.bool() ? 1 : 0);
      case STRING -> {
        Long value = Numbers.integer(in.text());
        if (value == null) {
          out.nil();
        } else {
          out.integer(value);
        }
      }
      default -> out.nil();
    }
  }

  private static Conversion string(Arguments a) {
    Expression value = a.value("value");
    return (x, out) -> Texts.like(out.copy(value.eval(x)), x.scratch());
  }

  private static Conversion length(Arguments a) {
    Expression target = a.value("target");
    return (x, out) -> {
      Cell cell = target.eval(x);
      switch (cell.kind()) {
        case STRING, BYTES -> out.integer(cell.length());
        case LIST, MAP -> out.integer(Values.count(cell));
        default -> {
          if (!cell.isMany()) {
            throw new EvaluationException(
                cell.kind().words() + " has no length (expected: a string, list or map)");
          }
          out.integer(Values.count(cell));
        }
      }
    };
  }

  private static Conversion logarithm(Arguments a) {
    Expression value = a.value("value");
    return (x, out) -> {
      Cell cell = value.eval(x);
      if (cell.isNil() || !(cell.number() > 0)) {
        throw new EvaluationException(
            "there is no logarithm of "
                + (cell.isNil() ? "nil" : Texts.number(cell.number()))
                + " (expected: a number above 0)");
      }
      out.number(Math.log(cell.number()));
    };
  }

  private static Conversion coalesce(Arguments a)
      throws io.beltline.ottl.InvalidStatementException {
    List<Expression> values = a.values("values");
    if (values.isEmpty()) {
      throw a.problem("values", "Coalesce needs at least one value");
    }
    return (x, out) -> {
      out.nil();
      for (Expression value : values) {
        Cell cell = value.eval(x);
        if (!cell.isNil()) {
          out.copy(cell);
          return;
        }
      }
    };
  }

  private static OttlFunction id(String name, ValueKind kind, int size) {
    return OttlFunction.converter(
        name,
        kind,
        List.of(required("value", ParameterKind.VALUE).or("target")),
        a -> {
          Expression value = a.value("value");
          Cell constant = value.constant();
          if (constant != null) {
            try {
              parse(name, kind, size, constant, new Cell());
            } catch (EvaluationException wrong) {
              throw a.problem("value", String.valueOf(wrong.getMessage()));
            }
          }
          return (x, out) -> parse(name, kind, size, value.eval(x), out);
        });
  }

  private static void parse(String name, ValueKind kind, int size, Cell in, Cell out) {
    byte[] id = null;
    if (in.is(ValueKind.BYTES)) {
      id = in.slice().toByteArray();
    } else if (in.is(ValueKind.STRING)) {
      try {
        id = HexFormat.of().parseHex(in.text());
      } catch (IllegalArgumentException noHex) {
        throw wrongId(name, size, in);
      }
    }
    if (id == null || id.length != size) {
      throw wrongId(name, size, in);
    }
    out.id(kind, id, 0, id.length);
  }

  private static EvaluationException wrongId(String name, int size, Cell in) {
    String found =
        in.is(ValueKind.BYTES)
            ? in.length() + " bytes"
            : in.is(ValueKind.STRING) ? "\"" + in.text() + "\"" : in.kind().words();
    return new EvaluationException(
        name + " takes " + size + " bytes or " + 2 * size + " hexadecimal digits, not " + found);
  }
}
