package io.beltline.delivery.journal;

import java.io.IOException;

/**
 * An open file, read and written at positions.
 *
 * <p>Safe for many readers beside one writer. An interrupted thread neither closes it nor is kept
 * from using it.
 */
public interface JournalFile extends AutoCloseable {

  /** The size in bytes. */
  long size() throws IOException;

  /**
   * Reads as much as there is, up to a number of bytes.
   *
   * @return how many bytes were read; fewer than asked for only at the end of the file
   */
  int read(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * Writes all bytes or throws; a part may then have been written. The operating system has them on
   * return, the disk after {@link #force}.
   */
  void write(long position, byte[] source, int offset, int length) throws IOException;

  /**
   * Returns when the disk has all that was written.
   *
   * @throws IOException if that is not certain; what was written since the last success must then
   *     be taken for lost, even if a later call succeeds
   */
  void force() throws IOException;

  /** Cuts the file. */
  void truncate(long size) throws IOException;

  @Override
  void close() throws IOException;
}
