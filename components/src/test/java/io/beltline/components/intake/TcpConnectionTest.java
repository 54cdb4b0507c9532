package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is read of a secured connection that ends: it tells of no record that waits below it. */
class TcpConnectionTest {
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  /** What the system holds of a connection: as many bytes as records of one, and a begun one. */
  private static class Plain extends Socket {
    final InputStream held;

    Plain(String records) {
      held = new ByteArrayInputStream(records.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream getInputStream() {
      return held;
    }
  }

  /** Reads one record at a time, and waits for the rest of one that has begun with a dot. */
  private static final class Secured extends Socket {
    private final Plain plain;
    private int timeout;

    Secured(Plain plain) {
      this.plain = plain;
    }

    @Override
    public InputStream getInputStream() {
      return new InputStream() {
        @Override
        public int read() {
          throw new IllegalStateException("whole records are read");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          int record = plain.held.read();
          if (record != '.') {
            into[from] = (byte) record;
            return record < 0 ? -1 : 1;
          }
          assertThat(timeout).as("how long it waits").isPositive();
          throw new SocketTimeoutException();
        }
      };
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void setSoTimeout(int milliseconds) {
      timeout = milliseconds;
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress() {
      return PEER;
    }

    @Override
    public InetSocketAddress getLocalSocketAddress() {
      return PEER;
    }
  }

  private static String rest(TcpConnection connection) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8];
    for (int read = connection.read(buffer, 0, 8);
        read >= 0;
        read = connection.read(buffer, 0, 8)) {
      text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void whatTheSystemHoldsIsReadToItsEnd() throws IOException {
    Plain plain = new Plain("abc");
    TcpConnection connection = new TcpConnection(new Secured(plain), plain);
    byte[] first = new byte[1];
    assertThat(connection.read(first, 0, 1)).isEqualTo(1);
    connection.end();
    assertThat(connection.hasMore()).isTrue();
    assertThat(rest(connection)).isEqualTo("bc");
    assertThat(connection.hasMore()).isFalse();
  }

  @Test
  void aRecordWithoutItsRestIsNotWaitedFor() throws IOException {
    Plain plain = new Plain("ab.");
    TcpConnection connection = new TcpConnection(new Secured(plain), plain);
    connection.end();
    assertThat(rest(connection)).isEqualTo("ab");
  }

  @Test
  void whetherMoreIsThereIsToldByWholeRecordsUntilItEnds() throws IOException {
    Plain plain = new Plain(".");
    TcpConnection connection = new TcpConnection(new Secured(plain), plain);
    assertThat(connection.hasMore()).as("who reads would wait").isFalse();
  }
}
