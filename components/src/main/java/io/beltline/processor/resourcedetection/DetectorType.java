package io.beltline.processor.resourcedetection;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The detectors there are, with their attributes and which of these are set by default. */
enum DetectorType {
  ENV("env", "", ""),
  SYSTEM(
      "system",
      "host.name os.type",
      "host.arch host.cpu.cache.l2.size host.cpu.family host.cpu.model.id host.cpu.model.name"
          + " host.cpu.stepping host.cpu.vendor.id host.id host.interface host.ip host.mac"
          + " os.build.id os.description os.name os.version"),
  DOCKER("docker", "host.name os.type", "container.image.name container.name"),
  EC2(
      "ec2",
      "cloud.account.id cloud.availability_zone cloud.platform cloud.provider cloud.region host.id"
          + " host.image.id host.name host.type",
      ""),
  ECS(
      "ecs",
      "aws.ecs.cluster.arn aws.ecs.launchtype aws.ecs.task.arn aws.ecs.task.family aws.ecs.task.id"
          + " aws.ecs.task.revision aws.log.group.arns aws.log.group.names aws.log.stream.arns"
          + " aws.log.stream.names cloud.account.id cloud.availability_zone cloud.platform"
          + " cloud.provider cloud.region",
      ""),
  EKS(
      "eks",
      "cloud.platform cloud.provider",
      "cloud.account.id cloud.availability_zone cloud.region host.id host.image.id host.name"
          + " host.type k8s.cluster.name"),
  BEANSTALK(
      "elastic_beanstalk",
      "cloud.platform cloud.provider deployment.environment service.instance.id service.version",
      "deployment.environment.name deployment.id"),
  LAMBDA(
      "lambda",
      "aws.log.group.names aws.log.stream.names cloud.platform cloud.provider cloud.region"
          + " faas.instance faas.max_memory faas.name faas.version",
      ""),
  AZURE(
      "azure",
      "azure.resourcegroup.name azure.vm.name azure.vm.scaleset.name azure.vm.size"
          + " cloud.account.id cloud.platform cloud.provider cloud.region host.id host.name",
      "cloud.availability_zone"),
  AKS("aks", "cloud.platform cloud.provider", "k8s.cluster.name"),
  GCP(
      "gcp",
      "cloud.account.id cloud.availability_zone cloud.platform cloud.provider cloud.region"
          + " faas.instance faas.name faas.version gcp.cloud_run.job.execution"
          + " gcp.cloud_run.job.task_index gcp.gce.instance_group_manager.name"
          + " gcp.gce.instance_group_manager.region gcp.gce.instance_group_manager.zone host.id"
          + " host.name host.type k8s.cluster.name",
      "gcp.gce.instance.hostname gcp.gce.instance.name"),
  HEROKU(
      "heroku",
      "cloud.provider heroku.app.id heroku.dyno.id heroku.release.commit"
          + " heroku.release.creation_timestamp service.instance.id service.name service.version",
      ""),
  KUBERNETES("k8s_api", "k8s.cluster.uid k8s.node.name k8s.node.uid", ""),
  /** The same by its name of old, with a section of its own. */
  KUBERNETES_NODE("k8snode", "k8s.cluster.uid k8s.node.name k8s.node.uid", "");

  /** Those the OpenTelemetry Collector has beside these. */
  static final List<String> NOT_THERE =
      List.of(
          "akamai",
          "alibaba_ecs",
          "azureappservice",
          "azurecontainerapps",
          "consul",
          "digitalocean",
          "dynatrace",
          "hetzner",
          "ibmcloud_classic",
          "ibmcloud_vpc",
          "kubeadm",
          "nova",
          "openshift",
          "oraclecloud",
          "scaleway",
          "tencent_cvm",
          "upcloud",
          "vultr");

  private final String label;
  private final String on;
  private final String off;

  DetectorType(String label, String on, String off) {
    this.label = label;
    this.on = on;
    this.off = off;
  }

  /** What users call it. */
  String label() {
    return label;
  }

  /** Its attributes, and whether each is set by default. */
  Map<String, Boolean> attributes() {
    Map<String, Boolean> attributes = new LinkedHashMap<>();
    add(on, true, attributes);
    add(off, false, attributes);
    return attributes;
  }

  private static void add(String keys, boolean enabled, Map<String, Boolean> to) {
    Arrays.stream(keys.split(" ", -1))
        .filter(key -> !key.isEmpty())
        .forEach(key -> to.put(key, enabled));
  }

  /** Its attributes, and whether each is set where users wrote so. */
  Map<String, Boolean> attributes(Map<String, AttributeConfig> written) {
    Map<String, Boolean> enabled = attributes();
    written.forEach(
        (key, flag) -> {
          if (flag.enabled() != null) {
            enabled.put(key, flag.enabled());
          }
        });
    return enabled;
  }

  /** Whether it reads variables alone, so that another attempt finds the same. */
  boolean isConstant() {
    return this == ENV || this == HEROKU || this == LAMBDA;
  }

  /** Whether it looks at this host alone and asks no service. */
  boolean isLocal() {
    return isConstant() || this == SYSTEM || this == BEANSTALK;
  }

  /** The one of a name, or null. */
  static @Nullable DetectorType of(String label) {
    return Arrays.stream(values())
        .filter(type -> type.label.equals(label))
        .findFirst()
        .orElse(null);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(DetectorType::label).toList();
  }
}
