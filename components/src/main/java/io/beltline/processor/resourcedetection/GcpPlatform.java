package io.beltline.processor.resourcedetection;

/** The platforms of Google Cloud, as their variables and the metadata server tell them. */
enum GcpPlatform {
  KUBERNETES("gcp_kubernetes_engine"),
  FUNCTIONS("gcp_cloud_functions"),
  RUN("gcp_cloud_run"),
  RUN_JOB("gcp_cloud_run"),
  APP_ENGINE_STANDARD("gcp_app_engine"),
  APP_ENGINE_FLEXIBLE("gcp_app_engine"),
  COMPUTE("gcp_compute_engine"),
  UNKNOWN("");

  private final String attribute;

  GcpPlatform(String attribute) {
    this.attribute = attribute;
  }

  /** The value of {@code cloud.platform}; empty if it is not known. */
  String attribute() {
    return attribute;
  }

  /** Which one this is. */
  static GcpPlatform of(Probe probe, GcpMetadata metadata) {
    if (probe.has("KUBERNETES_SERVICE_HOST")
        && answers(metadata, "instance/attributes/cluster-location")) {
      return KUBERNETES;
    } else if (probe.has("FUNCTION_TARGET")) {
      return FUNCTIONS;
    } else if (probe.has("K_CONFIGURATION")) {
      return RUN;
    } else if (probe.has("CLOUD_RUN_JOB")) {
      return RUN_JOB;
    } else if (probe.has("CLOUD_RUN_WORKER_POOL")) {
      return RUN;
    } else if (probe.variable("GAE_ENV").equals("standard")) {
      return APP_ENGINE_STANDARD;
    } else if (probe.has("GAE_SERVICE")) {
      return APP_ENGINE_FLEXIBLE;
    }
    return answers(metadata, "instance/machine-type") ? COMPUTE : UNKNOWN;
  }

  private static boolean answers(GcpMetadata metadata, String path) {
    try {
      metadata.get(path);
      return true;
    } catch (DetectionException no) {
      return false;
    }
  }
}
