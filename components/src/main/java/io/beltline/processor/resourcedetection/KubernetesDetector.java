package io.beltline.processor.resourcedetection;

import io.beltline.processor.resourcedetection.ResourceDetectionConfig.KubernetesConfig;
import org.slf4j.Logger;

/** Asks the API server of the cluster which node this is. */
final class KubernetesDetector implements Detector {
  private final KubernetesConfig config;
  private final Logger logger;

  KubernetesDetector(KubernetesConfig config, Logger logger) {
    this.config = config;
    this.logger = logger;
  }

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    String variable = config.nodeFromEnvVar().isEmpty() ? "K8S_NODE_NAME" : config.nodeFromEnvVar();
    String name = probe.variable(variable);
    if (name.isEmpty()) {
      throw DetectionException.absent(
          variable + " is not set (expected: the name of the node, by the downward API)");
    }
    KubernetesApi api =
        KubernetesApi.open(probe, config.authType() == KubernetesConfig.AuthType.SERVICE_ACCOUNT);
    if (to.wantsAny("k8s.node.uid", "k8s.node.name")) {
      JsonValue node;
      try {
        node = api.node(name);
      } catch (DetectionException failed) {
        throw failed.asAbsent();
      }
      to.put("k8s.node.uid", node.text("metadata", "uid"))
          .put("k8s.node.name", node.text("metadata", "name"));
    }
    if (to.wants("k8s.cluster.uid")) {
      cluster(api, to);
    }
  }

  private void cluster(KubernetesApi api, Findings to) throws DetectionException {
    try {
      to.put("k8s.cluster.uid", api.get("/api/v1/namespaces/kube-system").text("metadata", "uid"));
    } catch (DetectionException refused) {
      if (refused.status() != 401 && refused.status() != 403) {
        throw refused;
      }
      logger.warn(
          "k8s.cluster.uid is not known: {} (expected: permission to get the namespace"
              + " kube-system)",
          refused.words());
    }
  }
}
