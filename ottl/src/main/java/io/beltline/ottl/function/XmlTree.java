package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A document as a tree, and the way back to text. Names stay as they are written: the prefix of a
 * name stands for its namespace. By one thread.
 */
final class XmlTree implements XmlReader.Handler {
  /** Keeps a document type: trees of fragments have no other place for one. */
  private static final String DIRECTIVE = "DOCTYPE-";

  private static final String ORDER = "order";

  private final Document document;
  private final DocumentFragment root;
  private Node parent;

  private XmlTree() {
    try {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
    root = document.createDocumentFragment();
    parent = root;
  }

  /** The tree of a document. */
  static DocumentFragment of(String xml) {
    XmlTree tree = new XmlTree();
    XmlReader.read(xml, tree);
    return tree.root;
  }

  @Override
  public void start(String name, Map<String, String> attributes) {
    Element element = made(() -> element(name, attributes));
    parent.appendChild(element);
    parent = element;
  }

  /** Names that only newer editions of XML know are none for trees. */
  private static <N extends Node> N made(Supplier<N> node) {
    try {
      return node.get();
    } catch (DOMException refused) {
      throw new EvaluationException("the text is no XML: a tag has a name that is none");
    }
  }

  private Element element(String name, Map<String, String> attributes) {
    Element element = document.createElementNS(namespace(name), name);
    attributes.forEach(
        (key, value) -> {
          if (key.startsWith("xmlns")) {
            element.setAttribute(key, value);
          } else {
            element.setAttributeNS(namespace(key), key, value);
          }
        });
    element.setUserData(ORDER, List.copyOf(attributes.keySet()), null);
    return element;
  }

  private static @Nullable String namespace(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return null;
    }
    String prefix = name.substring(0, colon);
    return switch (prefix) {
      case XMLConstants.XML_NS_PREFIX -> XMLConstants.XML_NS_URI;
      case XMLConstants.XMLNS_ATTRIBUTE -> XMLConstants.XMLNS_ATTRIBUTE_NS_URI;
      default -> prefix;
    };
  }

  @Override
  public void end() {
    parent = Objects.requireNonNullElse(parent.getParentNode(), root);
  }

  @Override
  public void text(String text, boolean isCdata) {
    parent.appendChild(isCdata ? document.createCDATASection(text) : document.createTextNode(text));
  }

  @Override
  public void comment(String text) {
    parent.appendChild(document.createComment(text));
  }

  @Override
  public void instruction(String target, String text) {
    parent.appendChild(made(() -> document.createProcessingInstruction(target, text)));
  }

  @Override
  public void directive(String text) {
    parent.appendChild(document.createProcessingInstruction(DIRECTIVE, text));
  }

  /** A copy of a fragment that can become part of the tree another node is in. */
  static Node copy(DocumentFragment fragment, Node other) {
    Node copy = Objects.requireNonNull(other.getOwnerDocument()).createDocumentFragment();
    for (Node child = fragment.getFirstChild(); child != null; child = child.getNextSibling()) {
      copy.appendChild(copy(child, other.getOwnerDocument()));
    }
    return copy;
  }

  private static Node copy(Node node, Document document) {
    Node copy = document.importNode(node, false);
    copy.setUserData(ORDER, node.getUserData(ORDER), null);
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      copy.appendChild(copy(child, document));
    }
    return copy;
  }

  /** Whether a text can be the name of an element. */
  static boolean isName(String text) {
    try {
      return text.equals(of("<" + text + "/>").getFirstChild().getNodeName());
    } catch (EvaluationException wrong) {
      return false;
    }
  }

  /** What is in a node as text. */
  static String text(Node node) {
    StringBuilder out = new StringBuilder();
    children(node, out);
    return out.toString();
  }

  private static void children(Node node, StringBuilder out) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      write(child, out);
    }
  }

  /** Writes a node. An element without content keeps both its tags. */
  static void write(Node node, StringBuilder out) {
    String value = Objects.requireNonNullElse(node.getNodeValue(), "");
    switch (node.getNodeType()) {
      case Node.TEXT_NODE -> XmlText.encode(value, out);
      case Node.CDATA_SECTION_NODE -> out.append("<![CDATA[").append(value).append("]]>");
      case Node.COMMENT_NODE -> out.append("<!--").append(value).append("-->");
      case Node.PROCESSING_INSTRUCTION_NODE -> instruction(node.getNodeName(), value, out);
      case Node.ELEMENT_NODE -> {
        out.append('<').append(node.getNodeName());
        attributes((Element) node, out);
        out.append('>');
        children(node, out);
        out.append("</").append(node.getNodeName()).append('>');
      }
      default -> {}
    }
  }

  private static void instruction(String target, String text, StringBuilder out) {
    if (target.equals(DIRECTIVE)) {
      out.append("<!").append(text).append('>');
    } else {
      out.append("<?").append(target).append(text.isEmpty() ? "" : " ").append(text).append("?>");
    }
  }

  /** Puts attributes that stand side by side in a list into the order of their elements. */
  static void sortAttributes(List<? extends Node> nodes) {
    int from = 0;
    while (from < nodes.size()) {
      int to = from + 1;
      Element owner = owner(nodes.get(from));
      while (owner != null && to < nodes.size() && owner.isSameNode(owner(nodes.get(to)))) {
        to++;
      }
      if (owner != null && to > from + 1) {
        Map<String, Integer> places = places(owner);
        nodes
            .subList(from, to)
            .sort(Comparator.comparingInt(node -> places.getOrDefault(node.getNodeName(), 0)));
      }
      from = to;
    }
  }

  private static @Nullable Element owner(Node node) {
    return node instanceof Attr attribute ? attribute.getOwnerElement() : null;
  }

  private static Map<String, Integer> places(Element element) {
    Map<String, Integer> places = new HashMap<>();
    if (element.getUserData(ORDER) instanceof List<?> names) {
      names.forEach(name -> places.put((String) name, places.size()));
    }
    return places;
  }

  /** In the order they were read, which the map of them does not know. */
  private static void attributes(Element element, StringBuilder out) {
    if (!(element.getUserData(ORDER) instanceof List<?> names)) {
      return;
    }
    for (Object each : names) {
      String name = (String) each;
      if (element.hasAttribute(name)) {
        out.append(' ').append(name).append("=\"");
        XmlText.encode(element.getAttribute(name), out);
        out.append('"');
      }
    }
  }
}
