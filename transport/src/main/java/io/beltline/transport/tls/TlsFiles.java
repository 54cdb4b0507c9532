package io.beltline.transport.tls;

import java.util.concurrent.atomic.AtomicLong;

/** The files that TLS is read from, of the whole process. Safe for all threads. */
public final class TlsFiles {
  private static final AtomicLong CHANGES = new AtomicLong();

  private TlsFiles() {}

  /**
   * Says that files may have changed: each is read again when it is next needed, whatever its
   * interval. One that cannot be used is warned of, and what was read before stays in use.
   */
  public static void readAgain() {
    CHANGES.incrementAndGet();
  }

  /** Grows with every call of {@link #readAgain}. */
  static long changes() {
    return CHANGES.get();
  }
}
