package io.beltline.components.syslog;

import io.beltline.components.timelayout.InvalidTimeException;
import io.beltline.components.timelayout.TimeLayout;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as BSD's syslog writes them. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3164">RFC 3164</a>
 */
final class Rfc3164 {
  private static final int STAMP = "Jan _2 15:04:05".length();
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_TAG = 48;

  private final TimeLayout stamp;

  Rfc3164(ZoneId zone) {
    try {
      this.stamp = TimeLayout.go("Jan _2 15:04:05", zone, Map.of());
    } catch (InvalidTimeException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads a message.
   *
   * @param priority what was read before; -1 if it has none
   */
  SyslogMessage read(SyslogText in, int priority, long now) throws MalformedSyslogException {
    in.skipSpaces();
    long time = time(in, now);
    in.expect(' ');
    in.skipSpaces();
    String host = host(in);
    int begin = in.at;
    String tag = tag(in);
    String process = tag == null ? null : process(in);
    if (tag == null
        || !in.isAt(':')
        || in.at + 1 >= in.text.length()
        || in.text.charAt(in.at + 1) != ' ') {
      in.at = begin;
      tag = null;
      process = null;
    } else {
      in.at += 2;
    }
    if (in.isAtEnd() && tag == null) {
      throw in.malformed("a message");
    }
    return new SyslogMessage(priority, 0, time, host, tag, process, null, null, in.rest());
  }

  private long time(SyslogText in, long now) throws MalformedSyslogException {
    if (in.at < in.text.length() && SyslogText.isDigit(in.text.charAt(in.at))) {
      return Rfc5424.time(in);
    }
    int end = in.at + STAMP;
    if (end > in.text.length()) {
      throw in.malformed("a time such as Jan  2 15:04:05");
    }
    String text = in.text.substring(in.at, end);
    if (text.charAt(4) == '0') {
      text = text.substring(0, 4) + ' ' + text.substring(5);
    }
    try {
      long time = stamp.parse(text, now);
      in.at = end;
      return time;
    } catch (InvalidTimeException wrong) {
      throw in.malformed("a time such as Jan  2 15:04:05");
    }
  }

  /** The host, if the next word can be one: with a colon it belongs to the message. */
  private static @Nullable String host(SyslogText in) {
    int begin = in.at;
    String token = in.token();
    boolean visible = !token.isEmpty() && token.chars().allMatch(c -> SyslogText.isGraph((char) c));
    boolean name = token.indexOf(':') < 0 || isIpv6(token);
    if (!visible || !name || token.length() > LONGEST_HOST || in.isAtEnd()) {
      in.at = begin;
      return null;
    }
    in.skipSpaces();
    return token;
  }

  private static boolean isIpv6(String token) {
    return token.chars().filter(c -> c == ':').count() > 1
        && token.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
  }

  private static @Nullable String tag(SyslogText in) {
    int begin = in.at;
    while (!in.isAtEnd()) {
      char c = in.text.charAt(in.at);
      if (!SyslogText.isGraph(c) || c == ':' || c == '[') {
        break;
      }
      in.at++;
    }
    int length = in.at - begin;
    return length == 0 || length > LONGEST_TAG ? null : in.text.substring(begin, in.at);
  }

  private static @Nullable String process(SyslogText in) {
    if (!in.isAt('[')) {
      return null;
    }
    int close = in.text.indexOf(']', in.at);
    if (close < 0 || in.text.substring(in.at + 1, close).indexOf('[') >= 0) {
      return null;
    }
    String process = in.text.substring(in.at + 1, close);
    in.at = close + 1;
    return process;
  }
}
