package io.beltline.processor.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The detector of Google Cloud, against a stand-in of its metadata service. */
class GoogleDetectorTest {
  @TempDir private Path root;
  private Trial trial = new Trial(Path.of("/"));

  @BeforeEach
  void fresh() {
    trial = new Trial(root);
  }

  private static Map<String, String> gcp(String... more) {
    Map<String, String> answers = new HashMap<>();
    answers.put("flavor", "Google");
    answers.put("GET /", "computeMetadata/");
    String base = "GET /computeMetadata/v1/";
    answers.put(base + "project/project-id", "proj\n");
    answers.put(base + "instance/id", "42");
    answers.put(base + "instance/name", "vm");
    answers.put(base + "instance/hostname", "vm.internal");
    answers.put(base + "instance/zone", "projects/1/zones/us-central1-c");
    answers.put(base + "instance/region", "projects/1/regions/us-central1");
    answers.put(base + "instance/machine-type", "projects/1/machineTypes/e2");
    for (int i = 0; i < more.length; i += 2) {
      answers.put(more[i].startsWith("GET") ? more[i] : base + more[i], more[i + 1]);
    }
    return answers;
  }

  private StandIn google(String... more) {
    StandIn service =
        StandIn.http(
            request ->
                request.header("metadata-flavor").equals("Google")
                    || request.header("authorization").equals("Bearer t"),
            gcp(more));
    trial.with("GCE_METADATA_HOST", "127.0.0.1:" + service.port());
    trial.compute = service.url();
    return service;
  }

  @Test
  void computeEngine() {
    try (StandIn service =
        google(
            "instance/attributes/created-by",
            "projects/1/zones/us-central1-c/instanceGroupManagers/mig",
            "instance/service-accounts/default/token",
            "{\"access_token\":\"t\"}",
            "GET /compute/v1/projects/proj/zones/us-central1-c/instances/vm",
            "{\"labels\":{\"team\":\"blue\",\"x\":\"y\"}}")) {
      assertThat(trial.attributes("{detectors: [gcp], gcp: {labels: [team]}}"))
          .containsOnly(
              entry("cloud.account.id", "proj"),
              entry("cloud.availability_zone", "us-central1-c"),
              entry("cloud.platform", "gcp_compute_engine"),
              entry("cloud.provider", "gcp"),
              entry("cloud.region", "us-central1"),
              entry("gcp.gce.instance.labels.team", "blue"),
              entry("gcp.gce.instance_group_manager.name", "mig"),
              entry("gcp.gce.instance_group_manager.zone", "us-central1-c"),
              entry("host.id", "42"),
              entry("host.name", "vm"),
              entry("host.type", "projects/1/machineTypes/e2"));
      assertThat(service.asked()).contains("GET /computeMetadata/v1/instance/zone");
    }
  }

  @Test
  void kubernetesEngine() {
    try (StandIn service =
        google(
            "instance/attributes/cluster-location",
            "us-central1-c",
            "instance/attributes/cluster-name",
            "prod")) {
      trial.with("KUBERNETES_SERVICE_HOST", "10.0.0.1");
      assertThat(trial.attributes("{detectors: [gcp]}"))
          .containsOnly(
              entry("cloud.account.id", "proj"),
              entry("cloud.availability_zone", "us-central1-c"),
              entry("cloud.platform", "gcp_kubernetes_engine"),
              entry("cloud.provider", "gcp"),
              entry("cloud.region", "us-central1"),
              entry("host.id", "42"),
              entry("host.name", "vm"),
              entry("k8s.cluster.name", "prod"));
      assertThat(service.asked()).isNotEmpty();
    }
  }

  @Test
  void cloudRunFunctionsAndAppEngine() {
    try (StandIn service = google()) {
      trial
          .with("CLOUD_RUN_JOB", "job")
          .with("CLOUD_RUN_EXECUTION", "e")
          .with("CLOUD_RUN_TASK_INDEX", "0");
      assertThat(trial.attributes("{detectors: [gcp]}"))
          .containsOnly(
              entry("cloud.account.id", "proj"),
              entry("cloud.platform", "gcp_cloud_run"),
              entry("cloud.provider", "gcp"),
              entry("cloud.region", "us-central1"),
              entry("faas.instance", "42"),
              entry("faas.name", "job"),
              entry("gcp.cloud_run.job.execution", "e"),
              entry("gcp.cloud_run.job.task_index", "0"));
      trial.with("K_CONFIGURATION", "c").with("K_SERVICE", "run").with("K_REVISION", "r");
      assertThat(trial.attributes("{detectors: [gcp]}"))
          .contains(
              entry("cloud.platform", "gcp_cloud_run"),
              entry("faas.name", "run"),
              entry("faas.version", "r"));
      trial.with("FUNCTION_TARGET", "f");
      assertThat(trial.attributes("{detectors: [gcp]}"))
          .containsEntry("cloud.platform", "gcp_cloud_functions");
      trial.environment.keySet().removeIf(key -> !key.equals("GCE_METADATA_HOST"));
      trial.with("GAE_SERVICE", "s").with("GAE_VERSION", "v").with("GAE_INSTANCE", "i");
      for (String kind : new String[] {"flex", "standard"}) {
        trial.with("GAE_ENV", kind);
        assertThat(trial.attributes("{detectors: [gcp]}"))
            .as(kind)
            .containsOnly(
                entry("cloud.account.id", "proj"),
                entry("cloud.availability_zone", "us-central1-c"),
                entry("cloud.platform", "gcp_app_engine"),
                entry("cloud.provider", "gcp"),
                entry("cloud.region", "us-central1"),
                entry("faas.instance", "i"),
                entry("faas.name", "s"),
                entry("faas.version", "v"));
      }
      assertThat(service.asked()).isNotEmpty();
    }
  }

  @Test
  void bareMetal() {
    trial.with("BMS_PROJECT_ID", "p").with("BMS_REGION", "r").with("BMS_INSTANCE_ID", "i");
    assertThat(trial.attributes("{detectors: [gcp]}"))
        .containsOnly(
            entry("cloud.account.id", "p"),
            entry("cloud.platform", "gcp_bare_metal_solution"),
            entry("cloud.provider", "gcp"),
            entry("cloud.region", "r"),
            entry("host.name", "i"));
  }
}
