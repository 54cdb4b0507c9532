package io.beltline.components.syslog;

import io.beltline.components.lines.Splitter;

/**
 * Divides a stream in which each message begins with its length. Where no length stands, what comes
 * up to the end of the line is passed on as it is, and the next is looked for behind it. Of one
 * stream.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6587#section-3.4.1">RFC 6587, section 3.4.1</a>
 */
public final class OctetSplitter implements Splitter {
  private static final int DIGITS = 9;

  /** How much of an entry without a length is known to have no end. */
  private int scanned;

  /** A splitter. */
  public OctetSplitter() {}

  @Override
  public int split(byte[] bytes, int from, int to, boolean last, Taker taker)
      throws InterruptedException {
    int at = from;
    while (at < to) {
      int end = end(bytes, at, to);
      if (end < 0 || end > to) {
        break;
      }
      scanned = 0;
      taker.take(at, end, end);
      at = end;
    }
    if (last && at < to) {
      taker.take(at, to, to);
      at = to;
    }
    return at;
  }

  /** Where a message ends, -1 if that is not known yet. */
  private int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBreak(bytes[at])) {
      at++;
    }
    long length = 0;
    int begin = at;
    while (at < to && at - begin < DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
      length = 10 * length + bytes[at++] - '0';
    }
    if (at == to) {
      return -1;
    }
    if (at > begin && bytes[begin] != '0' && bytes[at] == ' ') {
      return (int) (at + 1 + length);
    }
    at = Math.max(at, Math.min(from + scanned, to));
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    scanned = at - from;
    return at == to ? -1 : at + 1;
  }

  private static boolean isBreak(byte b) {
    return b == '\n' || b == '\r';
  }
}
