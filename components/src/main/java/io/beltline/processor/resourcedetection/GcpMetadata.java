package io.beltline.processor.resourcedetection;

import io.beltline.transport.Header;
import io.beltline.transport.http.HttpReply.Response;

/**
 * The metadata server of Google Cloud.
 *
 * @see <a href="https://cloud.google.com/compute/docs/metadata/overview">the server</a>
 */
final class GcpMetadata {
  private static final Header FLAVOR = new Header("metadata-flavor", "Google");

  private final Probe probe;
  private final String base;

  private GcpMetadata(Probe probe, String base) {
    this.probe = probe;
    this.base = base;
  }

  /**
   * Finds the server.
   *
   * @throws DetectionException absent if there is none
   */
  static GcpMetadata open(Probe probe) throws DetectionException {
    String host = probe.variable("GCE_METADATA_HOST");
    String base = "http://" + (host.isEmpty() ? "169.254.169.254" : host);
    Response greeting;
    try {
      greeting = probe.reach("GET", base + "/", FLAVOR);
    } catch (DetectionException failed) {
      if (host.isEmpty() || failed.status() == 0) {
        throw failed.asAbsent();
      }
      return new GcpMetadata(probe, base); // somebody says it is there
    }
    if (host.isEmpty() && !greeting.header("metadata-flavor").equals("Google")) {
      throw DetectionException.absent(base + " is none of Google");
    }
    return new GcpMetadata(probe, base);
  }

  /** A value by its path below {@code computeMetadata/v1}. */
  String get(String path) throws DetectionException {
    return Probe.text(probe.get(base + "/computeMetadata/v1/" + path, FLAVOR)).strip();
  }

  /** A value that stands for a resource, without the path in front of it. */
  String last(String path) throws DetectionException {
    String value = get(path);
    return value.substring(value.lastIndexOf('/') + 1);
  }

  String attribute(String name) throws DetectionException {
    return get("instance/attributes/" + name);
  }

  String zone() throws DetectionException {
    return last("instance/zone");
  }

  /** A token of the instance's service account. */
  String token() throws DetectionException {
    String path = "instance/service-accounts/default/token";
    return JsonValue.read(path, get(path)).text("access_token");
  }
}
