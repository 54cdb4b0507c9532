package io.beltline.components.operators;

import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.TextPattern;
import java.util.List;

/** What the path of a pod's log says of the pod. */
final class PodPath {
  private static final String ATTRIBUTE = "log.file.path";

  /** What the groups give, in their order. */
  private static final List<String> KEYS =
      List.of(
          "k8s.namespace.name",
          "k8s.pod.name",
          "k8s.pod.uid",
          "k8s.container.name",
          "k8s.container.restart_count");

  private static final TextPattern FORM =
      RegexText.parse(
              "^.*[/\\\\](?P<namespace>[^_/\\\\]+)_(?P<pod>[^_/\\\\]+)_(?P<uid>[a-f0-9\\-]+)[/\\\\]"
                  + "(?P<container>[^._/\\\\]+)[/\\\\](?P<restarts>\\d+)\\.log(\\.\\d{8}-\\d{6})?$")
          .pattern();

  private PodPath() {}

  /** Adds it to the resource of an entry. */
  static void addTo(Entry entry) throws OperatorException {
    String source = entry.source();
    int stream = source.indexOf('\0');
    String path =
        entry.attributes().get(ATTRIBUTE) instanceof String written
            ? written
            : stream < 0 ? source : source.substring(0, stream);
    Captures match = FORM.captures(path);
    if (!match.next()) {
      throw new OperatorException(
          "\""
              + path
              + "\" is no path of a pod's log (expected: .../NAMESPACE_POD_UID/CONTAINER/0.log)");
    }
    for (int i = 0; i < KEYS.size(); i++) {
      entry.resource().put(KEYS.get(i), match.text(i + 1));
    }
  }
}
