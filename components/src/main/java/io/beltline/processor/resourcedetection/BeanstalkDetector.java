package io.beltline.processor.resourcedetection;

import java.util.Locale;

/** Reads the X-Ray configuration of AWS Elastic Beanstalk. */
final class BeanstalkDetector implements Detector {
  private static final String LINUX = "/var/elasticbeanstalk/xray/environment.conf";
  private static final String WINDOWS =
      "Program Files/Amazon/XRay/environment.conf"; // below the root of its drive

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    String path = windows ? WINDOWS : LINUX;
    JsonValue json = JsonValue.read(path, probe.file(path));
    String deployment = json.text("deployment_id");
    String environment = json.text("environment_name");
    to.put("cloud.provider", "aws")
        .put("cloud.platform", "aws_elastic_beanstalk")
        .put("service.instance.id", deployment)
        .put("deployment.id", deployment)
        .put("deployment.environment", environment)
        .put("deployment.environment.name", environment)
        .put("service.version", json.text("version_label"));
  }
}
