package io.beltline.components.tailing;

import java.io.IOException;

/** The bytes of a file, decompressed where it is compressed. One thread at a time. */
interface Content extends AutoCloseable {

  /**
   * Reads at a position.
   *
   * @return how many bytes were read; 0 or less at the end of what there is
   */
  int read(long position, byte[] into, int at, int length) throws IOException;

  /**
   * Takes bytes that were read last and will be read first the next time, where going back is dear.
   *
   * @param offset where the first of them stands
   */
  default void keep(byte[] bytes, int from, int to, long offset) {}

  /** Whether what there is ends in the middle, so that the rest has to come. */
  default boolean isCut() {
    return false;
  }

  /** The size of the file as it stands on the disk. */
  long size() throws IOException;

  @Override
  void close() throws IOException;
}
