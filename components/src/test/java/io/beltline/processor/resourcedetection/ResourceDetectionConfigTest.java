package io.beltline.processor.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.extension.Configs;
import io.beltline.processor.resourcedetection.ResourceDetectionConfig.KubernetesConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceDetectionConfigTest {

  @Test
  void defaults() {
    ResourceDetectionConfig config = Configs.bind(ResourceDetectionConfig.class, "{}");
    assertThat(config.detectors()).containsExactly("env");
    assertThat(config.override()).isTrue();
    assertThat(config.refreshInterval()).isZero();
    assertThat(config.failOnMissingMetadata()).isFalse();
    assertThat(config.client().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.retry().enabled()).isTrue();
    assertThat(config.retry().initialInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.retry().randomizationFactor()).isEqualTo(0.5);
    assertThat(config.retry().multiplier()).isEqualTo(2);
    assertThat(config.retry().maxInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.retry().maxElapsedTime()).isZero();
    assertThat(config.system().sources())
        .containsExactly(
            ResourceDetectionConfig.SystemConfig.NameSource.DNS,
            ResourceDetectionConfig.SystemConfig.NameSource.OS);
    assertThat(config.ec2())
        .isEqualTo(
            new ResourceDetectionConfig.Ec2Config(
                List.of(), 3, Duration.ofSeconds(20), false, false, Map.of()));
    assertThat(config.kubernetes())
        .isEqualTo(config.kubernetesNode())
        .isEqualTo(
            new KubernetesConfig(
                KubernetesConfig.AuthType.SERVICE_ACCOUNT, "", 0, 0, "", Map.of()));
    assertThat(config.eks().nodeFromEnvVar()).isEmpty();
    assertThat(config.gcp().labels()).isEmpty();
    assertThat(config.azure().tags()).isEmpty();
    assertThat(config.flags().keySet()).containsExactly(DetectorType.values());
    assertThat(new ResourceDetectionFactory().aliases()).containsExactly("resourcedetection");
  }

  @Test
  void onlyTheAttributesOfTheDefaultAreOn() {
    assertThat(DetectorType.SYSTEM.attributes(Map.of()))
        .hasSize(17)
        .containsEntry("host.name", true)
        .containsEntry("os.type", true)
        .containsEntry("host.id", false);
    assertThat(
            DetectorType.SYSTEM.attributes(
                Map.of("host.id", new AttributeConfig(true), "os.type", new AttributeConfig(null))))
        .containsEntry("host.id", true)
        .containsEntry("os.type", true);
    assertThat(DetectorType.EKS.attributes()).hasSize(10).containsEntry("host.id", false);
    assertThat(DetectorType.GCP.attributes()).hasSize(19).containsEntry("host.type", true);
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                ResourceDetectionConfig.class,
                """
                detectors:
                  - consul
                  - sistem
                  - env
                refresh_interval: -1s
                timeout: 0s
                system:
                  hostname_sources: [mdns]
                  resource_attributes:
                    host.nme: {enabled: true}
                ec2:
                  tags: ["("]
                  max_attempts: 0
                  max_backoff: -1s
                gcp: {labels: ["["]}
                azure: {tags: ["*"]}
                k8s_api:
                  auth_type: kubeConfig
                  kube_api_qps: -1
                  kube_api_burst: -1
                """))
        .satisfiesExactlyInAnyOrder(
            p ->
                assertThat(p)
                    .startsWith(
                        "2: detectors::0: the detector \"consul\" is not there (expected: "),
            p ->
                assertThat(p)
                    .startsWith("3: detectors::1: \"sistem\" is no detector (did you mean"),
            p -> assertThat(p).startsWith("5: refresh_interval: must not be negative"),
            p -> assertThat(p).startsWith("6: timeout: must not be 0"),
            p -> assertThat(p).startsWith("8: system::hostname_sources::0: "),
            p ->
                assertThat(p)
                    .startsWith(
                        "10: system::resource_attributes::host.nme: is no attribute of system"),
            p -> assertThat(p).startsWith("12: ec2::tags::0: \"(\" is no regular expression"),
            p -> assertThat(p).startsWith("13: ec2::max_attempts: must be 1 or more"),
            p -> assertThat(p).startsWith("14: ec2::max_backoff: must not be negative"),
            p -> assertThat(p).startsWith("15: gcp::labels::0: "),
            p -> assertThat(p).startsWith("16: azure::tags::0: "),
            p -> assertThat(p).startsWith("18: k8s_api::auth_type: is not supported"),
            p -> assertThat(p).startsWith("19: k8s_api::kube_api_qps: must be 0 or more"),
            p -> assertThat(p).startsWith("20: k8s_api::kube_api_burst: must be 0 or more"));
  }
}
