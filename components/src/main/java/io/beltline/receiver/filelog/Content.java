package io.beltline.receiver.filelog;

import java.io.IOException;

/** The bytes of a file, decompressed where it is compressed. One thread at a time. */
interface Content extends AutoCloseable {

  /**
   * Reads at a position.
   *
   * @return how many bytes were read; 0 or less at the end of what there is
   */
  int read(long position, byte[] into, int at, int length) throws IOException;

  /** The size of the file as it stands on the disk. */
  long size() throws IOException;

  @Override
  void close() throws IOException;
}
