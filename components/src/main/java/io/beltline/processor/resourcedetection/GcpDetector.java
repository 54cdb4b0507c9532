package io.beltline.processor.resourcedetection;

import io.beltline.transport.Header;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Asks variables and the metadata server of Google Cloud where this runs. */
final class GcpDetector implements Detector {
  private static final Pattern GROUP =
      Pattern.compile("projects/[^/]+/(zone|region)s/([^/]+)/instanceGroupManagers/([^/]+)");

  private final KeyMatcher labels;
  private final Logger logger;

  GcpDetector(List<String> labels, Logger logger) {
    this.labels = new KeyMatcher(labels);
    this.logger = logger;
  }

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    if (!bareMetal(probe, to)) {
      new Look(probe, GcpMetadata.open(probe), to).look();
    }
  }

  private static boolean bareMetal(Probe probe, Findings to) {
    String project = probe.variable("BMS_PROJECT_ID");
    String region = probe.variable("BMS_REGION");
    String instance = probe.variable("BMS_INSTANCE_ID");
    if (project.isEmpty() || region.isEmpty() || instance.isEmpty()) {
      return false;
    }
    to.put("cloud.provider", "gcp")
        .put("cloud.account.id", project)
        .put("cloud.platform", "gcp_bare_metal_solution")
        .put("host.name", instance)
        .put("cloud.region", region);
    return true;
  }

  /** Gives a value or says why there is none. */
  @FunctionalInterface
  private interface Source {
    String value() throws DetectionException;
  }

  /** One look: what one question does not answer keeps no other from being asked. */
  private final class Look {
    private final Probe probe;
    private final GcpMetadata metadata;
    private final Findings to;
    private @Nullable DetectionException first;

    Look(Probe probe, GcpMetadata metadata, Findings to) {
      this.probe = probe;
      this.metadata = metadata;
      this.to = to;
    }

    void look() throws DetectionException {
      to.put("cloud.provider", "gcp");
      put("cloud.account.id", () -> metadata.get("project/project-id"));
      GcpPlatform platform = GcpPlatform.of(probe, metadata);
      if (!platform.attribute().isEmpty()) {
        to.put("cloud.platform", platform.attribute());
      }
      switch (platform) {
        case KUBERNETES -> kubernetes();
        case FUNCTIONS, RUN -> {
          function();
          put("faas.version", () -> variable("CLOUD_RUN_REVISION", "K_REVISION"));
        }
        case RUN_JOB -> {
          function();
          put("gcp.cloud_run.job.execution", () -> variable("CLOUD_RUN_EXECUTION"));
          put("gcp.cloud_run.job.task_index", () -> variable("CLOUD_RUN_TASK_INDEX"));
        }
        case APP_ENGINE_STANDARD -> {
          appEngine();
          put("cloud.availability_zone", metadata::zone);
          put("cloud.region", () -> metadata.last("instance/region"));
        }
        case APP_ENGINE_FLEXIBLE -> {
          appEngine();
          zoneAndRegion();
        }
        case COMPUTE -> compute();
        case UNKNOWN -> {}
      }
      if (first != null) {
        throw first.asAbsent();
      }
    }

    private void put(String key, Source source) {
      if (to.wants(key)) {
        attempt(() -> to.put(key, source.value()));
      }
    }

    private void attempt(Step step) {
      try {
        step.run();
      } catch (DetectionException failed) {
        first = first == null ? failed : first;
      }
    }

    private String variable(String... names) throws DetectionException {
      for (String name : names) {
        if (probe.has(name)) {
          return probe.variable(name);
        }
      }
      throw DetectionException.of(names[0] + " is not set");
    }

    private void kubernetes() {
      attempt(
          () -> {
            String location = metadata.attribute("cluster-location");
            if (location.chars().filter(c -> c == '-').count() == 2) {
              to.put("cloud.availability_zone", location)
                  .put("cloud.region", location.substring(0, location.lastIndexOf('-')));
            } else {
              to.put("cloud.region", location);
            }
          });
      put("k8s.cluster.name", () -> metadata.attribute("cluster-name"));
      put("host.id", () -> metadata.get("instance/id"));
      try { // not known with workload identity
        to.put("host.name", metadata.get("instance/name"));
      } catch (DetectionException unknown) {
        logger.info("host.name is not known: {}", unknown.words());
      }
    }

    private void function() {
      put("faas.name", () -> variable("K_SERVICE", "CLOUD_RUN_JOB", "CLOUD_RUN_WORKER_POOL"));
      put("faas.instance", () -> metadata.get("instance/id"));
      put("cloud.region", () -> metadata.last("instance/region"));
    }

    private void appEngine() {
      put("faas.name", () -> variable("GAE_SERVICE"));
      put("faas.version", () -> variable("GAE_VERSION"));
      put("faas.instance", () -> variable("GAE_INSTANCE"));
    }

    private void zoneAndRegion() {
      attempt(
          () -> {
            String zone = metadata.zone();
            String[] parts = zone.split("-", 3);
            if (parts.length != 3) {
              throw DetectionException.of(
                  "\"" + zone + "\" is no zone (expected: such as us-central1-c)");
            }
            to.put("cloud.availability_zone", zone).put("cloud.region", parts[0] + "-" + parts[1]);
          });
    }

    private void compute() {
      zoneAndRegion();
      put("host.type", () -> metadata.get("instance/machine-type"));
      put("host.id", () -> metadata.get("instance/id"));
      put("host.name", () -> metadata.get("instance/name"));
      put("gcp.gce.instance.hostname", () -> metadata.get("instance/hostname"));
      put("gcp.gce.instance.name", () -> metadata.get("instance/name"));
      attempt(this::group);
      if (!labels.isEmpty()) {
        labels();
      }
    }

    /** The group that made the instance, if one did. */
    private void group() throws DetectionException {
      String creator;
      try {
        creator = metadata.attribute("created-by");
      } catch (DetectionException failed) {
        if (failed.status() == 404) {
          return;
        }
        throw failed;
      }
      Matcher group = GROUP.matcher(creator);
      if (group.matches()) {
        to.put("gcp.gce.instance_group_manager.name", group.group(3))
            .put("gcp.gce.instance_group_manager." + group.group(1), group.group(2));
      }
    }

    private void labels() {
      try {
        String url =
            "%s/compute/v1/projects/%s/zones/%s/instances/%s"
                .formatted(
                    probe.around().compute(),
                    metadata.get("project/project-id"),
                    metadata.zone(),
                    metadata.get("instance/name"));
        Header token = new Header("authorization", "Bearer " + metadata.token());
        Map<String, JsonValue> found =
            JsonValue.read(url, Probe.text(probe.get(url, token))).at("labels").fields();
        found.forEach(
            (key, value) -> {
              if (labels.matches(key)) {
                to.add("gcp.gce.instance.labels." + key, value.text());
              }
            });
      } catch (DetectionException refused) {
        logger.warn(
            "labels of the instance are not known: {} (expected: the role compute.viewer)",
            refused.words());
      }
    }
  }

  /** Something that may not be found. */
  @FunctionalInterface
  private interface Step {
    void run() throws DetectionException;
  }
}
