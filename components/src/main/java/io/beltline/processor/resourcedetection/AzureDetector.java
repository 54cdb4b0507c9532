package io.beltline.processor.resourcedetection;

import java.util.List;

/** Asks the metadata service of Azure what the machine is. */
final class AzureDetector implements Detector {
  private final KeyMatcher tags;

  AzureDetector(List<String> tags) {
    this.tags = new KeyMatcher(tags);
  }

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    JsonValue compute = AzureMetadata.compute(probe);
    String name = compute.text("name");
    String computer = compute.text("osProfile", "computerName");
    to.put("cloud.provider", "azure")
        .put("cloud.platform", "azure.vm")
        .put("cloud.region", compute.text("location"))
        .put("host.id", compute.text("vmId"))
        .put("cloud.account.id", compute.text("subscriptionId"))
        .put("azure.vm.name", name)
        .put("azure.vm.size", compute.text("vmSize"))
        .put("azure.resourcegroup.name", compute.text("resourceGroupName"));
    known("host.name", computer.isEmpty() ? name : computer, to);
    known("cloud.availability_zone", compute.text("zone"), to);
    known("azure.vm.scaleset.name", compute.text("vmScaleSetName"), to);
    for (JsonValue tag : compute.at("tagsList").items()) {
      if (tags.matches(tag.text("name"))) {
        to.add("azure.tag." + tag.text("name"), tag.text("value"));
      }
    }
  }

  private static void known(String key, String value, Findings to) {
    if (!value.isEmpty()) {
      to.put(key, value);
    }
  }
}
