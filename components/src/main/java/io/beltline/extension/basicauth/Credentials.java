package io.beltline.extension.basicauth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What an Authorization header of the scheme {@code Basic} says. */
@SuppressWarnings("ArrayRecordComponent") // made once and taken apart, never compared
record Credentials(String username, byte[] password, String raw) {
  private static final String SCHEME = "Basic ";

  /**
   * Reads a header value.
   *
   * @throws IllegalArgumentException if it is of another scheme or malformed; the message is fit
   *     for the sender
   */
  static Credentials parse(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new IllegalArgumentException("invalid authorization scheme prefix");
    }
    String raw = header.substring(SCHEME.length());
    byte[] pair;
    try {
      pair = Base64.getDecoder().decode(raw);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("invalid authorization format", malformed);
    }
    for (int i = 0; i < pair.length; i++) {
      if (pair[i] == ':') {
        return new Credentials(
            new String(pair, 0, i, StandardCharsets.UTF_8),
            Arrays.copyOfRange(pair, i + 1, pair.length),
            raw);
      }
    }
    throw new IllegalArgumentException("invalid authorization format");
  }

  @Override
  public String toString() {
    return username; // the rest is secret
  }
}
