package io.beltline.transport.compression;

import io.beltline.model.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** gzip (RFC 1952) and zlib (RFC 1950) with pooled native state. */
final class DeflateCodec {
  private static final int GZIP_HEADER = 10;
  private static final int GZIP_TRAILER = 8;
  private static final int MAX_RATIO = 1032; // deflate cannot expand further
  private static final int HUFFMAN_ONLY = -2;

  private DeflateCodec() {}

  static Slice gzip(int level, List<Slice> input) {
    Libdeflate fast = level == HUFFMAN_ONLY ? null : Libdeflate.found();
    return fast == null ? gzipByJdk(level, input) : fast.gzip(level, input);
  }

  static Slice gzipByJdk(int level, List<Slice> input) {
    CRC32 crc = new CRC32();
    long total = 0;
    for (Slice slice : input) {
      crc.update(slice.array(), slice.offset(), slice.length());
      total += slice.length();
    }
    Output out = new Output(total);
    out.bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
    deflate(Natives.raw(level), input, out);
    out.littleEndian((int) crc.getValue());
    out.littleEndian((int) total);
    return out.toSlice();
  }

  static Slice zlib(int level, List<Slice> input) {
    Output out = new Output(Slice.length(input));
    deflate(Natives.zlib(level), input, out);
    return out.toSlice();
  }

  private static void deflate(Natives<Deflater> pool, List<Slice> input, Output out) {
    Deflater deflater = pool.take();
    try {
      for (Slice slice : input) {
        deflater.setInput(slice.array(), slice.offset(), slice.length());
        while (!deflater.needsInput()) {
          out.fill(deflater);
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.fill(deflater);
      }
    } finally {
      deflater.reset();
      pool.give(deflater);
    }
  }

  static void unzlib(Slice input, Sink sink) throws CompressionException {
    inflate(Natives.zlibInflaters(), input, sink, 0);
  }

  /** Decompresses every member, as gzip's own tool does. */
  static void gunzip(Slice input, Sink sink) throws CompressionException {
    Libdeflate fast = Libdeflate.found();
    if (fast == null || !gunzip(fast, input, sink)) {
      gunzipByJdk(input, sink);
    }
  }

  // false if it is more than one member or damaged: the JDK can say what it is
  private static boolean gunzip(Libdeflate fast, Slice input, Sink sink)
      throws CompressionException {
    long size = sizeHint(input);
    if (size == 0 || size > sink.left()) {
      return false;
    }
    sink.expect(size);
    if (!fast.gunzip(input, sink.array(), sink.size(), (int) size)) {
      return false;
    }
    sink.advance((int) size);
    return true;
  }

  static void gunzipByJdk(Slice input, Sink sink) throws CompressionException {
    Slice rest = input;
    do {
      int header = header(rest);
      int from = sink.size();
      Slice body = rest.slice(header, rest.length() - header);
      int used = inflate(Natives.rawInflaters(), body, sink, sizeHint(rest));
      if (body.length() - used < GZIP_TRAILER) {
        throw truncated();
      }
      CRC32 crc = new CRC32();
      crc.update(sink.array(), from, sink.size() - from);
      int at = body.offset() + used;
      if ((int) crc.getValue() != int32(body.array(), at)
          || sink.size() - from != int32(body.array(), at + 4)) {
        throw Sink.corrupt("gzip: invalid checksum");
      }
      int end = header + used + GZIP_TRAILER;
      rest = rest.slice(end, rest.length() - end);
    } while (rest.length() > 0);
  }

  private static int inflate(Natives<Inflater> pool, Slice input, Sink sink, long hint)
      throws CompressionException {
    Inflater inflater = pool.take();
    try {
      inflater.setInput(input.array(), input.offset(), input.length());
      if (hint > 0 && hint <= sink.left()) {
        sink.expect(hint);
      }
      int guess = (int) Math.min(Math.max(input.length() * 4L, 1024), Math.max(sink.left(), 1));
      while (!inflater.finished()) {
        sink.more(guess);
        int count = inflater.inflate(sink.array(), sink.size(), sink.room());
        sink.advance(count);
        sink.check();
        if (count == 0 && !inflater.finished()) {
          if (inflater.needsDictionary()) {
            throw Sink.corrupt("deflate: needs a dictionary");
          }
          throw truncated();
        }
      }
      return input.length() - inflater.getRemaining();
    } catch (DataFormatException malformed) {
      throw Sink.corrupt("deflate: " + malformed.getMessage());
    } finally {
      inflater.reset();
      pool.give(inflater);
    }
  }

  private static long sizeHint(Slice whole) {
    if (whole.length() < GZIP_HEADER + GZIP_TRAILER) {
      return 0;
    }
    long size = int32(whole.array(), whole.end() - 4) & 0xffffffffL;
    return size <= (long) whole.length() * MAX_RATIO ? size : 0;
  }

  private static int header(Slice s) throws CompressionException {
    byte[] b = s.array();
    int o = s.offset();
    if (s.length() < GZIP_HEADER) {
      throw truncated();
    }
    if ((b[o] & 0xff) != 0x1f || (b[o + 1] & 0xff) != 0x8b || b[o + 2] != 8) {
      throw Sink.corrupt("gzip: invalid header");
    }
    int flags = b[o + 3];
    int at = GZIP_HEADER;
    if ((flags & 4) != 0) {
      if (s.length() < at + 2) {
        throw truncated();
      }
      at += 2 + ((b[o + at] & 0xff) | (b[o + at + 1] & 0xff) << 8);
    }
    at = (flags & 8) != 0 ? afterZero(s, at) : at;
    at = (flags & 16) != 0 ? afterZero(s, at) : at;
    at += (flags & 2) != 0 ? 2 : 0;
    if (at > s.length()) {
      throw truncated();
    }
    return at;
  }

  private static int afterZero(Slice s, int from) throws CompressionException {
    for (int at = from; at < s.length(); at++) {
      if (s.array()[s.offset() + at] == 0) {
        return at + 1;
      }
    }
    throw truncated();
  }

  private static CompressionException truncated() {
    return Sink.corrupt("unexpected end of compressed data");
  }

  private static int int32(byte[] b, int at) {
    return (b[at] & 0xff)
        | (b[at + 1] & 0xff) << 8
        | (b[at + 2] & 0xff) << 16
        | (b[at + 3] & 0xff) << 24;
  }

  /** A growing buffer for compressed bytes. */
  private static final class Output {
    private byte[] array;
    private int size;

    Output(long input) {
      array = new byte[(int) Math.min(Math.max(64, input / 4 + 32), 1 << 20)];
    }

    void bytes(int... values) {
      for (int value : values) {
        array[size++] = (byte) value;
      }
    }

    void littleEndian(int value) {
      room(4);
      bytes(value, value >>> 8, value >>> 16, value >>> 24);
    }

    void fill(Deflater deflater) {
      room(1);
      size += deflater.deflate(array, size, array.length - size);
    }

    private void room(int count) {
      if (array.length - size < count) {
        array = Arrays.copyOf(array, array.length + Math.max(count, array.length));
      }
    }

    Slice toSlice() {
      return new Slice(array, 0, size);
    }
  }
}
