package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Storable;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converters that apply a lambda to the elements of a list or the entries of a map. */
final class LambdaConverters {
  private static final Parameter SOURCE = required("source", ParameterKind.VALUE);
  private static final Parameter PREDICATE = required("predicate", ParameterKind.LAMBDA);

  private LambdaConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "All", ValueKind.BOOL, List.of(SOURCE, PREDICATE), a -> quantified(a, false)),
        OttlFunction.converter(
            "Any", ValueKind.BOOL, List.of(SOURCE, PREDICATE), a -> quantified(a, true)),
        OttlFunction.converter(
            "Filter", null, List.of(SOURCE, PREDICATE), LambdaConverters::filter),
        OttlFunction.converter(
            "Find",
            null,
            List.of(SOURCE, PREDICATE, optional("mapper", ParameterKind.LAMBDA)),
            LambdaConverters::find),
        OttlFunction.converter(
            "MapEach",
            null,
            List.of(SOURCE, required("mapper", ParameterKind.LAMBDA)),
            LambdaConverters::mapEach),
        OttlFunction.converter(
            "MapKeys",
            ValueKind.MAP,
            List.of(
                required("source", ParameterKind.MAP), required("keyMapper", ParameterKind.LAMBDA)),
            LambdaConverters::mapKeys),
        OttlFunction.converter(
            "Reduce",
            null,
            List.of(
                SOURCE,
                required("seed", ParameterKind.VALUE),
                required("accumulator", ParameterKind.LAMBDA)),
            LambdaConverters::reduce),
        OttlFunction.converter(
            "When",
            null,
            List.of(
                required("condition", ParameterKind.LAMBDA),
                required("trueValue", ParameterKind.VALUE),
                required("falseValue", ParameterKind.VALUE)),
            LambdaConverters::when));
  }

  private static Lambda lambda(Arguments a, String name, int parameters)
      throws InvalidStatementException {
    Lambda lambda = a.lambda(name);
    if (lambda.parameters() != parameters) {
      throw a.problem(
          name,
          name + " takes a lambda of " + parameters + " parameters, not " + lambda.parameters());
    }
    return lambda;
  }

  /** Sees an element; false ends the walk. */
  @FunctionalInterface
  private interface Visit {
    boolean see(Cell key, Cell value);
  }

  /** Walks a list with indexes or a map with keys. */
  private static void walk(Cell source, Visit visit) {
    Cell key = new Cell();
    Cell value = new Cell();
    switch (source.kind()) {
      case LIST -> {
        int index = 0;
        for (var walk = Values.elements(source).values(); walk.next(); index++) {
          if (!visit.see(key.integer(index), value.value(walk.item()))) {
            return;
          }
        }
      }
      case MAP -> {
        for (AttributesView walk = Values.entries(source); walk.next(); ) {
          if (!visit.see(key.text(walk.keyUtf8()), value.value(walk))) {
            return;
          }
        }
      }
      default ->
          throw new EvaluationException(
              "source is " + source.kind().words() + " (expected: a list or a map)");
    }
  }

  /** The source, copied: a lambda may evaluate the same expression again. */
  private static Cell source(Expression source, Execution x) {
    return new Cell().copy(source.eval(x));
  }

  private static void give(Lambda lambda, Execution x, Cell key, Cell value) {
    lambda.parameter(x, 0).copy(key);
    lambda.parameter(x, 1).copy(value);
  }

  private static Conversion quantified(Arguments a, boolean any) throws InvalidStatementException {
    Expression source = a.value("source");
    Lambda predicate = lambda(a, "predicate", 2);
    return (x, out) -> {
      boolean[] answer = {!any};
      walk(
          source(source, x),
          (key, value) -> {
            give(predicate, x, key, value);
            if (predicate.test(x) == any) {
              answer[0] = any;
              return false;
            }
            return true;
          });
      out.bool(answer[0]);
    };
  }

  private static Conversion filter(Arguments a) throws InvalidStatementException {
    Expression source = a.value("source");
    Lambda predicate = lambda(a, "predicate", 2);
    return (x, out) -> {
      Cell from = source(source, x);
      ValueWriter kept = new ValueWriter();
      walk(
          from,
          (key, value) -> {
            give(predicate, x, key, value);
            if (predicate.test(x)) {
              put(kept, from, key, value);
            }
            return true;
          });
      write(out, from, kept.slice());
    };
  }

  private static void put(ValueWriter to, Cell like, Cell key, Cell value) {
    Storable.check("a " + (like.is(ValueKind.MAP) ? "map" : "list"), value);
    if (like.is(ValueKind.MAP)) {
      to.entry(key.slice().toByteArray(), value);
    } else {
      to.element(value);
    }
  }

  private static void write(Cell out, Cell like, Slice content) {
    if (like.is(ValueKind.MAP)) {
      out.map(content);
    } else {
      out.list(content);
    }
  }

  private static Conversion find(Arguments a) throws InvalidStatementException {
    Expression source = a.value("source");
    Lambda predicate = lambda(a, "predicate", 2);
    Lambda mapper = a.has("mapper") ? lambda(a, "mapper", 2) : null;
    return (x, out) -> {
      Cell found = new Cell();
      walk(
          source(source, x),
          (key, value) -> {
            give(predicate, x, key, value);
            if (!predicate.test(x)) {
              return true;
            }
            if (mapper == null) {
              found.copy(value);
            } else {
              give(mapper, x, key, value);
              found.copy(mapper.eval(x));
            }
            return false;
          });
      out.copy(found);
    };
  }

  private static Conversion mapEach(Arguments a) throws InvalidStatementException {
    Expression source = a.value("source");
    Lambda mapper = lambda(a, "mapper", 2);
    return (x, out) -> {
      Cell from = source(source, x);
      ValueWriter mapped = new ValueWriter();
      walk(
          from,
          (key, value) -> {
            give(mapper, x, key, value);
            put(mapped, from, key, mapper.eval(x));
            return true;
          });
      write(out, from, mapped.slice());
    };
  }

  /** Of keys that become equal the last counts, in the place of the first. */
  private static Conversion mapKeys(Arguments a) throws InvalidStatementException {
    Expression source = a.value("source");
    Lambda mapper = lambda(a, "keyMapper", 2);
    return (x, out) -> {
      Map<String, Slice> mapped = new LinkedHashMap<>();
      walk(
          source(source, x),
          (key, value) -> {
            give(mapper, x, key, value);
            Cell name = mapper.eval(x);
            if (!name.is(ValueKind.STRING)) {
              throw new EvaluationException(
                  "keyMapper must give a string, not " + name.kind().words());
            }
            mapped.put(name.text(), new ValueWriter().value(value).slice());
            return true;
          });
      out.map(ListConverters.written(mapped));
    };
  }

  private static Conversion reduce(Arguments a) throws InvalidStatementException {
    Expression source = a.value("source");
    Expression seed = a.value("seed");
    Lambda accumulator = lambda(a, "accumulator", 3);
    return (x, out) -> {
      Cell result = new Cell().copy(seed.eval(x));
      walk(
          source(source, x),
          (key, value) -> {
            accumulator.parameter(x, 0).copy(result);
            accumulator.parameter(x, 1).copy(key);
            accumulator.parameter(x, 2).copy(value);
            result.copy(accumulator.eval(x));
            return true;
          });
      out.copy(result);
    };
  }

  private static Conversion when(Arguments a) throws InvalidStatementException {
    Lambda condition = lambda(a, "condition", 0);
    Expression trueValue = a.value("trueValue");
    Expression falseValue = a.value("falseValue");
    return (x, out) -> out.copy(condition.test(x) ? trueValue.eval(x) : falseValue.eval(x));
  }
}
