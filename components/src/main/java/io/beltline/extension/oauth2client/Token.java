package io.beltline.extension.oauth2client;

import java.time.Duration;

/**
 * A token and how long it is good.
 *
 * @param headerValue what stands in the header
 * @param renewAt when to ask for the next, by {@code nanoTime}
 * @param overAt when it ends, by {@code nanoTime}; of no meaning if it never does
 * @param endless true if the endpoint named no end
 * @param askedAt when it was asked for, by {@code nanoTime}
 * @param refused true if a server did not take it
 */
record Token(
    String headerValue, long renewAt, long overAt, boolean endless, long askedAt, boolean refused) {

  static Token of(String type, String value, long expiresInSeconds, Duration buffer, long now) {
    String scheme = type.isEmpty() || type.equalsIgnoreCase("bearer") ? "Bearer" : type;
    String header = scheme + " " + value;
    if (expiresInSeconds <= 0) {
      return new Token(header, 0, 0, true, now, false);
    }
    Duration life =
        Duration.ofSeconds(Math.min(expiresInSeconds, Duration.ofDays(365).toSeconds()));
    Duration early = buffer.compareTo(life) < 0 ? buffer : life.dividedBy(2);
    return new Token(
        header, now + life.minus(early).toNanos(), now + life.toNanos(), false, now, false);
  }

  boolean isToRenew(long now) {
    return refused || (!endless && now - renewAt >= 0);
  }

  /** The same token, which is to be renewed now. */
  Token asRefused() {
    return new Token(headerValue, renewAt, overAt, endless, askedAt, true);
  }

  boolean isOver(long now) {
    return !endless && now - overAt >= 0;
  }

  @Override
  public String toString() {
    return endless ? "Token[endless]" : "Token[renewAt=" + renewAt + "]";
  }
}
