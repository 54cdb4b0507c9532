package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.PathAccess;
import io.beltline.ottl.context.Storable;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;

/** Editors of lists, and those that change all values of a map. */
final class ListEditors {
  private static final Parameter TARGET = required("target", ParameterKind.PATH);

  private ListEditors() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor(
            "append",
            List.of(
                TARGET,
                optional("value", ParameterKind.VALUE),
                optional("values", ParameterKind.VALUES)),
            ListEditors::append),
        OttlFunction.editor(
            "delete_index",
            List.of(
                TARGET,
                required("startIndex", ParameterKind.INT),
                optional("endIndex", ParameterKind.INT)),
            ListEditors::deleteIndex),
        OttlFunction.editor(
            "truncate_all",
            List.of(
                TARGET,
                required("limit", ParameterKind.INT_LITERAL),
                optional("utf8_safe", ParameterKind.BOOL_LITERAL),
                optional("truncation_marker", ParameterKind.TEXT_LITERAL)),
            Truncation::of),
        OttlFunction.editor("stringify_all", List.of(TARGET), Stringification::of));
  }

  private static Edition append(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    List<Expression> added = new ArrayList<>();
    if (a.has("value")) {
      added.add(a.value("value"));
    }
    if (a.has("values")) {
      added.addAll(a.values("values"));
    }
    if (!a.has("value") && !a.has("values")) {
      throw a.problem("target", "append needs a value or values");
    }
    return x -> !added.isEmpty() && append(x, target, added);
  }

  private static boolean append(Execution x, PathAccess target, List<Expression> added) {
    Cell there = target.eval(x);
    ValueWriter list = new ValueWriter();
    if (there.is(ValueKind.LIST)) {
      list.raw(there.array(), there.from(), there.to());
    } else if (!there.isNil()) {
      Storable.check("a list", there);
      list.element(there);
    }
    for (Expression value : added) {
      Cell element = value.eval(x);
      Storable.check("a list", element);
      list.element(element);
    }
    return target.set(x, new Cell().list(list.slice()));
  }

  private static Edition deleteIndex(Arguments a) {
    PathAccess target = a.path("target");
    Expression start = a.value("startIndex");
    Expression end = a.optional("endIndex");
    return x -> {
      Cell list = target.eval(x);
      if (!list.is(ValueKind.LIST)) {
        throw new EvaluationException(
            target.text() + " is " + list.kind().words() + " (expected: a list)");
      }
      long from = start.eval(x).integer();
      long to = end == null ? from + 1 : end.eval(x).integer();
      int size = Values.count(list);
      boolean everything = from == 0 && to == size;
      if (!everything && (from < 0 || from >= size || to < from || to > size)) {
        throw new EvaluationException(
            "cannot delete " + from + " up to " + to + " of a list of " + size);
      }
      return to > from && target.set(x, without(list, from, to));
    };
  }

  private static Cell without(Cell list, long from, long to) {
    ValueWriter out = new ValueWriter();
    int index = 0;
    for (var walk = Values.elements(list).values(); walk.next(); index++) {
      if (index < from || index >= to) {
        var slice = walk.item().toSlice();
        out.member(slice.array(), slice.offset(), slice.end());
      }
    }
    return new Cell().list(out.slice());
  }
}
