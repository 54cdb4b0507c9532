package io.beltline.components.syslog;

/** How messages are written. */
public enum SyslogProtocol {
  /** As BSD's syslog did. */
  RFC3164,
  /** The syslog protocol. */
  RFC5424,
  /** In no known form: all is the message, and a priority in front of it is read. */
  NONE
}
