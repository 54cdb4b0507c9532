package io.beltline.receiver.prometheus;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The attributes of the resource of a target.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/prometheusreceiver/resource_attribute_mapping.md">the
 *     mapping</a>
 */
final class TargetResource {
  private static final String META = "__meta_kubernetes_";
  private static final Map<String, String> KUBERNETES =
      Map.of(
          META + "pod_name", "k8s.pod.name",
          META + "pod_uid", "k8s.pod.uid",
          META + "pod_container_name", "k8s.container.name",
          META + "namespace", "k8s.namespace.name",
          META + "pod_node_name", "k8s.node.name",
          META + "node_name", "k8s.node.name",
          META + "endpoint_node_name", "k8s.node.name");
  private static final String SCHEME = "__scheme__";
  private static final String KIND = META + "pod_controller_kind";
  private static final String CONTROLLER = META + "pod_controller_name";
  private static final Map<String, String> CONTROLLERS =
      Map.of(
          "ReplicaSet", "k8s.replicaset.name",
          "DaemonSet", "k8s.daemonset.name",
          "StatefulSet", "k8s.statefulset.name",
          "Job", "k8s.job.name",
          "CronJob", "k8s.cronjob.name");

  private TargetResource() {}

  /** Whether the attributes that come of two targets' meta labels are the same. */
  static boolean isSame(Map<String, String> one, Map<String, String> other) {
    return Stream.concat(Stream.of(SCHEME, KIND, CONTROLLER), KUBERNETES.keySet().stream())
        .allMatch(label -> Objects.equals(one.get(label), other.get(label)));
  }

  static SortedMap<String, String> attributes(ResourceGroup.Id id, Map<String, String> meta) {
    SortedMap<String, String> attributes = new TreeMap<>();
    attributes.put("service.name", id.job());
    attributes.put("service.instance.id", id.instance());
    address(attributes, id.instance());
    attributes.put("url.scheme", meta.getOrDefault(SCHEME, ""));
    KUBERNETES.forEach(
        (label, attribute) -> {
          if (meta.containsKey(label)) {
            attributes.put(attribute, meta.get(label));
          }
        });
    String kind = CONTROLLERS.get(meta.getOrDefault(KIND, ""));
    String name = meta.getOrDefault(CONTROLLER, "");
    if (kind != null) {
      attributes.put(kind, name);
    }
    attributes.values().removeIf(String::isEmpty);
    return attributes;
  }

  private static void address(Map<String, String> attributes, String instance) {
    int colon = instance.lastIndexOf(':');
    boolean alone = colon < 0 || (instance.indexOf(':') < colon && !instance.startsWith("["));
    String host = alone ? instance : instance.substring(0, colon);
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    attributes.put("server.port", alone ? "" : instance.substring(colon + 1));
    attributes.put("server.address", isLocal(bare) ? "" : bare);
  }

  /** Whether a host says nothing to others. */
  private static boolean isLocal(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("::")
        || host.equals("0.0.0.0")
        || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+");
  }
}
