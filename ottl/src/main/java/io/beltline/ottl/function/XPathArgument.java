package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An XPath that selects nodes. Immutable; each evaluation keeps its own compiled form. */
final class XPathArgument {
  private final String path;
  private final int memory;

  private XPathArgument(String path, int memory) {
    this.path = path;
    this.memory = memory;
  }

  /** The path of a parameter, checked; a text that is absent or empty stands for another path. */
  static XPathArgument of(Arguments a, String name, String absent)
      throws InvalidStatementException {
    String written = a.text(name, "");
    String path = written.isEmpty() ? absent : written;
    if (path.length() > 1 && path.endsWith("/") && !path.endsWith("//")) {
      path = path.substring(0, path.length() - 1);
    }
    try {
      select(compile(path), XmlTree.of("<a/>"));
    } catch (XPathExpressionException wrong) {
      throw a.problem(name, "\"" + written + "\" is no XPath that selects nodes: " + reason(wrong));
    }
    return new XPathArgument(path, a.layout().nextMemory());
  }

  private static String reason(XPathExpressionException wrong) {
    Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
    return Objects.requireNonNullElse(cause.getMessage(), "it is malformed").strip();
  }

  /** The nodes of a document that it selects, in their order. */
  List<Node> select(Execution x, DocumentFragment document) {
    try {
      XPathExpression expression = x.memory(memory, () -> compileAgain(path));
      return select(expression, document);
    } catch (XPathExpressionException wrong) {
      throw new EvaluationException("the XPath " + path + " fails: " + reason(wrong));
    }
  }

  private static List<Node> select(XPathExpression expression, DocumentFragment document)
      throws XPathExpressionException {
    NodeList found = (NodeList) expression.evaluate(document, XPathConstants.NODESET);
    List<Node> nodes = new ArrayList<>(found.getLength());
    for (int i = 0; i < found.getLength(); i++) {
      nodes.add(found.item(i));
    }
    XmlTree.sortAttributes(nodes);
    return nodes;
  }

  private static XPathExpression compileAgain(String path) {
    try {
      return compile(path);
    } catch (XPathExpressionException impossible) {
      throw new IllegalStateException(path, impossible);
    }
  }

  private static XPathExpression compile(String path) throws XPathExpressionException {
    XPathFactory factory = XPathFactory.newInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    } catch (XPathFactoryConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
    XPath xpath = factory.newXPath();
    xpath.setNamespaceContext(new Prefixes());
    return xpath.compile(path);
  }

  /** A prefix stands for itself, as in {@link XmlTree}. */
  private static final class Prefixes implements NamespaceContext {
    @Override
    public String getNamespaceURI(String prefix) {
      return prefix.equals(XMLConstants.XML_NS_PREFIX) ? XMLConstants.XML_NS_URI : prefix;
    }

    @Override
    public String getPrefix(String uri) {
      return uri;
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
      return Collections.singleton(uri).iterator();
    }
  }
}
