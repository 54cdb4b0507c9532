package io.beltline.ottl.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Makes elements of other parts of XML. Stateless. */
final class XmlEdits {
  private XmlEdits() {}

  /** Makes the last child of an element out of one of its attributes. */
  static void attributeToElement(Attr attribute) {
    Element owner = attribute.getOwnerElement();
    if (owner != null) {
      owner.removeAttributeNode(attribute);
      Document document = owner.getOwnerDocument();
      Element made = document.createElementNS(attribute.getNamespaceURI(), attribute.getName());
      made.appendChild(document.createTextNode(attribute.getValue()));
      owner.appendChild(made);
    }
  }

  /** The same with all attributes of a node and of what is inside it. */
  static void attributesToElements(Node node) {
    List<Node> children = children(node);
    NamedNodeMap attributes = node.getAttributes();
    if (attributes != null) {
      List<Attr> all = new ArrayList<>();
      for (int i = 0; i < attributes.getLength(); i++) {
        all.add((Attr) attributes.item(i));
      }
      all.removeIf(attribute -> attribute.getName().startsWith("xmlns"));
      XmlTree.sortAttributes(all);
      all.forEach(XmlEdits::attributeToElement);
    }
    children.forEach(XmlEdits::attributesToElements);
  }

  /** Removes a text with the texts and CDATA sections that it makes one text with. */
  static void removeText(Text text) {
    for (Node before = text.getPreviousSibling(); before instanceof Text; ) {
      Node next = before.getPreviousSibling();
      before.getParentNode().removeChild(before);
      before = next;
    }
    for (Node each = text; each instanceof Text; ) {
      Node next = each.getNextSibling();
      if (each.getParentNode() != null) {
        each.getParentNode().removeChild(each);
      }
      each = next;
    }
  }

  private static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      children.add(child);
    }
    return children;
  }

  /** Wraps texts that stand beside elements or other texts, in a node and in what is inside it. */
  static void textToElements(Node node, String name) {
    List<Text> texts = new ArrayList<>();
    int elements = 0;
    for (Node child : children(node)) {
      if (child instanceof Element element) {
        textToElements(element, name);
        elements++;
      } else if (child instanceof Text text && !text.getData().isBlank()) {
        texts.add(text);
      }
    }
    if (texts.size() + elements <= 1) {
      return;
    }
    for (Text text : texts) {
      Element made = Objects.requireNonNull(text.getOwnerDocument()).createElementNS(null, name);
      node.replaceChild(made, text);
      made.appendChild(text);
    }
  }
}
