package io.beltline.processor.resourcedetection;

import io.beltline.transport.Header;
import io.beltline.transport.http.HttpReply.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata service of EC2 instances, version 2, or 1 where the former is not allowed.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html">the
 *     service</a>
 */
final class InstanceMetadata {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final String META = "/latest/meta-data/";

  private final Probe probe;
  private final String base;
  private final @Nullable String token;

  private InstanceMetadata(Probe probe, String base, @Nullable String token) {
    this.probe = probe;
    this.base = base;
    this.token = token;
  }

  /**
   * Finds the service.
   *
   * @param attempts how often it is asked
   * @param longestPause the longest time between
   * @throws DetectionException absent if it is not there
   */
  static InstanceMetadata open(Probe probe, int attempts, Duration longestPause)
      throws DetectionException {
    if (probe.variable("AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
      throw DetectionException.absent("AWS_EC2_METADATA_DISABLED is true");
    }
    String base = base(probe);
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        InstanceMetadata found = new InstanceMetadata(probe, base, token(probe, base));
        found.reach("instance-id");
        return found;
      } catch (DetectionException failed) {
        if (attempt >= attempts) {
          throw failed.asAbsent();
        }
        probe.pause(pause.compareTo(longestPause) < 0 ? pause : longestPause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private static String base(Probe probe) {
    String set = probe.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    if (!set.isEmpty()) {
      return set.endsWith("/") ? set.substring(0, set.length() - 1) : set;
    }
    return probe.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").equalsIgnoreCase("ipv6")
        ? "http://[fd00:ec2::254]"
        : "http://169.254.169.254";
  }

  private static @Nullable String token(Probe probe, String base) throws DetectionException {
    try {
      return Probe.text(
          probe.reach(
              "PUT",
              base + "/latest/api/token",
              new Header("x-aws-ec2-metadata-token-ttl-seconds", "300")));
    } catch (DetectionException refused) {
      int status = refused.status();
      if (status == 403 || status == 404 || status == 405) {
        return null; // an old service, or one that wants none
      }
      throw refused;
    }
  }

  private Header[] headers() {
    return token == null
        ? new Header[0]
        : new Header[] {new Header("x-aws-ec2-metadata-token", token)};
  }

  private void reach(String path) throws DetectionException {
    probe.reach("GET", base + META + path, headers());
  }

  /** One item of {@code meta-data}. */
  String get(String path) throws DetectionException {
    return text(META + path);
  }

  /** The document that says what the instance is. */
  JsonValue identity() throws DetectionException {
    String path = "/latest/dynamic/instance-identity/document";
    return JsonValue.read(base + path, text(path));
  }

  /** The keys of the instance's tags. */
  List<String> tagKeys() throws DetectionException {
    return get("tags/instance").lines().map(String::strip).filter(k -> !k.isEmpty()).toList();
  }

  private String text(String path) throws DetectionException {
    Response response = probe.get(base + path, headers());
    return Probe.text(response);
  }
}
