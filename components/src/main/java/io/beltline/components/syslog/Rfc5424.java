package io.beltline.components.syslog;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the syslog protocol, version 1 and later ones that look alike.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6">RFC 5424, section 6</a>
 */
final class Rfc5424 {
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_APP = 48;
  private static final int LONGEST_PROCESS = 128;
  private static final int LONGEST_ID = 32;
  private static final int LONGEST_TIME = 40;

  private Rfc5424() {}

  /**
   * Reads a message.
   *
   * @param priority what was read before; -1 if it has none
   */
  static SyslogMessage read(SyslogText in, int priority) throws MalformedSyslogException {
    int version = in.number(3);
    in.expect(' ');
    long time = 0;
    if (in.isAt('-')) {
      in.at++;
    } else {
      time = time(in);
    }
    in.expect(' ');
    String host = in.field("a hostname", LONGEST_HOST);
    in.expect(' ');
    String app = in.field("an app-name", LONGEST_APP);
    in.expect(' ');
    String process = in.field("a procid", LONGEST_PROCESS);
    in.expect(' ');
    String id = in.field("a msgid", LONGEST_ID);
    in.expect(' ');
    Map<String, Map<String, String>> data = structuredData(in);
    return new SyslogMessage(priority, version, time, host, app, process, id, data, message(in));
  }

  static long time(SyslogText in) throws MalformedSyslogException {
    int begin = in.at;
    String token = in.token();
    try {
      if (token.length() <= LONGEST_TIME) {
        OffsetDateTime time = OffsetDateTime.parse(token);
        return Math.addExact(
            Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L), time.getNano());
      }
    } catch (DateTimeException | ArithmeticException none) {
      in.at = begin;
      throw in.malformed("a time such as 2006-01-02T15:04:05.000Z");
    }
    in.at = begin;
    throw in.malformed("a time such as 2006-01-02T15:04:05.000Z");
  }

  private static @Nullable String message(SyslogText in) throws MalformedSyslogException {
    if (in.isAtEnd()) {
      return null;
    }
    in.expect(' ');
    if (in.isAt('\ufeff')) {
      in.at++;
    }
    String message = in.rest();
    return message.isEmpty() ? null : message;
  }

  private static @Nullable Map<String, Map<String, String>> structuredData(SyslogText in)
      throws MalformedSyslogException {
    if (in.isAt('-')) {
      in.at++;
      return null;
    }
    Map<String, Map<String, String>> data = new LinkedHashMap<>();
    do {
      in.expect('[');
      Map<String, String> parameters = new LinkedHashMap<>();
      int begin = in.at;
      if (data.put(name(in), parameters) != null) {
        in.at = begin;
        throw in.malformed("an SD-ID that is not there already");
      }
      while (in.isAt(' ')) {
        in.at++;
        String parameter = name(in);
        in.expect('=');
        parameters.put(parameter, value(in));
      }
      in.expect(']');
    } while (in.isAt('['));
    return data;
  }

  private static String name(SyslogText in) throws MalformedSyslogException {
    int begin = in.at;
    while (!in.isAtEnd() && isName(in.text.charAt(in.at))) {
      in.at++;
    }
    if (in.at == begin || in.at - begin > LONGEST_ID) {
      in.at = begin;
      throw in.malformed("a name of 1 to " + LONGEST_ID + " characters");
    }
    return in.text.substring(begin, in.at);
  }

  private static boolean isName(char c) {
    return SyslogText.isGraph(c) && c != '=' && c != ']' && c != '"';
  }

  private static String value(SyslogText in) throws MalformedSyslogException {
    in.expect('"');
    StringBuilder value = new StringBuilder();
    while (!in.isAtEnd() && !in.isAt('"') && !in.isAt(']')) {
      char c = in.text.charAt(in.at++);
      if (c == '\\' && (in.isAt('"') || in.isAt('\\') || in.isAt(']'))) {
        c = in.text.charAt(in.at++);
      }
      value.append(c);
    }
    in.expect('"');
    return value.toString();
  }
}
