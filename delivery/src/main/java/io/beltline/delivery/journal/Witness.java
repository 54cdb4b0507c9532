package io.beltline.delivery.journal;

import java.io.IOException;

/** Tells damage of a file from a disk that is away. */
@FunctionalInterface
interface Witness {
  /**
   * Makes sure that the disk answers although a part of a file cannot be read.
   *
   * @throws IOException if it does not
   */
  void hear(JournalFile file) throws IOException;
}
