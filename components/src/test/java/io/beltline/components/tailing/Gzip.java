package io.beltline.components.tailing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Compresses for tests. */
public final class Gzip {
  private Gzip() {}

  /** A gzip file of some bytes. */
  public static byte[] of(String text) throws IOException {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A gzip file of some bytes. */
  public static byte[] of(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
