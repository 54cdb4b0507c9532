package io.beltline.components.syslog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message says. What it does not say is null.
 *
 * @param priority facility and severity as they are written, 0 to 191; -1 if it has none
 * @param version the version of RFC 5424; 0 for other messages
 * @param unixNanos its time in nanoseconds since 1970-01-01T00:00:00Z; 0 if it has none
 * @param hostname who wrote it
 * @param appname the program
 * @param procId the process
 * @param msgId the kind of message
 * @param structuredData parameters by element
 * @param message its text
 */
public record SyslogMessage(
    int priority,
    int version,
    long unixNanos,
    @Nullable String hostname,
    @Nullable String appname,
    @Nullable String procId,
    @Nullable String msgId,
    @Nullable Map<String, Map<String, String>> structuredData,
    @Nullable String message) {

  /** The facility, 0 to 23; of a message with a priority. */
  public int facility() {
    return priority >> 3;
  }

  /** The severity of syslog, 0 to 7; of a message with a priority. */
  public int severity() {
    return priority & 7;
  }
}
