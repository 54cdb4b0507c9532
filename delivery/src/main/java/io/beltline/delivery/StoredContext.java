package io.beltline.delivery;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Host;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a context is written to disk. The password of a sender, which basic authentication learns
 * as {@code raw}, is left out unless an authenticator of clients asks for it by that name: files
 * outlive requests, and are copied. Safe for all threads.
 */
public final class StoredContext {
  private static final String SECRET = "raw";

  private final Host host;

  /** For what a component of a host writes. */
  public StoredContext(Host host) {
    this.host = host;
  }

  /** A context without what is not to be written. */
  public Context of(Context context) {
    if (!context.auth().containsKey(SECRET) || isAskedFor()) {
      return context;
    }
    Map<String, Object> rest = new LinkedHashMap<>(context.auth());
    rest.remove(SECRET);
    return context.withAuth(rest);
  }

  /** Looked up for each request: a configuration that is loaded later may ask for it. */
  private boolean isAskedFor() {
    return host.service().extensions().stream()
        .flatMap(id -> host.extension(id).stream())
        .anyMatch(
            extension ->
                extension instanceof ClientAuthenticator authenticator && asks(authenticator));
  }

  private static boolean asks(ClientAuthenticator authenticator) {
    try {
      return authenticator.origin().attributes().contains(SECRET);
    } catch (ComponentException broken) { // and none of its requests can be sent
      return false;
    }
  }
}
