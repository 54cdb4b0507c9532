package io.beltline.receiver.filelog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Compresses for tests. */
final class Gzip {
  private Gzip() {}

  static byte[] of(String text) throws IOException {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] of(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
