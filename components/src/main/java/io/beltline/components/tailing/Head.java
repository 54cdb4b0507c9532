package io.beltline.components.tailing;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The first bytes of a file, by length and hash.
 *
 * @param length how many
 * @param hash their hash
 */
record Head(int length, long hash) {
  /** Of a file without content. */
  static final Head EMPTY = new Head(0, TailHash.of(new byte[0], 0, 0));

  /** Reads the first bytes, as many as there are up to a limit, or up to where it is damaged. */
  static Head of(Content content, int limit) throws IOException {
    byte[] bytes = new byte[limit];
    int have = 0;
    try {
      for (int read = 1; read > 0 && have < limit; have += Math.max(0, read)) {
        read = content.read(have, bytes, have, limit - have);
      }
    } catch (ZipException damaged) {
      return new Head(have, TailHash.of(bytes, 0, have)); // told when it is read
    }
    return new Head(have, TailHash.of(bytes, 0, have));
  }

  /** Whether content begins so, and has what stands before a mark. */
  boolean isOf(Content content, Mark mark) throws IOException {
    byte[] first = bytes(content, 0, length);
    if (first.length < length || TailHash.of(first, 0, length) != hash) {
      return false;
    }
    return fit(content, mark) == Fit.SAME;
  }

  /** How content stands to a mark. */
  enum Fit {
    /** It has what stands before the mark. */
    SAME,
    /** It ends before the mark. */
    ENDS,
    /** Something else stands there. */
    OTHER
  }

  /** Compares content with what stands before a mark. */
  static Fit fit(Content content, Mark mark) throws IOException {
    byte[] before = bytes(content, mark.offset() - mark.window(), mark.window());
    if (before.length < mark.window()) {
      return Fit.ENDS;
    }
    return TailHash.of(before, 0, before.length) == mark.hash() ? Fit.SAME : Fit.OTHER;
  }

  private static byte[] bytes(Content content, long from, int wanted) throws IOException {
    byte[] bytes = new byte[wanted];
    int have = 0;
    while (have < wanted) {
      int read = content.read(from + have, bytes, have, wanted - have);
      if (read <= 0) {
        return Arrays.copyOf(bytes, have);
      }
      have += read;
    }
    return bytes;
  }
}
