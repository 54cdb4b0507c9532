package io.beltline.delivery.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a record's payload.
 *
 * <p>A header is valid only at its own position and with the salt of its journal, so that the copy
 * of a record inside a payload is never taken for a record.
 *
 * @param kind what follows
 * @param length bytes of the header itself
 * @param payloadLength bytes of the payload, wherever it is
 * @param payloadCrc CRC32C of the payload
 * @param sequence the record's number; of a seal, the number the next record will have
 * @param position where the header starts in the journal
 * @param promised the last number that was reported as kept before this was written
 * @param itemsBefore items of all records before
 * @param items items of this record
 * @param size what the record fills of its queue
 * @param payloadPosition where the payload starts in the journal
 * @param queue the queue's name
 * @param meta the appender's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecordHeader(
    Kind kind,
    int length,
    int payloadLength,
    int payloadCrc,
    long sequence,
    long position,
    long promised,
    long itemsBefore,
    int items,
    long size,
    long payloadPosition,
    String queue,
    byte[] meta) {

  static final int MAGIC = 0xB17C0A01; // the last byte is the version of the format
  static final int FIXED = 80;
  static final int MAX_META = 1 << 20;
  static final int LONGEST = MAX_META + (64 << 10);
  static final int MAX_PAYLOAD = 1 << 30;

  /** What a record is. */
  enum Kind {
    /** The payload follows the header. */
    DATA(1),
    /** The payload stands somewhere else. */
    REFERENCE(2),
    /** Nothing follows: the end of a segment that was finished. */
    SEAL(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    static Kind of(int code) {
      return switch (code) {
        case 1 -> DATA;
        case 2 -> REFERENCE;
        case 3 -> SEAL;
        default -> throw new IllegalArgumentException("kind " + code); // the checksum was right
      };
    }
  }

  /** The length of a header. */
  static int length(byte[] queue, byte[] meta) {
    return FIXED + queue.length + meta.length;
  }

  /** Bytes of the payload that follow the header. */
  int inline() {
    return kind == Kind.DATA ? payloadLength : 0;
  }

  /** Where the next header starts. */
  long end() {
    return position + length + inline();
  }

  /** The same at another place. */
  RecordHeader at(long newPosition, long newPayloadPosition) {
    return new RecordHeader(
        kind,
        length,
        payloadLength,
        payloadCrc,
        sequence,
        newPosition,
        promised,
        itemsBefore,
        items,
        size,
        newPayloadPosition,
        queue,
        meta);
  }

  /** The bytes. */
  byte[] encode(long salt) {
    byte[] name = queue.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[length];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.putInt(MAGIC).putInt(length).putInt(payloadLength).putInt(payloadCrc);
    out.putLong(sequence).putLong(position).putLong(promised).putLong(itemsBefore);
    out.putInt(items).putLong(size).putLong(payloadPosition);
    out.putInt(kind.code).putInt(name.length).put(name).put(meta);
    out.putInt(Checksum.salted(salt, bytes, 0, length - 4));
    return bytes;
  }

  /** The length a header at an offset claims to have, or -1 if there is certainly none. */
  static int claimedLength(byte[] bytes, int offset, int available) {
    if (available < FIXED) {
      return -1;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int length = in.getInt(offset + 4);
    return in.getInt(offset) == MAGIC && length >= FIXED && length <= LONGEST ? length : -1;
  }

  /** The header at an offset, which is a position in a journal, or null if there is none. */
  static @Nullable RecordHeader decode(
      byte[] bytes, int offset, int available, long position, long salt) {
    int length = claimedLength(bytes, offset, available);
    if (length < 0 || length > available) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    if (in.getInt(offset + length - 4) != Checksum.salted(salt, bytes, offset, length - 4)
        || in.getLong(offset + 24) != position) {
      return null;
    }
    int payloadLength = in.getInt(offset + 8);
    int payloadCrc = in.getInt(offset + 12);
    in.position(offset + 16);
    long sequence = in.getLong();
    in.getLong();
    long promised = in.getLong();
    long itemsBefore = in.getLong();
    int items = in.getInt();
    long size = in.getLong();
    long payloadPosition = in.getLong();
    Kind kind = Kind.of(in.getInt());
    byte[] name = new byte[in.getInt()];
    in.get(name);
    byte[] meta = new byte[length - FIXED - name.length];
    in.get(meta);
    return new RecordHeader(
        kind,
        length,
        payloadLength,
        payloadCrc,
        sequence,
        position,
        promised,
        itemsBefore,
        items,
        size,
        payloadPosition,
        new String(name, StandardCharsets.UTF_8),
        meta);
  }
}
