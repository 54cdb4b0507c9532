package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** {@code ParseSimplifiedXML}: elements as entries, elements of the same name as a list. */
final class SimplifiedXml {
  private SimplifiedXml() {}

  static Slice of(Node document) {
    return map(document, 0);
  }

  private static String name(Node element) {
    return element.getLocalName();
  }

  private static Slice map(Node parent, int depth) {
    if (depth > XmlMap.MAX_DEPTH) {
      throw new EvaluationException(
          "the XML is nested deeper than " + XmlMap.MAX_DEPTH + " elements, too deep for a map");
    }
    Map<String, Integer> counts = new HashMap<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element) {
        counts.merge(name(child), 1, Integer::sum);
      }
    }
    Map<String, ValueWriter> lists = new LinkedHashMap<>();
    Map<String, Slice> values = new LinkedHashMap<>();
    Cell value = new Cell();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (!(child instanceof Element) || child.getFirstChild() == null) {
        continue;
      }
      boolean repeats = counts.getOrDefault(name(child), 0) > 1;
      if (repeats) {
        lists.computeIfAbsent(name(child), key -> new ValueWriter());
        values.putIfAbsent(name(child), Slice.EMPTY);
      }
      if (!read(child, depth, value)) {
        continue;
      }
      if (repeats) {
        lists.getOrDefault(name(child), new ValueWriter()).element(value);
      } else {
        values.put(name(child), new ValueWriter().value(value).copy());
      }
    }
    lists.forEach(
        (name, list) ->
            values.put(name, new ValueWriter().value(new Cell().list(list.slice())).copy()));
    return ListConverters.written(values);
  }

  /** Reads the value of an element, if it has one. */
  private static boolean read(Node element, int depth, Cell value) {
    String leaf = leaf(element);
    if (!leaf.isEmpty()) {
      value.text(leaf);
      return true;
    }
    Slice inner = map(element, depth + 1);
    value.map(inner);
    return inner.length() > 0;
  }

  /** The first text of an element without elements in it. */
  private static String leaf(Node element) {
    String first = "";
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element) {
        return "";
      }
      if (first.isEmpty() && child instanceof Text text) {
        first = text.getData();
      }
    }
    return first;
  }
}
