package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads XML from front to back. It wants what it reads to be well formed, but takes several
 * elements side by side as well as one; a document type is passed on unread, so that there are no
 * entities but the five that XML begins with.
 *
 * <p>Source: <a href="https://www.w3.org/TR/xml/">Extensible Markup Language 1.0</a>.
 */
final class XmlReader {
  /** More than documents have on purpose; those who walk a tree go down as deep. */
  private static final int MAX_DEPTH = 1_000;

  /** Takes the parts of a document in their order. */
  interface Handler {
    void start(String name, Map<String, String> attributes);

    void end();

    void text(String text, boolean isCdata);

    void comment(String text);

    void instruction(String target, String text);

    void directive(String text);
  }

  private final String xml;
  private final Handler handler;
  private final Deque<String> open = new ArrayDeque<>();
  private int at;

  private XmlReader(String xml, Handler handler) {
    this.xml = xml.replace("\r\n", "\n").replace('\r', '\n');
    this.handler = handler;
  }

  /**
   * Reads all of a document.
   *
   * @throws EvaluationException if it is not well formed
   */
  static void read(String xml, Handler handler) {
    new XmlReader(xml, handler).run();
  }

  private void run() {
    while (at < xml.length()) {
      if (xml.charAt(at) != '<') {
        text();
      } else if (xml.startsWith("<!--", at)) {
        handler.comment(until(at + 4, "-->", "comment"));
      } else if (xml.startsWith("<![CDATA[", at)) {
        handler.text(until(at + 9, "]]>", "CDATA section"), true);
      } else if (xml.startsWith("<?", at)) {
        instruction();
      } else if (xml.startsWith("<!", at)) {
        directive();
      } else if (xml.startsWith("</", at)) {
        endTag();
      } else {
        startTag();
      }
    }
    if (!open.isEmpty()) {
      throw wrong("the element " + open.peek() + " is not closed");
    }
  }

  private String until(int from, String end, String what) {
    int to = xml.indexOf(end, from);
    if (to < 0) {
      throw wrong("a " + what + " has no end");
    }
    at = to + end.length();
    return xml.substring(from, to);
  }

  private void instruction() {
    String content = until(at + 2, "?>", "processing instruction");
    int name = 0;
    while (name < content.length() && XmlNames.isPart(content.charAt(name), name)) {
      name++;
    }
    if (name == 0) {
      throw wrong("a processing instruction has no target");
    }
    handler.instruction(content.substring(0, name), content.substring(name).strip());
  }

  /** A document type, which may have declarations in brackets. */
  private void directive() {
    int depth = 0;
    for (int i = at + 2; i < xml.length(); i++) {
      char c = xml.charAt(i);
      depth += c == '<' ? 1 : 0;
      if (c == '>' && depth-- == 0) {
        handler.directive(xml.substring(at + 2, i));
        at = i + 1;
        return;
      }
    }
    throw wrong("a declaration has no end");
  }

  private void text() {
    int end = xml.indexOf('<', at);
    String raw = xml.substring(at, end < 0 ? xml.length() : end);
    if (raw.contains("]]>")) {
      throw wrong("a text has ]]> in it");
    }
    handler.text(XmlText.decode(raw), false);
    at += raw.length();
  }

  private void endTag() {
    String name = until(at + 2, ">", "closing tag").stripTrailing();
    if (!name.equals(open.peek())) {
      throw wrong("</" + name + "> closes nothing");
    }
    open.pop();
    handler.end();
  }

  private void startTag() {
    at++;
    String name = name();
    Map<String, String> attributes = new LinkedHashMap<>();
    while (true) {
      boolean spaced = skipSpace();
      if (xml.startsWith("/>", at)) {
        at += 2;
        handler.start(name, attributes);
        handler.end();
        return;
      }
      if (xml.startsWith(">", at)) {
        at++;
        handler.start(name, attributes);
        open.push(name);
        if (open.size() > MAX_DEPTH) {
          throw new EvaluationException("the XML is nested deeper than " + MAX_DEPTH + " elements");
        }
        return;
      }
      if (!spaced) {
        throw wrong("the tag of " + name + " is malformed");
      }
      attribute(name, attributes);
    }
  }

  private void attribute(String element, Map<String, String> attributes) {
    String name = name();
    skipSpace();
    if (!xml.startsWith("=", at)) {
      throw wrong("the attribute " + name + " of " + element + " has no value");
    }
    at++;
    skipSpace();
    char quote = at < xml.length() ? xml.charAt(at) : ' ';
    if (quote != '"' && quote != '\'') {
      throw wrong("the attribute " + name + " of " + element + " has no quotes");
    }
    String value = until(at + 1, String.valueOf(quote), "value of an attribute");
    if (value.indexOf('<') >= 0) {
      throw wrong("the attribute " + name + " of " + element + " has < in it");
    }
    attributes.put(name, XmlText.decode(value));
  }

  private boolean skipSpace() {
    int from = at;
    while (at < xml.length() && " \t\n".indexOf(xml.charAt(at)) >= 0) {
      at++;
    }
    return at > from;
  }

  private String name() {
    int from = at;
    while (at < xml.length() && XmlNames.isPart(xml.charAt(at), at - from)) {
      at++;
    }
    String name = xml.substring(from, at);
    int colon = name.indexOf(':');
    if (name.isEmpty() || colon == 0 || name.endsWith(":") || name.indexOf(':', colon + 1) >= 0) {
      throw wrong("a name is expected");
    }
    return name;
  }

  private EvaluationException wrong(String what) {
    int line = 1;
    for (int i = 0; i < Math.min(at, xml.length()); i++) {
      line += xml.charAt(i) == '\n' ? 1 : 0;
    }
    return new EvaluationException("the text is no XML: " + what + " (line " + line + ")");
  }
}
