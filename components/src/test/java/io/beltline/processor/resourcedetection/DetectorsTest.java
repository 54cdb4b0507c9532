package io.beltline.processor.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.beltline.api.ComponentStatus;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors that look at variables, files and the resolver. */
class DetectorsTest {
  @TempDir private Path root;
  private Trial trial = new Trial(Path.of("/"));

  @BeforeEach
  void fresh() {
    trial = new Trial(root);
  }

  @Test
  void variablesAreRead() {
    trial.with("OTEL_RESOURCE_ATTRIBUTES", " a = b , service.name=x%20y,empty=, eq=1=2,");
    assertThat(trial.attributes("{}"))
        .containsOnly(
            entry("a", "b"), entry("service.name", "x y"), entry("empty", ""), entry("eq", "1=2"));
  }

  @Test
  void theVariableOfOldIsReadWhereTheOtherIsEmpty() {
    trial.with("OTEL_RESOURCE_ATTRIBUTES", " ").with("OTEL_RESOURCE", "a=b");
    assertThat(trial.attributes("{detectors: [ env ]}")).containsOnly(entry("a", "b"));
  }

  @Test
  void whatIsNoAttributeIsToldAndNothingIsSet() {
    for (String wrong :
        new String[] {"a", "a=b,,c=d", "=b", "ä=b", "a=%zz", "a=" + "x".repeat(257)}) {
      Trial one = new Trial(root).with("OTEL_RESOURCE_ATTRIBUTES", wrong);
      assertThat(one.attributes("{}")).as(wrong).isEmpty();
      assertThat(one.host.statuses().getLast().level())
          .as(wrong)
          .isEqualTo(ComponentStatus.Level.RECOVERABLE_ERROR);
      assertThat(one.host.statuses().getLast().message()).contains("OTEL_RESOURCE_ATTRIBUTES");
    }
  }

  @Test
  void herokuLambdaAndBeanstalk() {
    trial
        .with("HEROKU_APP_ID", "app")
        .with("HEROKU_APP_NAME", "name")
        .with("HEROKU_DYNO_ID", "dyno")
        .with("HEROKU_RELEASE_CREATED_AT", "then")
        .with("HEROKU_RELEASE_VERSION", "v1")
        .with("HEROKU_SLUG_COMMIT", "23abbe");
    assertThat(trial.attributes("{detectors: [heroku]}"))
        .containsOnly(
            entry("cloud.provider", "heroku"),
            entry("heroku.app.id", "app"),
            entry("heroku.release.commit", "23abbe"),
            entry("heroku.release.creation_timestamp", "then"),
            entry("service.instance.id", "dyno"),
            entry("service.name", "name"),
            entry("service.version", "v1"));
    trial
        .with("AWS_LAMBDA_FUNCTION_NAME", "f")
        .with("AWS_LAMBDA_FUNCTION_VERSION", "1")
        .with("AWS_REGION", "eu-west-1")
        .with("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
        .with("AWS_LAMBDA_LOG_GROUP_NAME", "g")
        .with("AWS_LAMBDA_LOG_STREAM_NAME", "s");
    assertThat(trial.attributes("{detectors: [lambda]}"))
        .containsOnly(
            entry("aws.log.group.names", "[\"g\"]"),
            entry("aws.log.stream.names", "[\"s\"]"),
            entry("cloud.platform", "aws_lambda"),
            entry("cloud.provider", "aws"),
            entry("cloud.region", "eu-west-1"),
            entry("faas.instance", "s"),
            entry("faas.max_memory", "128"),
            entry("faas.name", "f"),
            entry("faas.version", "1"));
    trial.file(
        "/var/elasticbeanstalk/xray/environment.conf",
        "{\"deployment_id\":23,\"version_label\":\"v\",\"environment_name\":\"prod\"}");
    assertThat(trial.attributes("{detectors: [elastic_beanstalk]}"))
        .containsOnly(
            entry("cloud.platform", "aws_elastic_beanstalk"),
            entry("cloud.provider", "aws"),
            entry("deployment.environment", "prod"),
            entry("service.instance.id", "23"),
            entry("service.version", "v"));
  }

  @Test
  void anotherPlatformIsNoFailure() {
    assertThat(
            trial.attributes(
                "{detectors: [heroku, lambda, elastic_beanstalk, ecs, eks, aks, k8s_api,"
                    + " k8snode]}"))
        .isEmpty();
    assertThat(trial.host.statuses()).allMatch(status -> status.equals(ComponentStatus.OK));
    assertThat(trial.settings.meter().count("otelcol_resourcedetection_detector_results"))
        .isEqualTo(8);
  }

  @Test
  void anotherPlatformIsAFailureWhereItMustBeThis() {
    assertThat(
            trial.attributes(
                "{detectors: [lambda, env], fail_on_missing_metadata: true, timeout: 1s}"))
        .isEmpty();
    assertThat(trial.host.statuses())
        .anyMatch(status -> status.message().contains("AWS_LAMBDA_FUNCTION_NAME is not set"));
    assertThat(
            trial
                .settings
                .meter()
                .count(
                    "otelcol_resourcedetection_detector_results",
                    Map.of("detector", "lambda", "outcome", "failure")))
        .isEqualTo(1);
  }

  private Trial linux() {
    return trial
        .file("/proc/sys/kernel/hostname", "box\n")
        .file("/proc/sys/kernel/osrelease", "6.1.0\n")
        .file("/proc/sys/kernel/ostype", "Linux\n")
        .file("/proc/sys/kernel/version", "#1 SMP\n")
        .file("/etc/machine-id", "abc\n")
        .file(
            "/etc/os-release",
            "# it is\nID=debian\nNAME=\"Debian GNU/Linux\"\nVERSION_ID='12'\nVERSION=\"12"
                + " (bookworm)\"\n")
        .file(
            "/proc/cpuinfo",
            """
            processor\t: 0
            vendor_id\t: GenuineIntel
            cpu family\t: 6
            model\t\t: 85
            model name\t: Xeon
            stepping\t: 7
            cache size\t: 36608 KB

            processor\t: 1
            vendor_id\t: Other
            """);
  }

  private static String all(String detector, String... keys) {
    StringBuilder yaml =
        new StringBuilder(
            "{detectors: [" + detector + "], " + detector + ": {resource_attributes: {");
    for (String key : keys) {
      yaml.append(key).append(": {enabled: true}, ");
    }
    return yaml + "}}}";
  }

  @Test
  void theSystemTellsOfItself() {
    Map<String, String> found =
        linux()
            .attributes(
                all("system", DetectorType.SYSTEM.attributes().keySet().toArray(String[]::new)));
    assertThat(found.keySet())
        .isEqualTo(new java.util.TreeSet<>(DetectorType.SYSTEM.attributes().keySet()));
    assertThat(found)
        .contains(
            entry("host.name", "box"),
            entry("host.id", "abc"),
            entry("host.cpu.vendor.id", "GenuineIntel"),
            entry("host.cpu.family", "6"),
            entry("host.cpu.model.id", "85"),
            entry("host.cpu.model.name", "Xeon"),
            entry("host.cpu.stepping", "7"),
            entry("host.cpu.cache.l2.size", "36608"),
            entry("os.name", "debian"),
            entry("os.version", "12"),
            entry("os.build.id", "6.1.0"))
        .hasEntrySatisfying(
            "os.description",
            text ->
                assertThat(text)
                    .startsWith("Debian GNU/Linux 12 (bookworm) (Linux box 6.1.0 #1 SMP "));
    assertThat(found.get("host.interface")).startsWith("[\"");
  }

  @Test
  void theNameOfTheHostComesFromTheFirstSourceThatKnowsIt() {
    linux();
    assertThat(trial.attributes("{detectors: [system]}"))
        .containsEntry("host.name", "box")
        .containsOnlyKeys("host.name", "os.type");
    trial.names = new Trial.Names("box.example.com", "reverse.example.com.");
    assertThat(trial.attributes("{detectors: [system]}"))
        .containsEntry("host.name", "box.example.com");
    assertThat(trial.attributes("{detectors: [system], system: {hostname_sources: [lookup]}}"))
        .containsEntry("host.name", "reverse.example.com");
    assertThat(trial.attributes("{detectors: [system], system: {hostname_sources: [os, cname]}}"))
        .containsEntry("host.name", "box");
    trial.file("/etc/hosts", "127.0.0.1 localhost\n10.0.0.1 box.lan box # me\n");
    assertThat(trial.attributes("{detectors: [system]}")).containsEntry("host.name", "box.lan");
  }

  @Test
  void aHostWithoutANameIsToldAndTheRestIsSet() {
    trial.names = new Trial.Names("", "");
    assertThat(
            linux()
                .with("OTEL_RESOURCE_ATTRIBUTES", "a=b")
                .attributes(
                    "{detectors: [system, env], timeout: 1s, retry: {enabled: false},"
                        + " system: {hostname_sources: [cname]}}"))
        .containsOnly(entry("a", "b"));
    assertThat(trial.host.statuses())
        .anyMatch(status -> status.message().contains("no source knows the name of the host"));
  }
}
