package io.beltline.components.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over the file system, and what stands there already. */
class UnixListenerTest {

  private static void send(SocketChannel sender, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      sender.write(bytes);
    }
  }

  private static String read(TcpConnection connection, int length) throws IOException {
    byte[] bytes = new byte[length];
    int read = 0;
    while (read < length) {
      int more = connection.read(bytes, read, length - read);
      if (more < 0) {
        break;
      }
      read += more;
    }
    return new String(bytes, 0, read, StandardCharsets.UTF_8);
  }

  @Test
  void whatHasComeIsReadThoughItEnds(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("s");
    try (UnixListener listener = new UnixListener(path.toString());
        SocketChannel sender = SocketChannel.open(UnixDomainSocketAddress.of(path));
        Listener.Incoming incoming = listener.accept()) {
      TcpConnection connection = incoming.open();
      assertThat(connection.hasMore()).isFalse();
      String text = "0123456789".repeat(1000);
      send(sender, text);
      assertThat(connection.hasMore()).isTrue();
      assertThat(read(connection, 10)).isEqualTo("0123456789");
      connection.end();
      assertThat(read(connection, 20_000)).isEqualTo(text.substring(10));
      assertThat(connection.hasMore()).isFalse();
    }
  }

  @Test
  void whoWaitsIsWokenWhenItEnds(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("s");
    try (UnixListener listener = new UnixListener(path.toString());
        SocketChannel sender = SocketChannel.open(UnixDomainSocketAddress.of(path));
        Listener.Incoming incoming = listener.accept()) {
      TcpConnection connection = incoming.open();
      CompletableFuture<String> rest = new CompletableFuture<>();
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      rest.complete(read(connection, 100));
                    } catch (IOException broken) {
                      rest.completeExceptionally(broken);
                    }
                  });
      send(sender, "text");
      connection.end();
      reader.join();
      assertThat(rest.get()).isIn("", "text");
      assertThat(sender.isOpen()).isTrue();
    }
  }

  @Test
  void onlyASocketThatWasLeftIsReplaced(@TempDir Path folder) throws Exception {
    Path left = folder.resolve("left");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(left));
    }
    new UnixListener(left.toString()).close();
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    Path file = Files.createFile(folder.resolve("file"));
    for (Path other : new Path[] {pipe, link, file, requireNonNull(file.getParent())}) {
      assertThatThrownBy(() -> new UnixListener(other.toString()))
          .isInstanceOf(ComponentException.class)
          .hasMessageContaining("cannot listen on " + other);
      assertThat(other).exists();
    }
  }
}
