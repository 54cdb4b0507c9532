package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of bytes, of headers together with the journal's salt. */
final class Checksum {
  private Checksum() {}

  static int of(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /** Of bytes that only this journal can have written. */
  static int salted(long salt, byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, salt));
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  static int of(Payload payload) {
    CRC32C crc = new CRC32C();
    for (Slice chunk : payload.chunks()) {
      crc.update(chunk.array(), chunk.offset(), chunk.length());
    }
    return (int) crc.getValue();
  }
}
