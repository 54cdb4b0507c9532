package io.beltline.components.syslog;

/** Reads messages of one format. Safe for all threads. */
public final class SyslogParser {
  private final SyslogFormat format;
  private final SyslogProtocol protocol;
  private final Rfc3164 rfc3164;

  /** A parser; the format is without problems. */
  public SyslogParser(SyslogFormat format) {
    SyslogProtocol written = format.protocol();
    if (written == null) {
      throw new IllegalStateException("not validated");
    }
    this.format = format;
    this.protocol = written;
    this.rfc3164 = new Rfc3164(format.zone());
  }

  /**
   * Reads a message, with its length in front where the format has it.
   *
   * @param now the present in nanoseconds since 1970-01-01T00:00:00Z, for times without a year
   * @throws MalformedSyslogException if it is none
   */
  public SyslogMessage parse(String text, long now) throws MalformedSyslogException {
    SyslogText in = new SyslogText(unframed(text), 0);
    if (format.enableOctetCounting()) {
      skipLength(in);
    }
    if (protocol == SyslogProtocol.NONE) {
      return unknown(in);
    }
    int priority = format.allowSkipPriHeader() && !in.isAt('<') ? -1 : in.priority();
    return protocol == SyslogProtocol.RFC5424
        ? Rfc5424.read(in, priority)
        : rfc3164.read(in, priority, now);
  }

  /** Without what ends a message in a stream. */
  private String unframed(String text) {
    int end = text.length();
    boolean octets = format.enableOctetCounting();
    while (!octets && end > 0 && isTrailer(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isTrailer(char c) {
    return c == '\n' || c == '\r' || c == '\0';
  }

  private void skipLength(SyslogText in) throws MalformedSyslogException {
    int begin = in.at;
    boolean counted = !in.isAtEnd() && SyslogText.isDigit(in.text.charAt(0)) && !in.isAt('0');
    if (!counted && protocol == SyslogProtocol.NONE) {
      return;
    }
    int length = in.number(9);
    if (protocol == SyslogProtocol.NONE && !in.isAt(' ')) {
      in.at = begin;
      return;
    }
    in.expect(' ');
    if (length > format.longest()) {
      throw new MalformedSyslogException("a length of at most " + format.longest(), begin);
    }
  }

  /** All of it, whatever it is; a priority in front stays. */
  private static SyslogMessage unknown(SyslogText in) {
    int begin = in.at;
    int priority = -1;
    try {
      priority = in.priority();
    } catch (MalformedSyslogException none) {
      in.at = begin; // then it has none
    }
    in.at = begin;
    return new SyslogMessage(priority, 0, 0, null, null, null, null, null, in.rest());
  }
}
