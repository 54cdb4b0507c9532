package io.beltline.benchmarks.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One connection of the generator. The lock guards what is sent; its thread reads the answers. */
final class GrpcConnection {
  private final GrpcGenerator owner;
  private final SocketChannel channel;
  private final byte[] firstHeaders;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
  private final Map<Integer, Long> since = new HashMap<>();
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private long window = Frames.FIRST_WINDOW;
  private int streamWindow = Frames.FIRST_WINDOW;
  private int nextStream = 1;
  private int turn;

  /** A request of which frames wait for room in a window. */
  private static final class Pending {
    private final Image image;
    private final int stream;
    private final long number;
    private long window;
    private int frame;

    Pending(Image image, int stream, long number, long window) {
      this.image = image;
      this.stream = stream;
      this.number = number;
      this.window = window;
    }
  }

  GrpcConnection(GrpcGenerator owner, int port, byte[] firstHeaders, int number)
      throws IOException {
    this.owner = owner;
    this.firstHeaders = firstHeaders;
    this.turn = number * 7; // connections send different requests at a time
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    write(Frames.clientHello());
    Thread.ofPlatform().daemon().name("answers-" + number).start(this::readAnswers);
  }

  void fill(int requests) {
    for (int i = 0; i < requests; i++) {
      send(System.nanoTime());
    }
  }

  void send(long due) {
    if (!owner.admit()) {
      return;
    }
    try {
      begin(due);
    } catch (IOException broken) {
      fail(broken);
    }
  }

  private synchronized void begin(long due) throws IOException {
    int stream = nextStream;
    nextStream += 2;
    since.put(stream, due);
    Pending request = new Pending(owner.image(turn++), stream, owner.number(), streamWindow);
    if (stream == 1) {
      ByteBuffer head = ByteBuffer.allocate(Frames.HEAD + firstHeaders.length);
      Frames.head(head, firstHeaders.length, Frames.HEADERS, Frames.END_HEADERS, stream);
      write(head.put(firstHeaders).flip());
      request.frame = 1;
    }
    pending.add(request);
    pump();
  }

  private void pump() throws IOException {
    for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
      Pending next = all.next();
      int to = next.frame;
      int frames = next.image.frames();
      while (to < frames && next.image.weight(to) <= Math.min(window, next.window)) {
        window -= next.image.weight(to);
        next.window -= next.image.weight(to);
        to++;
      }
      if (to > next.frame) {
        owner.tally().sent(next.image.write(channel, next.stream, next.number, next.frame, to));
        next.frame = to;
      }
      if (to == frames) {
        all.remove();
      }
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    owner.tally().sent(bytes.remaining());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void readAnswers() {
    FrameReader reader = new FrameReader(channel);
    try {
      while (channel.isOpen()) {
        reader.next(this::frame);
      }
    } catch (ClosedChannelException closed) {
      // by this side
    } catch (IOException | RuntimeException broken) {
      fail(broken);
    }
  }

  private void frame(int type, int flags, int stream, ByteBuffer body) throws IOException {
    switch (type) {
      case Frames.HEADERS -> headers(flags, stream, body);
      case Frames.SETTINGS -> {
        if ((flags & Frames.ACK) == 0) {
          settings(body);
        }
      }
      case Frames.PING -> {
        if ((flags & Frames.ACK) == 0) {
          pong(body);
        }
      }
      case Frames.WINDOW_UPDATE -> widen(stream, body.getInt() & Integer.MAX_VALUE);
      case Frames.RST_STREAM -> ended(stream, "RST_STREAM " + body.getInt());
      case Frames.GOAWAY -> throw new IOException("the collector said GOAWAY");
      default -> {} // data of answers: nothing that is looked at
    }
  }

  private synchronized void pong(ByteBuffer body) throws IOException {
    write(Frames.pong(body));
  }

  private synchronized void settings(ByteBuffer body) throws IOException {
    while (body.hasRemaining()) {
      int key = body.getShort();
      int value = body.getInt();
      if (key == Frames.INITIAL_WINDOW_SIZE) {
        long change = (long) value - streamWindow;
        pending.forEach(waiting -> waiting.window += change);
        streamWindow = value;
      }
    }
    write(Frames.settingsAck());
    pump();
  }

  private synchronized void widen(int stream, int by) throws IOException {
    if (stream == 0) {
      window += by;
    } else {
      for (Pending waiting : pending) {
        if (waiting.stream == stream) {
          waiting.window += by;
        }
      }
    }
    pump();
  }

  private void headers(int flags, int stream, ByteBuffer body) throws IOException {
    if ((flags & Frames.END_HEADERS) == 0 || (flags & Frames.PADDED) != 0) {
      throw new IOException("headers in parts or padded are not read here");
    }
    if ((flags & Frames.PRIORITY) != 0) {
      body.position(body.position() + 5);
    }
    Http2Headers headers;
    try {
      headers = decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(body));
    } catch (Http2Exception malformed) {
      throw new IOException(malformed);
    }
    if ((flags & Frames.END_STREAM) != 0) {
      CharSequence status = headers.get("grpc-status");
      boolean ok = status != null && status.length() == 1 && status.charAt(0) == '0';
      ended(stream, ok ? "" : "grpc-status " + status + ": " + headers.get("grpc-message"));
    }
  }

  private void ended(int stream, String refusal) {
    Long begun;
    synchronized (this) {
      begun = since.remove(stream);
      pending.removeIf(waiting -> waiting.stream == stream);
    }
    if (begun == null) {
      return;
    }
    if (refusal.isEmpty()) {
      owner.tally().accepted(owner.load().items(), System.nanoTime() - begun);
    } else {
      owner.tally().refused(owner.load().items(), refusal);
    }
    if (owner.ended()) {
      if (!refusal.isEmpty() && owner.load().pauseNanos() > 0) {
        LockSupport.parkNanos(owner.load().pauseNanos());
      }
      send(System.nanoTime());
    }
  }

  private void fail(Exception broken) {
    if (channel.isOpen()) {
      owner.tally().failed(broken);
    }
    close();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      owner.tally().failed(broken);
    }
  }
}
