package io.beltline.benchmarks.wire;

import io.beltline.model.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One connection of a gRPC sink. Never reads headers: what comes is told by the data. */
final class GrpcSession {
  private static final int STREAM_WINDOW = 64 << 20;
  private static final int WIDEN_AFTER = 1 << 28;
  private static final int PREFIX = 5;

  /** {@code :status: 200} and {@code content-type: application/grpc}, which enters the table. */
  private static final byte[] FIRST_HEADERS = block(0x88, 0x5f, "application/grpc");

  private static final byte[] FIRST_TRAILERS = trailers();
  private static final byte[] HEADERS = {(byte) 0x88, (byte) (0x80 | 63)};
  private static final byte[] TRAILERS = {(byte) (0x80 | 62)};

  private final SocketChannel channel;
  private final Arrivals arrivals;
  private final int streams;
  private final FrameReader reader;
  private final Map<Integer, Body> bodies = new HashMap<>();
  private final ArrayDeque<Body> spare = new ArrayDeque<>();
  private final ByteBuffer answer = ByteBuffer.allocateDirect(256);
  private boolean answered;
  private long seen;
  private int unwidened;

  /** The data of one stream. */
  private static final class Body {
    private byte[] bytes = new byte[1 << 16];
    private int size;

    void add(ByteBuffer data) {
      int count = data.remaining();
      if (size + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
      }
      data.get(bytes, size, count);
      size += count;
    }
  }

  GrpcSession(SocketChannel channel, Arrivals arrivals, int streams) {
    this.channel = channel;
    this.arrivals = arrivals;
    this.streams = streams;
    this.reader = new FrameReader(channel);
  }

  private static byte[] block(int first, int second, String value) {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(3 + text.length)
        .put((byte) first)
        .put((byte) second)
        .put((byte) text.length)
        .put(text)
        .array();
  }

  private static byte[] trailers() {
    byte[] name = "grpc-status".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(4 + name.length)
        .put((byte) 0x40)
        .put((byte) name.length)
        .put(name)
        .put((byte) 1)
        .put((byte) '0')
        .array();
  }

  void serve() throws IOException {
    write(Frames.serverHello(STREAM_WINDOW, streams));
    reader.skip(Frames.prefaceLength());
    while (true) {
      reader.next(this::frame);
    }
  }

  private void frame(int type, int flags, int stream, ByteBuffer body) throws IOException {
    switch (type) {
      case Frames.DATA -> data(flags, stream, body);
      case Frames.SETTINGS -> {
        if ((flags & Frames.ACK) == 0) {
          write(Frames.settingsAck());
        }
      }
      case Frames.PING -> {
        if ((flags & Frames.ACK) == 0) {
          write(Frames.pong(body));
        }
      }
      case Frames.RST_STREAM -> bodies.remove(stream);
      default -> {} // headers are not looked at
    }
  }

  private void data(int flags, int stream, ByteBuffer data) throws IOException {
    unwidened += data.remaining();
    if (unwidened > WIDEN_AFTER) {
      write(Frames.windowUpdate(ByteBuffer.allocate(32), unwidened).flip());
      unwidened = 0;
    }
    if ((flags & Frames.PADDED) != 0) {
      int padding = data.get() & 0xff;
      data.limit(data.limit() - padding);
    }
    Body body = bodies.get(stream);
    if (body == null) {
      body = spare.isEmpty() ? new Body() : spare.pop();
      body.size = 0;
      bodies.put(stream, body);
    }
    body.add(data);
    if ((flags & Frames.END_STREAM) != 0) {
      bodies.remove(stream);
      complete(stream, body);
      spare.push(body);
    }
  }

  private void complete(int stream, Body body) throws IOException {
    arrivals.read(reader.bytes() - seen);
    seen = reader.bytes();
    arrivals.take(new Slice(body.bytes, PREFIX, body.size - PREFIX));
    byte[] headers = answered ? HEADERS : FIRST_HEADERS;
    byte[] trailers = answered ? TRAILERS : FIRST_TRAILERS;
    answered = true;
    answer.clear();
    Frames.head(answer, headers.length, Frames.HEADERS, Frames.END_HEADERS, stream).put(headers);
    Frames.head(answer, PREFIX, Frames.DATA, 0, stream).put(new byte[PREFIX]);
    int end = Frames.END_HEADERS | Frames.END_STREAM;
    Frames.head(answer, trailers.length, Frames.HEADERS, end, stream).put(trailers);
    write(answer.flip());
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
