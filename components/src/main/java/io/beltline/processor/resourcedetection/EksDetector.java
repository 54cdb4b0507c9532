package io.beltline.processor.resourcedetection;

import io.beltline.processor.resourcedetection.ResourceDetectionConfig.EksConfig;
import java.time.Duration;

/** Tells whether this is a pod on Amazon EKS, and on which instance. */
final class EksDetector implements Detector {
  private static final String TAG = "kubernetes.io/cluster/";

  private final EksConfig config;

  EksDetector(EksConfig config) {
    this.config = config;
  }

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    if (probe.variable("KUBERNETES_SERVICE_HOST").isEmpty()) {
      throw DetectionException.absent("KUBERNETES_SERVICE_HOST is not set");
    }
    if (!isEks(probe)) {
      throw DetectionException.absent("the cluster is none of EKS");
    }
    to.put("cloud.provider", "aws").put("cloud.platform", "aws_eks");
    InstanceMetadata metadata;
    try {
      metadata = InstanceMetadata.open(probe, 1, Duration.ZERO);
    } catch (DetectionException unreachable) {
      node(probe, to);
      return;
    }
    try {
      instance(metadata, to);
    } catch (DetectionException failed) {
      throw failed.asAbsent();
    }
  }

  private static boolean isEks(Probe probe) throws DetectionException {
    if (probe.variable("AWS_WEB_IDENTITY_TOKEN_FILE").contains("eks.amazonaws.com")
        || probe.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE").contains("eks-pod-identity")) {
      return true;
    }
    try {
      KubernetesApi api = KubernetesApi.open(probe, true);
      return isIssuer(api) || api.get("/version").text("gitVersion").contains("-eks-");
    } catch (DetectionException failed) {
      throw failed.asAbsent();
    }
  }

  private static boolean isIssuer(KubernetesApi api) {
    try {
      return api.get("/.well-known/openid-configuration").text("issuer").contains("oidc.eks.");
    } catch (DetectionException notAllowed) {
      return false; // the version tells too
    }
  }

  private static void instance(InstanceMetadata metadata, Findings to) throws DetectionException {
    Ec2Detector.identity(metadata.identity(), to);
    if (to.wants("host.name")) {
      to.put("host.name", metadata.get("hostname"));
    }
    if (to.wants("k8s.cluster.name")) {
      for (String key : metadata.tagKeys()) {
        if (key.equals("aws:eks:cluster-name") || key.equals("eks:cluster-name")) {
          to.put("k8s.cluster.name", metadata.get("tags/instance/" + key));
          return;
        } else if (key.startsWith(TAG)) {
          to.put("k8s.cluster.name", key.substring(TAG.length()));
          return;
        }
      }
    }
  }

  /** What the node's object says, where the metadata service cannot be reached from the pod. */
  private void node(Probe probe, Findings to) throws DetectionException {
    if (!to.wantsAny("host.id", "cloud.availability_zone", "cloud.region", "host.type")) {
      return;
    }
    String name = probe.variable(config.nodeFromEnvVar());
    if (name.isEmpty()) {
      throw DetectionException.absent(
          "the name of the node is not known (expected: node_from_env_var names its variable)");
    }
    JsonValue node;
    try {
      node = KubernetesApi.open(probe, true).node(name);
    } catch (DetectionException failed) {
      throw failed.asAbsent();
    }
    String[] parts = node.text("spec", "providerID").split("/", -1); // aws:///us-west-2a/i-0abc
    if (parts.length < 5 || !parts[0].equals("aws:") || parts[3].length() < 2) {
      throw DetectionException.absent("the node " + name + " does not say which instance it is");
    }
    to.put("host.id", parts[4])
        .put("cloud.availability_zone", parts[3])
        .put("cloud.region", parts[3].substring(0, parts[3].length() - 1))
        .put("host.type", node.text("metadata", "labels", "node.kubernetes.io/instance-type"));
  }
}
