package io.beltline.processor.resourcedetection;

/** Tells whether this is a pod on Azure's AKS, and of which cluster. */
final class AksDetector implements Detector {

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    if (probe.variable("KUBERNETES_SERVICE_HOST").isEmpty()) {
      return; // no pod
    }
    JsonValue compute = AzureMetadata.compute(probe);
    to.put("cloud.provider", "azure")
        .put("cloud.platform", "azure.aks")
        .put("k8s.cluster.name", cluster(compute.text("resourceGroupName")));
  }

  /** The cluster in {@code MC_<resource group>_<cluster>_<location>}, else the whole name. */
  static String cluster(String resourceGroup) {
    String[] parts = resourceGroup.split("_", -1);
    return parts.length == 4 && parts[0].equalsIgnoreCase("mc") ? parts[2] : resourceGroup;
  }
}
