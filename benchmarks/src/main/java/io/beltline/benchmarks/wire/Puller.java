package io.beltline.benchmarks.wire;

import io.beltline.model.Slice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Pulls a page again and again over one connection. One thread. */
public final class Puller implements AutoCloseable {
  private final SocketChannel channel;
  private final HttpText answers;
  private final byte[] request;

  /**
   * Connects.
   *
   * @param accepted what stands in {@code Accept-Encoding}, empty for none
   */
  public Puller(int port, String path, String accepted) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    answers = new HttpText(channel);
    String text =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/plain;version=0.0.4\r\n%s\r\n"
            .formatted(
                path, port, accepted.isEmpty() ? "" : "Accept-Encoding: " + accepted + "\r\n");
    request = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The body of the page; changes with the next pull. */
  public Slice pull() throws IOException {
    for (ByteBuffer out = ByteBuffer.wrap(request); out.hasRemaining(); ) {
      channel.write(out);
    }
    String status = answers.next();
    if (!status.contains(" 200 ")) {
      throw new IOException("the page was not given out: " + status);
    }
    return answers.body();
  }

  /** How many lines of a page are series. */
  public static long series(Slice page) {
    long series = 0;
    boolean begins = true;
    for (int i = page.offset(); i < page.end(); i++) {
      byte next = page.array()[i];
      series += begins && next != '#' && next != '\n' ? 1 : 0;
      begins = next == '\n';
    }
    return series;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
