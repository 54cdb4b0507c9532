package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import org.w3c.dom.Attr;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Converters of XML: to maps, and to other XML. */
final class XmlConverters {
  private static final Parameter TARGET = required("target", ParameterKind.STRING);
  private static final Parameter XPATH = required("xpath", ParameterKind.TEXT_LITERAL);
  private static final Parameter ANY_XPATH = optional("xpath", ParameterKind.TEXT_LITERAL);

  private XmlConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "ParseXML",
            ValueKind.MAP,
            List.of(TARGET),
            a -> {
              Expression target = a.value("target");
              return (x, out) -> out.map(XmlMap.of(target.eval(x).text()));
            }),
        OttlFunction.converter(
            "ParseSimplifiedXML",
            ValueKind.MAP,
            List.of(TARGET),
            a -> {
              Expression target = a.value("target");
              return (x, out) -> out.map(SimplifiedXml.of(XmlTree.of(target.eval(x).text())));
            }),
        text("GetXML", List.of(TARGET, XPATH), XmlConverters::get),
        text("RemoveXML", List.of(TARGET, XPATH), XmlConverters::remove),
        text(
            "InsertXML",
            List.of(TARGET, XPATH, required("value", ParameterKind.STRING).or("sub_document")),
            XmlConverters::insert),
        text(
            "ConvertAttributesToElementsXML",
            List.of(TARGET, ANY_XPATH),
            XmlConverters::attributesToElements),
        text(
            "ConvertTextToElementsXML",
            List.of(TARGET, ANY_XPATH, optional("elementName", ParameterKind.TEXT_LITERAL)),
            XmlConverters::textToElements));
  }

  private static OttlFunction text(
      String name, List<Parameter> parameters, OttlFunction.Maker<Conversion> maker) {
    return OttlFunction.converter(name, ValueKind.STRING, parameters, maker);
  }

  private static Conversion get(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    XPathArgument path = XPathArgument.of(a, "xpath", "");
    return (x, out) -> {
      StringBuilder found = new StringBuilder();
      for (Node node : path.select(x, XmlTree.of(target.eval(x).text()))) {
        switch (node) {
          case Element element -> XmlTree.write(element, found);
          case Attr attribute -> XmlText.encode(attribute.getValue(), found);
          case Text text -> XmlText.encode(text.getWholeText(), found);
          default -> {}
        }
      }
      out.text(found.toString());
    };
  }

  private static Conversion remove(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    XPathArgument path = XPathArgument.of(a, "xpath", "");
    return (x, out) -> {
      DocumentFragment document = XmlTree.of(target.eval(x).text());
      for (Node node : path.select(x, document)) {
        if (node instanceof Attr attribute) {
          attribute.getOwnerElement().removeAttributeNode(attribute);
        } else if (node instanceof Text text) {
          XmlEdits.removeText(text);
        } else if (node.getParentNode() != null) {
          node.getParentNode().removeChild(node);
        }
      }
      out.text(XmlTree.text(document));
    };
  }

  private static Conversion insert(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    XPathArgument path = XPathArgument.of(a, "xpath", "");
    Expression value = a.value("value");
    return (x, out) -> {
      DocumentFragment document = XmlTree.of(target.eval(x).text());
      DocumentFragment added = XmlTree.of(value.eval(x).text());
      for (Node node : path.select(x, document)) {
        if (node.getNodeType() != Node.ELEMENT_NODE
            && node.getNodeType() != Node.DOCUMENT_FRAGMENT_NODE) {
          throw new EvaluationException(
              "InsertXML's xpath selects " + node.getNodeName() + ", which is no element");
        }
        node.appendChild(XmlTree.copy(added, node));
      }
      out.text(XmlTree.text(document));
    };
  }

  private static Conversion attributesToElements(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    XPathArgument path = XPathArgument.of(a, "xpath", "//@*");
    return (x, out) -> {
      DocumentFragment document = XmlTree.of(target.eval(x).text());
      for (Node node : path.select(x, document)) {
        if (node instanceof Attr attribute) {
          XmlEdits.attributeToElement(attribute);
        } else {
          XmlEdits.attributesToElements(node);
        }
      }
      out.text(XmlTree.text(document));
    };
  }

  private static Conversion textToElements(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    XPathArgument path = XPathArgument.of(a, "xpath", "/");
    String written = a.text("elementName", "");
    String name = written.isEmpty() ? "value" : written;
    if (!XmlTree.isName(name)) {
      throw a.problem("elementName", "\"" + name + "\" is no name of an XML element");
    }
    return (x, out) -> {
      DocumentFragment document = XmlTree.of(target.eval(x).text());
      for (Node node : path.select(x, document)) {
        XmlEdits.textToElements(node, name);
      }
      out.text(XmlTree.text(document));
    };
  }
}
