package io.beltline.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** One connection of an HTTP/1.1 sink. */
final class HttpSession {
  private static final byte[] EMPTY =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final Arrivals arrivals;
  private final LongFunction<byte[]> answers;

  private HttpSession(SocketChannel channel, Arrivals arrivals, LongFunction<byte[]> answers) {
    this.channel = channel;
    this.arrivals = arrivals;
    this.answers = answers;
  }

  /** A connection on which every request is answered with an empty body. */
  static HttpSession empty(SocketChannel channel, Arrivals arrivals) {
    return new HttpSession(channel, arrivals, items -> EMPTY);
  }

  /** A connection on which every request is answered as Elasticsearch does. */
  static HttpSession bulk(SocketChannel channel, Arrivals arrivals) {
    return new HttpSession(channel, arrivals, BulkContent::answer);
  }

  void serve() throws IOException {
    HttpText requests = new HttpText(channel);
    long seen = 0;
    while (true) {
      requests.next();
      arrivals.read(requests.bytes() - seen);
      seen = requests.bytes();
      ByteBuffer answer = ByteBuffer.wrap(answers.apply(arrivals.take(requests.body())));
      while (answer.hasRemaining()) {
        channel.write(answer);
      }
    }
  }
}
