package io.beltline.components.documents;

import java.util.Arrays;

/** The keys of a document behind one another, each a path with dots. One thread. */
final class PathBuffer {
  private byte[] bytes = new byte[1024];
  private int end;

  /** Where the next path begins. */
  int end() {
    return end;
  }

  /** Takes back what stands behind a place. */
  void cut(int to) {
    end = to;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** Takes back what stands behind a place and gives it. */
  byte[] take(int from) {
    byte[] taken = copy(from, end);
    end = from;
    return taken;
  }

  /** Appends a step to the path that begins somewhere, with a dot in between. */
  void append(byte[] utf8, int pathFrom) {
    append(utf8, 0, utf8.length, pathFrom);
  }

  /** Appends a step to the path that begins somewhere, with a dot in between. */
  void append(byte[] utf8, int from, int to, int pathFrom) {
    if (!Utf8.isValid(utf8, from, to)) {
      byte[] mended = Utf8.mend(utf8, from, to);
      append(mended, 0, mended.length, pathFrom);
      return;
    }
    int length = to - from;
    if (bytes.length - end < length + 1) {
      bytes = Arrays.copyOf(bytes, Math.max(end + length + 1, 2 * bytes.length));
    }
    if (end > pathFrom) {
      bytes[end++] = '.';
    }
    System.arraycopy(utf8, from, bytes, end, length);
    end += length;
  }
}
