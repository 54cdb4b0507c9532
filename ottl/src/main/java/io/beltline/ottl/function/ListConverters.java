package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Comparison;
import io.beltline.ottl.value.Utf8;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converters of lists and maps. */
final class ListConverters {
  private ListConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "ContainsValue",
            ValueKind.BOOL,
            List.of(required("target", ParameterKind.LIST), required("item", ParameterKind.VALUE)),
            ListConverters::containsValue),
        OttlFunction.converter(
            "Index",
            ValueKind.INT,
            List.of(
                required("target", ParameterKind.VALUE), required("value", ParameterKind.VALUE)),
            ListConverters::index),
        OttlFunction.converter(
            "Keys",
            ValueKind.LIST,
            List.of(required("target", ParameterKind.MAP)),
            a -> entries(a, true)),
        OttlFunction.converter(
            "Values",
            ValueKind.LIST,
            List.of(required("target", ParameterKind.MAP)),
            a -> entries(a, false)),
        OttlFunction.converter(
            "Sort",
            ValueKind.LIST,
            List.of(
                required("target", ParameterKind.LIST),
                optional("order", ParameterKind.TEXT_LITERAL)),
            Sorting::of),
        OttlFunction.converter(
            "SliceToMap",
            ValueKind.MAP,
            List.of(
                required("target", ParameterKind.LIST),
                optional("keyPath", ParameterKind.VALUES),
                optional("valuePath", ParameterKind.VALUES)),
            ListConverters::sliceToMap));
  }

  private static int indexOf(Cell list, Cell wanted) {
    Cell element = new Cell();
    int index = 0;
    for (var walk = Values.elements(list).values(); walk.next(); index++) {
      if (Comparison.equal(element.value(walk.item()), wanted)) {
        return index;
      }
    }
    return -1;
  }

  private static Conversion containsValue(Arguments a) {
    Expression target = a.value("target");
    Expression item = a.value("item");
    return (x, out) -> out.bool(indexOf(target.eval(x), item.eval(x)) >= 0);
  }

  private static Conversion index(Arguments a) {
    Expression target = a.value("target");
    Expression value = a.value("value");
    return (x, out) -> {
      Cell where = target.eval(x);
      Cell what = value.eval(x);
      if (where.is(ValueKind.LIST)) {
        out.integer(indexOf(where, what));
      } else if (where.is(ValueKind.STRING) && what.is(ValueKind.STRING)) {
        int at =
            Utf8.indexOf(
                where.array(), where.from(), where.to(), what.array(), what.from(), what.to());
        out.integer(at < 0 ? -1 : at - where.from());
      } else {
        throw new EvaluationException(
            "Index looks for a string in a string or for a value in a list, not for "
                + what.kind().words()
                + " in "
                + where.kind().words());
      }
    };
  }

  private static Conversion entries(Arguments a, boolean keys) {
    Expression target = a.value("target");
    return (x, out) -> {
      ValueWriter list = new ValueWriter();
      Cell element = new Cell();
      for (AttributesView walk = Values.entries(target.eval(x)); walk.next(); ) {
        list.element(keys ? element.text(walk.keyUtf8()) : element.value(walk));
      }
      out.list(list.slice());
    };
  }

  private static Conversion sliceToMap(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    TextsArgument keys = a.has("keyPath") ? TextsArgument.of(a, "keyPath") : null;
    TextsArgument values = a.has("valuePath") ? TextsArgument.of(a, "valuePath") : null;
    if (keys != null && a.values("keyPath").isEmpty()) {
      throw a.problem("keyPath", "keyPath needs at least one key");
    }
    if (values != null && a.values("valuePath").isEmpty()) {
      throw a.problem("valuePath", "valuePath needs at least one key");
    }
    return (x, out) -> {
      Map<String, Slice> map = new LinkedHashMap<>();
      int index = 0;
      for (var walk = Values.elements(target.eval(x)).values(); walk.next(); index++) {
        AnyValueView item = walk.item();
        String key = String.valueOf(index);
        if (keys != null) {
          AnyValueView named = at(item, keys.get(x));
          if (named == null || !named.hasStringValue()) {
            throw missing(index, "string", "keyPath");
          }
          key = named.stringValue();
        }
        AnyValueView value = values == null ? item : at(item, values.get(x));
        if (value == null) {
          throw missing(index, "value", "valuePath");
        }
        map.put(key, Slice.of(value.toSlice().toByteArray()));
      }
      out.map(written(map));
    };
  }

  private static EvaluationException missing(int index, String wanted, String path) {
    return new EvaluationException(
        "element " + index + " of the list has no " + wanted + " where " + path + " says");
  }

  private static @Nullable AnyValueView at(AnyValueView item, TextsArgument.Texts path) {
    AnyValueView value = item;
    for (int i = 0; i < path.size(); i++) {
      if (!value.hasKvlistValue()) {
        return null;
      }
      byte[] key = path.get(i);
      value =
          value
              .kvlistValue()
              .values()
              .find(new String(key, java.nio.charset.StandardCharsets.UTF_8));
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  /** Encoded values under their keys. */
  static Slice written(Map<String, Slice> map) {
    ValueWriter out = new ValueWriter();
    map.forEach(
        (key, value) -> {
          long entry = out.beginEntry(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          out.raw(value.array(), value.offset(), value.end());
          out.endEntry(entry);
        });
    return out.slice();
  }
}
