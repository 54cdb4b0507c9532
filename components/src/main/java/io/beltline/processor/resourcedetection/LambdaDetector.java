package io.beltline.processor.resourcedetection;

import java.util.List;

/**
 * Reads the variables of AWS Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">its
 *     variables</a>
 */
final class LambdaDetector implements Detector {

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    String function = probe.variable("AWS_LAMBDA_FUNCTION_NAME");
    if (function.isEmpty()) {
      throw DetectionException.absent("AWS_LAMBDA_FUNCTION_NAME is not set");
    }
    to.put("cloud.provider", "aws").put("cloud.platform", "aws_lambda").put("faas.name", function);
    copy(probe, "AWS_REGION", to, "cloud.region");
    copy(probe, "AWS_LAMBDA_FUNCTION_VERSION", to, "faas.version");
    copy(probe, "AWS_LAMBDA_LOG_STREAM_NAME", to, "faas.instance");
    copy(probe, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", to, "faas.max_memory");
    list(probe, "AWS_LAMBDA_LOG_GROUP_NAME", to, "aws.log.group.names");
    list(probe, "AWS_LAMBDA_LOG_STREAM_NAME", to, "aws.log.stream.names");
  }

  private static void copy(Probe probe, String variable, Findings to, String key) {
    if (probe.has(variable)) {
      to.put(key, probe.variable(variable));
    }
  }

  private static void list(Probe probe, String variable, Findings to, String key) {
    if (probe.has(variable)) {
      to.put(key, List.of(probe.variable(variable)));
    }
  }
}
