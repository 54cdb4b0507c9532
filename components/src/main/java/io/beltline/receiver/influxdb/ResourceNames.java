package io.beltline.receiver.influxdb;

import java.util.Set;

/**
 * Which tags are attributes of the resource: those with a name of the semantic conventions 1.16, or
 * with such a name and more behind it.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/tree/v1.16.0/specification/resource/semantic_conventions">the
 *     names</a>
 */
final class ResourceNames {
  private static final Set<String> NAMES =
      Set.of(
          """
          aws.ecs.cluster.arn aws.ecs.container.arn aws.ecs.launchtype aws.ecs.task.arn
          aws.ecs.task.family aws.ecs.task.revision aws.eks.cluster.arn aws.log.group.arns
          aws.log.group.names aws.log.stream.arns aws.log.stream.names
          browser.brands browser.language browser.mobile browser.platform browser.user_agent
          cloud.account.id cloud.availability_zone cloud.platform cloud.provider cloud.region
          container.id container.image.name container.image.tag container.name container.runtime
          deployment.environment device.id device.manufacturer device.model.identifier
          device.model.name faas.id faas.instance faas.max_memory faas.name faas.version
          host.arch host.id host.image.id host.image.name host.image.version host.name host.type
          k8s.cluster.name k8s.container.name k8s.container.restart_count k8s.cronjob.name
          k8s.cronjob.uid k8s.daemonset.name k8s.daemonset.uid k8s.deployment.name
          k8s.deployment.uid k8s.job.name k8s.job.uid k8s.namespace.name k8s.node.name
          k8s.node.uid k8s.pod.name k8s.pod.uid k8s.replicaset.name k8s.replicaset.uid
          k8s.statefulset.name k8s.statefulset.uid os.description os.name os.type os.version
          process.command process.command_args process.command_line process.executable.name
          process.executable.path process.owner process.parent_pid process.pid
          process.runtime.description process.runtime.name process.runtime.version
          service.instance.id service.name service.namespace service.version
          telemetry.auto.version telemetry.sdk.language telemetry.sdk.name telemetry.sdk.version
          webengine.description webengine.name webengine.version
          """
              .strip()
              .split("\\s+"));

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private ResourceNames() {}

  /** Whether a tag of the name belongs to the resource. */
  static boolean has(String name) {
    String known = name;
    while (!NAMES.contains(known)) {
      int dot = known.lastIndexOf('.');
      if (dot < 0 || !isWord(known, dot + 1)) {
        return false;
      }
      known = known.substring(0, dot);
    }
    return true;
  }

  private static boolean isWord(String text, int from) {
    return from < text.length()
        && text.chars().skip(from).allMatch(letter -> LETTERS.indexOf(letter) >= 0);
  }
}
