package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.Protected;
import java.util.HashMap;
import java.util.Map;

/**
 * What attributes of semantic conventions are called in the Elastic Common Schema. An empty name
 * means that an attribute is told in another way, or not at all.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs/ecs-otel-alignment-details">the schema on
 *     semantic conventions</a>
 */
final class EcsNames {
  /** Of attributes of any level. Without these, values and objects would stand in one's place. */
  static final Map<String, String> ANYWHERE =
      Map.of(
          "container.runtime.name", "container.runtime",
          "faas.trigger", "faas.trigger.type",
          "file.group.id", "file.gid",
          "file.group.name", "file.group",
          "file.owner.id", "file.uid",
          "file.owner.name", "file.owner",
          "network.protocol.name", "network.protocol");

  static final Map<String, String> RESOURCE =
      withAnywhere(
          Map.ofEntries(
              Map.entry("service.instance.id", "service.node.name"),
              Map.entry("deployment.environment", "service.environment"),
              Map.entry("deployment.environment.name", "service.environment"),
              Map.entry("telemetry.sdk.name", ""),
              Map.entry("telemetry.sdk.language", "service.language.name"),
              Map.entry("telemetry.sdk.version", "service.language.version"),
              Map.entry("telemetry.distro.name", ""),
              Map.entry("telemetry.distro.version", ""),
              Map.entry("cloud.platform", "cloud.service.name"),
              Map.entry("container.image.tags", "container.image.tag"),
              Map.entry("host.arch", "host.architecture"),
              Map.entry("process.parent_pid", "process.parent.pid"),
              Map.entry("process.executable.name", "process.title"),
              Map.entry("process.executable.path", "process.executable"),
              Map.entry("process.command_line", "process.args"),
              Map.entry("process.runtime.name", "service.runtime.name"),
              Map.entry("process.runtime.version", "service.runtime.version"),
              Map.entry("os.name", "host.os.name"),
              Map.entry("os.type", "host.os.platform"),
              Map.entry("os.description", "host.os.full"),
              Map.entry("os.version", "host.os.version"),
              Map.entry("client.address", "client.ip"),
              Map.entry("source.address", "source.ip"),
              Map.entry("k8s.deployment.name", "kubernetes.deployment.name"),
              Map.entry("k8s.namespace.name", "kubernetes.namespace"),
              Map.entry("k8s.node.name", "kubernetes.node.name"),
              Map.entry("k8s.pod.name", "kubernetes.pod.name"),
              Map.entry("k8s.pod.uid", "kubernetes.pod.uid"),
              Map.entry("k8s.job.name", "kubernetes.job.name"),
              Map.entry("k8s.cronjob.name", "kubernetes.cronjob.name"),
              Map.entry("k8s.statefulset.name", "kubernetes.statefulset.name"),
              Map.entry("k8s.replicaset.name", "kubernetes.replicaset.name"),
              Map.entry("k8s.daemonset.name", "kubernetes.daemonset.name"),
              Map.entry("k8s.container.name", "kubernetes.container.name"),
              Map.entry("k8s.cluster.name", "orchestrator.cluster.name"),
              Map.entry("faas.instance", "faas.id")));

  static final Map<String, String> LOG =
      withAnywhere(
          Map.of(
              "event.name", "event.action",
              "exception.message", "error.message",
              "exception.stacktrace", "error.stack_trace",
              "exception.type", "error.type",
              "exception.escaped", "event.error.exception.handled",
              "http.response.body.size", "http.response.encoded_body_size"));

  static final Map<String, String> SPAN =
      withAnywhere(
          Map.of(
              "messaging.destination.name", "span.message.queue.name",
              "messaging.operation.name", "span.action",
              "db.system", "span.db.type",
              "db.namespace", "span.db.instance",
              "db.query.text", "span.db.statement",
              "http.response.body.size", "http.response.encoded_body_size"));

  /** Of a span that the APM server calls a transaction. */
  static final String TRANSACTION_QUEUE = "transaction.message.queue.name";

  /** Fields that the exporter writes itself, or that the schema has as values. */
  static final Protected KEPT = new Protected(EcsFields.VALUES);

  private EcsNames() {}

  private static Map<String, String> withAnywhere(Map<String, String> names) {
    Map<String, String> all = new HashMap<>(ANYWHERE);
    all.putAll(names);
    return Map.copyOf(all);
  }
}
