package io.beltline.components.tailing;

import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/**
 * The header of a member of a gzip file.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, 2.3</a>
 */
final class GzipHeader {
  private static final int FIXED = 10;
  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private GzipHeader() {}

  /**
   * How long the header at a buffer's position is; it stays there.
   *
   * @return 0 if not all of it is there yet
   * @throws ZipException if it is none
   */
  static int length(ByteBuffer bytes) throws ZipException {
    int start = bytes.position();
    int there = bytes.remaining();
    demand(there < 1 || bytes.get(start) == 0x1f);
    demand(there < 2 || bytes.get(start + 1) == (byte) 0x8b);
    demand(there < 3 || bytes.get(start + 2) == 8);
    if (there < FIXED) {
      return 0;
    }
    int flags = bytes.get(start + 3);
    demand((flags & RESERVED) == 0);
    int at = start + FIXED;
    if ((flags & EXTRA) != 0) {
      if (at + 2 > bytes.limit()) {
        return 0;
      }
      at += 2 + (bytes.getShort(at) & 0xffff);
    }
    at = (flags & NAME) != 0 ? behindZero(bytes, at) : at;
    at = (flags & COMMENT) != 0 ? behindZero(bytes, at) : at;
    at += (flags & 2) != 0 ? CHECKSUM : 0;
    return at > bytes.limit() ? 0 : at - start;
  }

  private static int behindZero(ByteBuffer bytes, int from) {
    int at = from;
    while (at < bytes.limit() && bytes.get(at) != 0) {
      at++;
    }
    return at < bytes.limit() ? at + 1 : bytes.limit() + 1;
  }

  private static void demand(boolean holds) throws ZipException {
    if (!holds) {
      throw new ZipException("no gzip: a member begins otherwise");
    }
  }
}
