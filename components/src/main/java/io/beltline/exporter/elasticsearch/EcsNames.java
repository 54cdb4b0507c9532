package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.Protected;
import java.util.Map;
import java.util.Set;

/**
 * What attributes of semantic conventions are called in the Elastic Common Schema. An empty name
 * means that an attribute is told in another way, or not at all.
 *
 * @see <a href="https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html">the
 *     fields</a>
 */
final class EcsNames {
  static final Map<String, String> RESOURCE =
      Map.ofEntries(
          Map.entry("service.instance.id", "service.node.name"),
          Map.entry("deployment.environment", "service.environment"),
          Map.entry("deployment.environment.name", "service.environment"),
          Map.entry("telemetry.sdk.name", ""),
          Map.entry("telemetry.sdk.language", ""),
          Map.entry("telemetry.sdk.version", ""),
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
          Map.entry("faas.instance", "faas.id"),
          Map.entry("faas.trigger", "faas.trigger.type"));

  static final Map<String, String> LOG =
      Map.of(
          "event.name", "event.action",
          "exception.message", "error.message",
          "exception.stacktrace", "error.stacktrace",
          "exception.type", "error.type",
          "exception.escaped", "event.error.exception.handled",
          "http.response.body.size", "http.response.encoded_body_size");

  static final Map<String, String> SPAN =
      Map.of(
          "messaging.destination.name", "span.message.queue.name",
          "messaging.operation.name", "span.action",
          "db.system", "span.db.type",
          "db.namespace", "span.db.instance",
          "db.query.text", "span.db.statement",
          "http.response.body.size", "http.response.encoded_body_size");

  /** Of a span that the APM server calls a transaction. */
  static final String TRANSACTION_QUEUE = "transaction.message.queue.name";

  static final Map<String, String> NONE = Map.of();

  /** Fields that the exporter writes itself, or that the schema has as values. */
  static final Protected KEPT =
      new Protected(
          Set.of(
              "@timestamp",
              "message",
              "agent.name",
              "agent.version",
              "data_stream.type",
              "data_stream.dataset",
              "data_stream.namespace",
              "error.message",
              "error.stacktrace",
              "error.type",
              "event.action",
              "event.outcome",
              "event.severity",
              "host.architecture",
              "host.hostname",
              "host.name",
              "host.os.type",
              "log.level",
              "parent.id",
              "service.environment",
              "service.name",
              "service.node.name",
              "service.version",
              "span.id",
              "span.kind",
              "span.name",
              "trace.id"));

  private EcsNames() {}
}
