package io.beltline.verification.flow;

import java.security.SecureRandom;

/** Where a test's chance comes from. */
final class Seed {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Seed() {}

  /** Another seed in each run, or that of {@code -Dbeltline.seed}; the test says which it was. */
  static long fresh() {
    return Long.getLong("beltline.seed", RANDOM.nextLong());
  }

  /** The same seed in each run of the short form. */
  static long of(long usual) {
    return Boolean.getBoolean("beltline.long") ? fresh() : usual;
  }
}
