package io.beltline.exporter.elasticsearch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The id of a deployment in Elastic Cloud: a name, a colon, and in base64 where it is. */
final class CloudId {
  private CloudId() {}

  /**
   * The URL of its Elasticsearch.
   *
   * @throws IllegalArgumentException with words for users
   */
  static URI url(String id) {
    int colon = id.indexOf(':');
    String decoded;
    try {
      decoded =
          new String(Base64.getDecoder().decode(id.substring(colon + 1)), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      throw wrong();
    }
    String[] parts = decoded.split("\\$", -1);
    if (colon < 0 || parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw wrong();
    }
    int port = parts[0].lastIndexOf(':');
    String domain = port < 0 ? parts[0] : parts[0].substring(0, port);
    try {
      return URI.create(
          "https://" + parts[1] + "." + domain + (port < 0 ? "" : parts[0].substring(port)));
    } catch (IllegalArgumentException noUrl) {
      throw wrong();
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "is no Cloud ID (expected: name:base64 as the page of the deployment shows it)");
  }
}
