package io.beltline.processor.resourcedetection;

import io.beltline.processor.resourcedetection.ResourceDetectionConfig.Ec2Config;
import org.slf4j.Logger;

/** Asks the metadata service of EC2 what the instance is. */
final class Ec2Detector implements Detector {
  private final Ec2Config config;
  private final KeyMatcher tags;
  private final Logger logger;

  Ec2Detector(Ec2Config config, Logger logger) {
    this.config = config;
    this.tags = new KeyMatcher(config.tags());
    this.logger = logger;
  }

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    InstanceMetadata metadata =
        InstanceMetadata.open(probe, config.maxAttempts(), config.maxBackoff());
    JsonValue identity = metadata.identity();
    String hostname = metadata.get("hostname");
    to.put("cloud.provider", "aws").put("cloud.platform", "aws_ec2").put("host.name", hostname);
    identity(identity, to);
    if (!tags.isEmpty()) {
      tags(metadata, to);
    }
  }

  /** Puts what an identity document says. */
  static void identity(JsonValue identity, Findings to) {
    to.put("cloud.region", identity.text("region"))
        .put("cloud.account.id", identity.text("accountId"))
        .put("cloud.availability_zone", identity.text("availabilityZone"))
        .put("host.id", identity.text("instanceId"))
        .put("host.image.id", identity.text("imageId"))
        .put("host.type", identity.text("instanceType"));
  }

  private void tags(InstanceMetadata metadata, Findings to) {
    try {
      for (String key : metadata.tagKeys()) {
        if (tags.matches(key)) {
          to.add("ec2.tag." + key, metadata.get("tags/instance/" + key));
        }
      }
    } catch (DetectionException refused) {
      logger.warn(
          "tags of the instance are not known: {} (expected: tags in instance metadata enabled)",
          refused.words());
    }
  }
}
