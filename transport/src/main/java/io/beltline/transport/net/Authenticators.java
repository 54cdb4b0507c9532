package io.beltline.transport.net;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.ServerAuthenticator;

/** Finds authenticators among the running extensions. */
public final class Authenticators {
  private Authenticators() {}

  /** The authenticator of a server. */
  public static ServerAuthenticator server(Host host, String id) {
    if (find(host, id) instanceof ServerAuthenticator found) {
      return found;
    }
    throw new ComponentException(
        "auth::authenticator: \"" + id + "\" does not authenticate servers' requests");
  }

  /** The authenticator of a client. */
  public static ClientAuthenticator client(Host host, String id) {
    if (find(host, id) instanceof ClientAuthenticator found) {
      return found;
    }
    throw new ComponentException(
        "auth::authenticator: \"" + id + "\" does not authenticate clients' requests");
  }

  private static Extension find(Host host, String id) {
    ComponentId parsed;
    try {
      parsed = ComponentId.parse(id);
    } catch (IllegalArgumentException malformed) {
      throw new ComponentException("auth::authenticator: " + malformed.getMessage(), malformed);
    }
    return host.extension(parsed)
        .orElseThrow(
            () ->
                new ComponentException(
                    "auth::authenticator: failed to resolve authenticator \""
                        + id
                        + "\": authenticator not found (expected: an extension named in"
                        + " service::extensions)"));
  }
}
