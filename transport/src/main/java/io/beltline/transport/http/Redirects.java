package io.beltline.transport.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Redirects (RFC 9110, section 15.4). */
final class Redirects {
  private Redirects() {}

  /** The call to make next, or null to keep the reply. */
  static @Nullable HttpCall follow(HttpCall call, HttpReply reply) {
    if (!(reply instanceof HttpReply.Response response) || !follows(call, response.status())) {
      return null;
    }
    String location = response.header("location");
    if (location.isEmpty()) {
      return null;
    }
    URI next;
    try {
      next = call.uri().resolve(location);
      if (!isTrusted(Origin.of(call.uri()), Origin.of(next))) {
        return null;
      }
    } catch (IllegalArgumentException malformed) {
      return null; // the reply itself says more than a failure would
    }
    return new HttpCall(
        call.method(),
        next,
        call.headers(),
        call.body(),
        call.context(),
        call.deadline(),
        call.answer(),
        call.trace(),
        call.parts());
  }

  /**
   * Whether credentials and data may go there too: to the same host, and not from TLS to plain
   * text. Who configured one host did not agree to another.
   */
  private static boolean isTrusted(Origin from, Origin to) {
    return from.host().equalsIgnoreCase(to.host()) && (to.secure() || !from.secure());
  }

  private static boolean follows(HttpCall call, int status) {
    return switch (status) {
      case 307, 308 -> true;
      case 301, 302, 303 -> call.method().equals("GET") || call.method().equals("HEAD");
      default -> false;
    };
  }
}
