package io.beltline.processor.resourcedetection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks the task metadata endpoint of Amazon ECS, version 4 or 3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint.html">the
 *     endpoint</a>
 */
final class EcsDetector implements Detector {

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    String v4 = probe.variable("ECS_CONTAINER_METADATA_URI_V4");
    String base = v4.isEmpty() ? probe.variable("ECS_CONTAINER_METADATA_URI") : v4;
    if (base.isEmpty()) {
      throw DetectionException.absent(
          "neither ECS_CONTAINER_METADATA_URI_V4 nor ECS_CONTAINER_METADATA_URI is set");
    }
    JsonValue task = read(probe, base + "/task");
    Arn arn = Arn.parse(task.text("TaskARN"));
    task(task, arn, to);
    if (to.wantsAny(
        "aws.log.group.names",
        "aws.log.group.arns",
        "aws.log.stream.names",
        "aws.log.stream.arns")) {
      JsonValue self;
      try {
        self = read(probe, base);
      } catch (DetectionException failed) {
        throw failed.asAbsent(); // what the task says stands without it
      }
      logs(task, self.text("DockerId"), arn, to);
    }
  }

  private static JsonValue read(Probe probe, String url) throws DetectionException {
    return JsonValue.read(url, Probe.text(probe.get(url)));
  }

  /** The parts of a task's name. */
  private record Arn(String region, String account, String task) {
    static Arn parse(String text) {
      String[] parts = text.split(":", -1);
      return parts.length < 6
          ? new Arn("", "", "")
          : new Arn(parts[3], parts[4], parts[5].substring(parts[5].lastIndexOf('/') + 1));
    }
  }

  private static void task(JsonValue task, Arn arn, Findings to) {
    String cluster = task.text("Cluster");
    to.put("cloud.provider", "aws")
        .put("cloud.platform", "aws_ecs")
        .put("aws.ecs.task.arn", task.text("TaskARN"))
        .put("aws.ecs.task.family", task.text("Family"))
        .put("aws.ecs.task.revision", task.text("Revision"))
        .put(
            "aws.ecs.cluster.arn",
            cluster.contains(":")
                ? cluster
                : "arn:aws:ecs:" + arn.region + ":" + arn.account + ":cluster/" + cluster);
    known("cloud.account.id", arn.account, to);
    known("cloud.region", arn.region, to);
    known("aws.ecs.task.id", arn.task, to);
    known("cloud.availability_zone", task.text("AvailabilityZone"), to);
    String launch = task.text("LaunchType").toLowerCase(Locale.ROOT);
    if (launch.equals("ec2") || launch.equals("fargate")) {
      to.put("aws.ecs.launchtype", launch);
    }
  }

  private static void known(String key, String value, Findings to) {
    if (!value.isEmpty()) {
      to.put(key, value);
    }
  }

  /** The logs of the other containers of the task, which are those whose telemetry comes here. */
  private static void logs(JsonValue task, String self, Arn arn, Findings to) {
    List<String> groups = new ArrayList<>();
    List<String> groupArns = new ArrayList<>();
    List<String> streams = new ArrayList<>();
    List<String> streamArns = new ArrayList<>();
    for (JsonValue container : task.at("Containers").items()) {
      JsonValue options = container.at("LogOptions");
      if (container.text("Type").equals("NORMAL")
          && container.text("KnownStatus").equals("RUNNING")
          && container.text("LogDriver").equals("awslogs")
          && !container.text("DockerId").equals(self)
          && !options.fields().isEmpty()) {
        String group = options.text("awslogs-group");
        String stream = options.text("awslogs-stream");
        String groupArn =
            "arn:aws:logs:"
                + options.text("awslogs-region")
                + ":"
                + arn.account
                + ":log-group:"
                + group;
        groups.add(group);
        groupArns.add(groupArn);
        streams.add(stream);
        streamArns.add(groupArn + ":log-stream:" + stream);
      }
    }
    if (!groups.isEmpty()) {
      to.put("aws.log.group.names", groups)
          .put("aws.log.group.arns", groupArns)
          .put("aws.log.stream.names", streams)
          .put("aws.log.stream.arns", streamArns);
    }
  }
}
