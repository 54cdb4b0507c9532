package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ParseXML}: an element as a map of its tag, content, attributes and children. Names are
 * without their prefixes. By one thread, for one document.
 */
final class XmlMap implements XmlReader.Handler {
  /** Protobuf libraries refuse messages nested 100 deep; an element takes five. */
  static final int MAX_DEPTH = 16;

  private final Deque<Element> open = new ArrayDeque<>();
  private @Nullable Slice root;

  private XmlMap() {}

  /** An element that is not closed yet. */
  private record Element(
      String tag, Map<String, String> attributes, StringBuilder content, ValueWriter children) {}

  static Slice of(String xml) {
    XmlMap map = new XmlMap();
    XmlReader.read(xml, map);
    if (map.root == null) {
      throw new EvaluationException("the text is no XML: it has no element");
    }
    return map.root;
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  @Override
  public void start(String name, Map<String, String> attributes) {
    if (root != null) {
      throw new EvaluationException("the text goes on behind the XML");
    }
    if (open.size() == MAX_DEPTH) {
      throw new EvaluationException(
          "the XML is nested deeper than " + MAX_DEPTH + " elements, too deep for a map");
    }
    Map<String, String> plain = new LinkedHashMap<>();
    attributes.forEach((key, value) -> plain.put(local(key), value));
    open.push(new Element(local(name), plain, new StringBuilder(), new ValueWriter()));
  }

  @Override
  public void end() {
    Element element = open.pop();
    Slice map = map(element);
    if (open.isEmpty()) {
      root = map;
    } else {
      open.peek().children().element(new Cell().map(map));
    }
  }

  private static Slice map(Element element) {
    ValueWriter map = new ValueWriter();
    Cell value = new Cell();
    map.entry("tag", value.text(element.tag()));
    if (!element.content().isEmpty()) {
      map.entry("content", value.text(element.content().toString()));
    }
    if (!element.attributes().isEmpty()) {
      ValueWriter attributes = new ValueWriter();
      element.attributes().forEach((key, text) -> attributes.entry(key, value.text(text)));
      map.entry("attributes", value.map(attributes.slice()));
    }
    if (element.children().size() > 0) {
      map.entry("children", value.list(element.children().slice()));
    }
    return map.copy();
  }

  @Override
  public void text(String text, boolean isCdata) {
    if (!open.isEmpty()) {
      open.peek().content().append(text.strip());
    } else if (root != null) {
      throw new EvaluationException("the text goes on behind the XML");
    }
  }

  @Override
  public void comment(String text) {}

  @Override
  public void instruction(String target, String text) {}

  @Override
  public void directive(String text) {}
}
