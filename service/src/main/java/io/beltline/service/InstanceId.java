package io.beltline.service;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What {@code service.instance.id} is when nobody says: a random UUID, version 4. */
final class InstanceId {
  private static final Path SYSTEM = Path.of("/dev/urandom");

  private InstanceId() {}

  /**
   * A new one. Read from the operating system directly where that is possible: the Java platform's
   * secure generator takes as long to begin as reading the configuration.
   */
  static String random() {
    try (InputStream random = Files.newInputStream(SYSTEM)) {
      DataInputStream in = new DataInputStream(random);
      return of(in.readLong(), in.readLong()).toString();
    } catch (IOException none) {
      return UUID.randomUUID().toString();
    }
  }

  /** Marks 128 bits as a random UUID (RFC 9562, 5.4). */
  static UUID of(long high, long low) {
    return new UUID(
        (high & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000, (low & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE);
  }
}
