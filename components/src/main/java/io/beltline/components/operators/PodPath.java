package io.beltline.components.operators;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** What the path of a pod's log says of the pod. */
final class PodPath {
  private static final String ATTRIBUTE = "log.file.path";
  private static final Pattern FORM =
      Pattern.compile(
          "^.*[/\\\\](?P<namespace>[^_/\\\\]+)_(?P<pod>[^_/\\\\]+)_(?P<uid>[a-f0-9\\-]+)[/\\\\]"
              + "(?P<container>[^._/\\\\]+)[/\\\\](?P<restarts>\\d+)\\.log(\\.\\d{8}-\\d{6})?$");

  private PodPath() {}

  /** Adds it to the resource of an entry. */
  static void addTo(Entry entry) throws OperatorException {
    String source = entry.source();
    int stream = source.indexOf('\0');
    String path =
        entry.attributes().get(ATTRIBUTE) instanceof String written
            ? written
            : stream < 0 ? source : source.substring(0, stream);
    Matcher matcher = FORM.matcher(path);
    if (!matcher.find()) {
      throw new OperatorException(
          "\""
              + path
              + "\" is no path of a pod's log (expected: .../NAMESPACE_POD_UID/CONTAINER/0.log)");
    }
    entry.resource().put("k8s.namespace.name", matcher.group("namespace"));
    entry.resource().put("k8s.pod.name", matcher.group("pod"));
    entry.resource().put("k8s.pod.uid", matcher.group("uid"));
    entry.resource().put("k8s.container.name", matcher.group("container"));
    entry.resource().put("k8s.container.restart_count", matcher.group("restarts"));
  }
}
