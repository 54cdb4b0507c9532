package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Texts;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code Sort}: numbers as numbers, anything else as texts; elements keep their types.
 *
 * <p>Source: pkg/ottl/ottlfuncs/README.md of open-telemetry/opentelemetry-collector-contrib.
 */
final class Sorting {
  private Sorting() {}

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    boolean descending = a.word("order", "asc", List.of("asc", "desc")).equals("desc");
    return (x, out) -> {
      List<Cell> elements = elements(target.eval(x));
      Comparator<Cell> order = order(elements, x.scratch());
      elements.sort(descending ? order.reversed() : order);
      ValueWriter list = new ValueWriter();
      elements.forEach(list::element);
      out.list(list.slice());
    };
  }

  private static List<Cell> elements(Cell list) {
    List<Cell> elements = new ArrayList<>();
    for (var walk = Values.elements(list).values(); walk.next(); ) {
      Cell element = new Cell().value(walk.item());
      switch (element.kind()) {
        case INT, DOUBLE, STRING, BOOL, NIL -> elements.add(element);
        default ->
            throw new EvaluationException("cannot sort a list with " + element.kind().words());
      }
    }
    return elements;
  }

  private static Comparator<Cell> order(List<Cell> elements, ValueWriter scratch) {
    boolean ints = elements.stream().allMatch(e -> e.is(ValueKind.INT));
    if (ints) {
      return Comparator.comparingLong(Cell::integer);
    }
    boolean numbers =
        elements.stream().allMatch(e -> e.is(ValueKind.INT) || e.is(ValueKind.DOUBLE));
    if (numbers) {
      return Comparator.comparingDouble(
          e -> e.is(ValueKind.INT) ? (double) e.integer() : e.number());
    }
    return Comparator.comparing(e -> text(e, scratch), Sorting::compareBytes);
  }

  private static byte[] text(Cell element, ValueWriter scratch) {
    return Texts.asString(element, scratch).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int compareBytes(byte[] a, byte[] b) {
    return java.util.Arrays.compareUnsigned(a, b);
  }
}
