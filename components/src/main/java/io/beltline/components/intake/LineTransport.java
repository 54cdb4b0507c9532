package io.beltline.components.intake;

import io.beltline.config.Key;

/** What lines come over, as users name it. */
public enum LineTransport {
  @Key("udp")
  UDP,
  @Key("udp4")
  UDP4,
  @Key("udp6")
  UDP6,
  @Key("tcp")
  TCP,
  @Key("tcp4")
  TCP4,
  @Key("tcp6")
  TCP6,
  @Key("unixgram")
  UNIXGRAM;

  /** The word for it in metrics, whatever the address. */
  public String word() {
    return switch (this) {
      case UDP, UDP4, UDP6 -> "udp";
      case TCP, TCP4, TCP6 -> "tcp";
      case UNIXGRAM -> "unixgram";
    };
  }
}
