package io.beltline.benchmarks.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The frames of HTTP/2, as far as gRPC needs them (RFC 9113). */
final class Frames {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;
  static final int PRIORITY = 32;

  static final int HEAD = 9;
  static final int LARGEST = 16_384;
  static final int FIRST_WINDOW = 65_535;
  static final int INITIAL_WINDOW_SIZE = 4;
  static final int MAX_CONCURRENT_STREAMS = 3;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CONNECTION_WINDOW = 1 << 30;

  private Frames() {}

  static int prefaceLength() {
    return PREFACE.length;
  }

  static ByteBuffer head(ByteBuffer out, int length, int type, int flags, int stream) {
    return out.put((byte) (length >>> 16))
        .putShort((short) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream);
  }

  /** What a client says first: it never needs to widen a window again. */
  static ByteBuffer clientHello() {
    ByteBuffer out = ByteBuffer.allocate(256).put(PREFACE);
    head(out, 0, SETTINGS, 0, 0);
    return windowUpdate(out, CONNECTION_WINDOW).flip();
  }

  /** What a server says first. */
  static ByteBuffer serverHello(int streamWindow, int streams) {
    ByteBuffer out = ByteBuffer.allocate(256);
    head(out, 12, SETTINGS, 0, 0);
    out.putShort((short) INITIAL_WINDOW_SIZE).putInt(streamWindow);
    out.putShort((short) MAX_CONCURRENT_STREAMS).putInt(streams);
    return windowUpdate(out, CONNECTION_WINDOW).flip();
  }

  /** Widens the window of the connection. */
  static ByteBuffer windowUpdate(ByteBuffer out, int by) {
    return head(out, 4, WINDOW_UPDATE, 0, 0).putInt(by);
  }

  static ByteBuffer settingsAck() {
    return head(ByteBuffer.allocate(HEAD), 0, SETTINGS, ACK, 0).flip();
  }

  static ByteBuffer pong(ByteBuffer ping) {
    return head(ByteBuffer.allocate(HEAD + 8), 8, PING, ACK, 0).put(ping).flip();
  }
}
