package io.beltline.api;

import java.util.List;

/**
 * Adds credentials to outgoing requests ({@code auth::authenticator} of an exporter). Safe for all
 * threads.
 */
public interface ClientAuthenticator {

  /**
   * The headers to set on a request, replacing any of the same name. Called for every attempt; must
   * not block for long.
   */
  List<Header> headers(Context context);

  /** A header. */
  record Header(String name, String value) {}
}
