package io.beltline.delivery.journal;

import java.io.IOException;

/** Closes several things although one of them fails. */
final class Closing {
  private Closing() {}

  /** Closes all; throws the first failure with the others. */
  static void all(Iterable<? extends AutoCloseable> things) throws IOException {
    IOException first = null;
    for (AutoCloseable thing : things) {
      try {
        thing.close();
      } catch (Exception failed) { // the interface allows any
        if (first == null) {
          first = new IOException(failed.toString(), failed);
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Closes after a failure, which gets what goes wrong. */
  static void quietly(AutoCloseable thing, Throwable cause) {
    try {
      thing.close();
    } catch (Exception failed) { // the interface allows any
      cause.addSuppressed(failed);
    }
  }
}
