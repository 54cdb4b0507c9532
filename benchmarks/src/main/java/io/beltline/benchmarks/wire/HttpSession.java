package io.beltline.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of an HTTP/1.1 sink. */
final class HttpSession {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final Arrivals arrivals;

  HttpSession(SocketChannel channel, Arrivals arrivals) {
    this.channel = channel;
    this.arrivals = arrivals;
  }

  void serve() throws IOException {
    HttpText requests = new HttpText(channel);
    ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER).flip();
    long seen = 0;
    while (true) {
      requests.next();
      arrivals.read(requests.bytes() - seen);
      seen = requests.bytes();
      arrivals.take(requests.body());
      answer.rewind();
      while (answer.hasRemaining()) {
        channel.write(answer);
      }
    }
  }
}
