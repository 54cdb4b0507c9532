package io.beltline.extension.filestorage;

import io.beltline.api.KeyValueStore.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a store: a header, then records, each the changes of one {@code apply}.
 *
 * <p>A record carries the salt of its file and a number that only grows, so that the copy of a
 * record inside a value is never taken for a record when a damaged file is searched.
 */
final class LogFormat {
  static final int FILE_HEADER = 24;
  static final int RECORD_HEADER = 32;
  static final int MARKER = 0x8BE17C0D;
  static final int VERSION = 1;

  /** A record never exceeds this, so that neither does the memory to read one. */
  static final int MAX_PAYLOAD = 256 << 20;

  private static final long MAGIC = 0x42454C544B560A1AL; // "BELTKV", newline, end of text
  private static final int CHANGE_HEADER = 13;
  private static final byte SET = 1;
  private static final byte REMOVE = 2;

  private LogFormat() {}

  static byte[] fileHeader(long salt) {
    byte[] bytes = new byte[FILE_HEADER];
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.putLong(MAGIC).putInt(VERSION).putLong(salt);
    header.putInt(crc(bytes, 0, FILE_HEADER - 4));
    return bytes;
  }

  /** The version and salt of a file header, or null if the bytes are none. */
  static @Nullable FileHeader readFileHeader(byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.getLong() != MAGIC
        || header.getInt(FILE_HEADER - 4) != crc(bytes, 0, FILE_HEADER - 4)) {
      return null;
    }
    return new FileHeader(header.getInt(), header.getLong());
  }

  /** A whole record. */
  static byte[] record(long salt, long number, List<Change> changes) throws IOException {
    long length = 0;
    for (Change change : changes) {
      length += size(change);
    }
    if (length > MAX_PAYLOAD) {
      throw new IOException(
          "a change of " + length + " bytes is too large (limit: " + MAX_PAYLOAD + ")");
    }
    byte[] bytes = new byte[RECORD_HEADER + (int) length];
    ByteBuffer out = ByteBuffer.wrap(bytes).position(RECORD_HEADER);
    for (Change change : changes) {
      byte[] key = change.key().getBytes(StandardCharsets.UTF_8);
      byte[] value = change.value();
      byte[] stored = value == null ? new byte[0] : value;
      out.put(value == null ? REMOVE : SET).putInt(key.length).putInt(stored.length);
      out.putInt(crc(stored, 0, stored.length)).put(key).put(stored);
    }
    out.position(0).putInt(MARKER).putLong(salt).putLong(number).putInt((int) length);
    out.putInt(crc(bytes, 0, 24)).putInt(crc(bytes, RECORD_HEADER, (int) length));
    return bytes;
  }

  /** The header of a record that starts at an offset, or null if the bytes are none. */
  static @Nullable RecordHeader readRecordHeader(byte[] bytes, int offset) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.getInt(offset) != MARKER || header.getInt(offset + 24) != crc(bytes, offset, 24)) {
      return null;
    }
    int length = header.getInt(offset + 20);
    return length < 0 || length > MAX_PAYLOAD
        ? null
        : new RecordHeader(
            header.getLong(offset + 4),
            header.getLong(offset + 12),
            length,
            header.getInt(offset + 28));
  }

  /** Hands over the changes of a payload whose checksum was right. */
  static void readChanges(byte[] payload, long position, ChangeVisitor visitor) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    while (in.hasRemaining()) {
      byte operation = in.get();
      int keyLength = in.getInt();
      int valueLength = in.getInt();
      int valueCrc = in.getInt();
      String key = new String(payload, in.position(), keyLength, StandardCharsets.UTF_8);
      int value = in.position() + keyLength;
      visitor.change(
          key, operation == SET ? new Place(position + value, valueLength, valueCrc) : null);
      in.position(value + valueLength);
    }
  }

  /** The bytes a change takes in a record. */
  static long size(Change change) {
    byte[] value = change.value();
    return size(change.key(), value == null ? 0 : value.length);
  }

  static long size(String key, int valueLength) {
    return CHANGE_HEADER + (long) key.getBytes(StandardCharsets.UTF_8).length + valueLength;
  }

  static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  record FileHeader(int version, long salt) {}

  record RecordHeader(long salt, long number, int length, int crc) {}

  /** Where a value is. */
  record Place(long position, int length, int crc) {}

  /** Takes changes; a null place removes the key. */
  @FunctionalInterface
  interface ChangeVisitor {
    void change(String key, @Nullable Place place);
  }
}
