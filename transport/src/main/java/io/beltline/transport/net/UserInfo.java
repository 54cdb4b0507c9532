package io.beltline.transport.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beltline.transport.HostPort;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The name and password in a URL (RFC 3986, section 3.2.1).
 *
 * @param name the name, decoded
 * @param password the password, decoded, or empty
 */
public record UserInfo(String name, String password) {

  /** That of a URL, or null if there is none. */
  public static @Nullable UserInfo of(URI uri) {
    String raw = HostPort.userInfo(uri);
    if (raw == null || raw.isEmpty()) {
      return null;
    }
    int colon = raw.indexOf(':');
    return colon < 0
        ? new UserInfo(decoded(raw), "")
        : new UserInfo(decoded(raw.substring(0, colon)), decoded(raw.substring(colon + 1)));
  }

  // unlike in forms, a plus sign stands for itself
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
  }

  /** As credentials of a header (RFC 7617). */
  public String basic() {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "UserInfo";
  }
}
