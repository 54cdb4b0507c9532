package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Deadline;
import io.beltline.components.otlp.Peak;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What becomes of lines when connections end in other ways than they should. */
class LineConnectionTest {
  private final TestSettings settings = TestSettings.of("metrics");
  private final FakeClock clock = new FakeClock();
  private final Peak account = new Peak(40_000);
  private final List<String> gathered = new CopyOnWriteArrayList<>();
  private final List<String> shipped = new CopyOnWriteArrayList<>();

  private final class Gathering implements LineSink {
    @Override
    public void line(byte[] bytes, int from, int to) throws InterruptedException {
      String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      if (line.equals("interrupt")) {
        throw new InterruptedException();
      }
      gathered.add(line);
    }

    @Override
    public void pause() {
      shipped.addAll(gathered);
      gathered.clear();
    }
  }

  private LinePort port(Duration idle) {
    LinePort.Form form = new LinePort.Form(LineTransport.TCP, "127.0.0.1:0", idle, 0, 0);
    return LinePort.start(settings.settings(), clock, account, form, peer -> new Gathering());
  }

  private Thread read(String text, Semaphore turns) {
    TcpConnection connection = Spoken.connection(text);
    LineConnection.Shared shared =
        new LineConnection.Shared(settings.settings(), clock, new EntryRoom(account), turns);
    return Thread.startVirtualThread(
        () -> {
          try {
            new LineConnection(shared, connection, new Gathering()).read();
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static Socket send(LinePort port, String text) throws IOException {
    Socket socket = new Socket("127.0.0.1", port.port());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private void await(String... lines) {
    while (!shipped.equals(List.of(lines))) {
      Thread.onSpinWait();
    }
  }

  private long dropped(String reason) {
    return settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", reason));
  }

  private void awaitDropped(String reason) {
    while (dropped(reason) == 0) {
      Thread.onSpinWait();
    }
  }

  private static Deadline soon() {
    return Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10));
  }

  @Test
  void aConnectionThatWaitsForRoomTakesNone() {
    LineStream lines = new LineStream(LinePort.LONGEST, () -> {});
    assertThat(lines.isFull()).as("before the first piece").isTrue();
    assertThat(lines.drop(0)).isZero();
    assertThat(lines.shrink()).isZero();
    assertThat(lines.buffer()).hasSize(LineStream.FIRST);
    assertThat(lines.isFull()).isFalse();
  }

  @Test
  void aLongLineWithoutRoomIsLeftOutAfterAWhile() throws IOException {
    LinePort port = port(Duration.ZERO);
    try (Socket socket = send(port, "a\n" + "x".repeat(10_000) + "\nb\n")) {
      while (dropped("no_room") == 0) {
        clock.advance(Duration.ofMillis(500));
      }
      await("a", "b");
      assertThat(dropped("no_room")).isEqualTo(1);
      assertThat(account.peak()).isLessThanOrEqualTo(10_000);
      assertThat(account.held()).isEqualTo(LineStream.FIRST);
      assertThat(socket.isClosed()).isFalse();
    } finally {
      port.close(soon());
    }
    assertThat(account.held()).isZero();
  }

  @Test
  void nothingWaitsInTheSinkWhileALineWaitsForRoom() throws InterruptedException {
    Thread reader = read("a\n" + "x".repeat(10_000), new Semaphore(1));
    clock.awaitPending(1);
    assertThat(shipped).containsExactly("a");
    assertThat(gathered).isEmpty();
    reader.interrupt();
    reader.join();
    assertThat(dropped("shutdown")).isEqualTo(1);
    assertThat(account.held()).isZero();
  }

  @Test
  void whatWasReadAndNotHandedOnAtTheEndIsCounted() throws InterruptedException {
    Semaphore none = new Semaphore(0);
    Thread reader = read("a\n\nb\nc", none);
    while (!none.hasQueuedThreads()) {
      Thread.onSpinWait();
    }
    reader.interrupt();
    reader.join();
    assertThat(dropped("shutdown")).isEqualTo(3);
    read("interrupt\nb\nc", new Semaphore(1)).join();
    assertThat(dropped("shutdown")).isEqualTo(5);
    assertThat(shipped).isEmpty();
  }

  @Test
  void theLastLineIsWholeIfTheSenderHasEnded() throws IOException {
    LinePort port = port(Duration.ZERO);
    send(port, "a\nb").close();
    await("a", "b");
    port.close(soon());
    assertThat(dropped("cut")).isZero();
  }

  @Test
  void theLastLineIsCutIfTheReceiverEnds() throws IOException {
    LinePort port = port(Duration.ZERO);
    try (Socket socket = send(port, "a\nb")) {
      await("a");
      port.close(soon());
      assertThat(socket.isClosed()).isFalse();
    }
    assertThat(dropped("cut")).isEqualTo(1);
    assertThat(shipped).containsExactly("a");
  }

  @Test
  void theLastLineIsCutIfTheConnectionBreaksOrSaysNothing() throws IOException {
    LinePort port = port(Duration.ofSeconds(5));
    Socket socket = send(port, "a\nb");
    await("a");
    socket.setSoLinger(true, 0); // a reset
    socket.close();
    awaitDropped("cut");
    port.close(soon());
    LinePort impatient = port(Duration.ofMillis(20));
    try (Socket silent = send(impatient, "c\nd")) {
      while (dropped("cut") < 2) {
        Thread.onSpinWait();
      }
      assertThat(silent.isClosed()).isFalse();
    }
    impatient.close(soon());
    assertThat(shipped).containsExactly("a", "c");
  }
}
