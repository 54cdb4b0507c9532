package io.beltline.components.syslog;

import io.beltline.components.lines.Splitter;

/**
 * Divides a stream in which each message begins with its length. Where no length stands, what comes
 * up to the end of the line is passed on as it is, and the next is looked for behind it. Line ends
 * between messages are left out. When a message was cut because it is too long, the next is looked
 * for behind the rest of it. Of one stream.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6587#section-3.4.1">RFC 6587, section 3.4.1</a>
 */
public final class OctetSplitter implements Splitter {
  private static final int DIGITS = 9;
  private static final int UNKNOWN = -1;

  /** How long the message at the front is, if that is known. */
  private int open = UNKNOWN;

  /** Whether the front is within a message: behind a cut. */
  private boolean within;

  /** How much of an entry without a length is known to have no end. */
  private int scanned;

  /** A splitter. */
  public OctetSplitter() {}

  @Override
  public int split(byte[] bytes, int from, int to, boolean last, Taker taker)
      throws InterruptedException {
    int at = from;
    while (at < to) {
      if (!within && isBreak(bytes[at])) {
        at++;
        continue;
      }
      int end = end(bytes, at, to);
      if (end < 0 || end > to) {
        break;
      }
      int start = at;
      at = end;
      begin(); // first: who takes it may be interrupted, and what follows is read on
      taker.take(start, end, end);
    }
    if (last && at < to) {
      taker.take(at, to, to);
      at = to;
    }
    return at;
  }

  @Override
  public void cut(int bytes) {
    scanned = Math.max(0, scanned - bytes);
    if (open > bytes) {
      open -= bytes;
      within = true;
    } else if (open == UNKNOWN) {
      within = true;
    } else {
      begin();
    }
  }

  private void begin() {
    open = UNKNOWN;
    within = false;
    scanned = 0;
  }

  /** Where a message ends, negative if that is not known yet. */
  private int end(byte[] bytes, int from, int to) {
    if (open == UNKNOWN && !within) {
      int begin = counted(bytes, from, to);
      if (begin == to) {
        return UNKNOWN; // there may be more digits
      }
    }
    return open == UNKNOWN ? lineEnd(bytes, from, to) : from + open;
  }

  /** Reads the length in front of a message, if there is one; returns where reading ended. */
  private int counted(byte[] bytes, int from, int to) {
    long length = 0;
    int at = from;
    while (at < to && at - from < DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
      length = 10 * length + bytes[at++] - '0';
    }
    if (at < to && at > from && bytes[from] != '0' && bytes[at] == ' ') {
      open = (int) (at + 1 - from + length);
    }
    return at;
  }

  private int lineEnd(byte[] bytes, int from, int to) {
    int at = Math.min(from + scanned, to);
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    scanned = at - from;
    return at == to ? UNKNOWN : at + 1;
  }

  private static boolean isBreak(byte b) {
    return b == '\n' || b == '\r';
  }
}
