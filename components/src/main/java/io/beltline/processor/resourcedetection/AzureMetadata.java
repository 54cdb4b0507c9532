package io.beltline.processor.resourcedetection;

import io.beltline.transport.Header;

/**
 * The metadata service of Azure.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/azure/virtual-machines/instance-metadata-service">the
 *     service</a>
 */
final class AzureMetadata {
  private AzureMetadata() {}

  /**
   * What the service says of the instance.
   *
   * @throws DetectionException absent if there is no service
   */
  static JsonValue compute(Probe probe) throws DetectionException {
    String url =
        probe.around().azure() + "/metadata/instance/compute?format=json&api-version=2020-09-01";
    try {
      return JsonValue.read(
          url, Probe.text(probe.reach("GET", url, new Header("metadata", "true"))));
    } catch (DetectionException failed) {
      throw failed.asAbsent();
    }
  }
}
