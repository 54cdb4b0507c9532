package io.beltline.api;

import java.util.List;
import java.util.Map;

/**
 * Decides whether an incoming request may pass ({@code auth::authenticator} of a receiver). Safe
 * for all threads.
 */
public interface ServerAuthenticator {

  /** Judges a request by its headers (lower-case names). Must not block for long. */
  Outcome authenticate(Metadata headers);

  /**
   * The headers it reads passwords or tokens from, in any case. They are not written to disk unless
   * they are sent on; {@code authorization}, {@code proxy-authorization} and {@code cookie} need
   * not be among them.
   */
  default List<String> secretHeaders() {
    return List.of();
  }

  /** What was decided. */
  sealed interface Outcome {

    /**
     * May pass.
     *
     * @param attributes what was learned about the sender ({@code subject}, {@code membership},
     *     ...)
     */
    record Granted(Map<String, Object> attributes) implements Outcome {}

    /**
     * May not.
     *
     * @param message why, in words for the sender, without secrets
     * @param challenge the {@code WWW-Authenticate} header to answer with, empty for none
     */
    record Denied(String message, String challenge) implements Outcome {}
  }
}
