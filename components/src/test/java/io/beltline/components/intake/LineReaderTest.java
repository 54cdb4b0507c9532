package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.components.lines.LineSplitter;
import io.beltline.components.lines.Splitter;
import io.beltline.components.lines.StreamSplitter;
import io.beltline.components.lines.Trimming;
import io.beltline.components.otlp.Peak;
import io.beltline.components.syslog.OctetSplitter;
import io.beltline.receiver.tcplog.TcpLogReceiverFactory;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What connections hold, and what becomes of what they brought when they end. */
class LineReaderTest {
  private static final String CONFIG = "{listen_address: '127.0.0.1:0'}";

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void connectionsThatSayNothingHoldNothing() throws IOException {
    int connections = 100;
    Peak room = new Peak(4 << 20);
    List<Socket> open = new ArrayList<>();
    try (LogRig rig = LogRig.start(new TcpLogReceiverFactory(), CONFIG, room, RealClock.INSTANCE)) {
      for (int i = 0; i < connections; i++) {
        Socket socket = new Socket("127.0.0.1", rig.port("tcp"));
        open.add(socket);
        send(socket, "x".repeat(300_000) + "\n");
        rig.await(1);
      }
      await(() -> room.held() == 0);
      send(open.getFirst(), "still here\n");
      assertThat(rig.await(1).bodies()).contains("still here");
      assertThat(rig.settings.meter().count("beltline_receiver_divided_entries")).isZero();
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void entriesThatDoNotEndLeaveRoomForOthersAndAreDividedAtLast() throws Exception {
    Peak room = new Peak(2 << 20);
    FakeClock clock = new FakeClock();
    Socket first = new Socket();
    try (LogRig rig = LogRig.start(new TcpLogReceiverFactory(), CONFIG, room, clock)) {
      first.connect(new InetSocketAddress("127.0.0.1", rig.port("tcp")));
      Thread sender =
          Thread.startVirtualThread(
              () -> LogRig.tcp(rig.port("tcp"), "y".repeat(900_000), "y\nbehind\n"));
      clock.awaitPending(1);
      assertThat(room.held()).as("most is left to others").isBetween(1L, 512L << 10);
      Thread moving =
          Thread.startVirtualThread(
              () -> {
                while (!rig.bodies().contains("behind")) {
                  clock.advance(Duration.ofSeconds(1));
                }
              });
      sender.join();
      moving.join();
      assertThat(rig.bodies().stream().mapToInt(body -> String.valueOf(body).length()).sum())
          .isEqualTo(900_001 + "behind".length());
      assertThat(
              rig.settings
                  .meter()
                  .count(
                      "beltline_receiver_divided_entries",
                      Map.of("transport", "tcp", "reason", "no_room")))
          .isPositive();
      await(() -> room.held() == 0);
    } finally {
      first.close();
    }
  }

  private final TestSettings settings = TestSettings.of("logs");
  private final RecordingConsumer next = new RecordingConsumer();
  private final FakeClock clock = new FakeClock();

  private Splitter splitter = new LineSplitter(new byte[] {'\n'}, new byte[] {'\r'});

  private LineReader reader(TcpConnection connection, Semaphore turns) {
    Shipper shipper =
        new Shipper(
            settings.settings(),
            next,
            Admission.UNLIMITED,
            clock,
            BoundYaml.value(RetryConfig.class, "{}"));
    EntryIntake intake =
        new EntryIntake(
            settings.settings(),
            BoundYaml.value(InputConfig.class, "{}"),
            clock,
            shipper,
            "utf-8",
            "tcp",
            EntryStep.NONE);
    EntryBatch batch = intake.batch("peer");
    StreamSplitter stream =
        new StreamSplitter(
            splitter,
            Trimming.NONE,
            1 << 20,
            StandardCharsets.UTF_8,
            (bytes, from, to) -> {
              if (bytes[from] == '!') {
                throw new IllegalStateException("a bug");
              }
              intake.take("peer", bytes, from, to, Map.of(), batch);
              batch.shipIfFull();
            },
            () -> {});
    return new LineReader(connection, stream, intake, batch, turns, Admission.UNLIMITED, clock);
  }

  @Test
  void whatWasReadIsShippedWhenAConnectionBreaks() throws Exception {
    BreakingSocket socket = new BreakingSocket("a\nb\nbegun");
    LineReader reader = reader(new TcpConnection(socket, socket), new Semaphore(1));
    assertThatThrownBy(reader::read).isInstanceOf(SocketException.class).hasMessage("reset");
    assertThat(next.items()).isEqualTo(3);
  }

  /** Nobody may write again for hours. */
  @Test
  void whatIsReadWithABugDoesNotWaitForMore() throws Exception {
    PipedOutputStream writer = new PipedOutputStream();
    try (PipedInputStream pipe = new PipedInputStream(writer)) {
      InetSocketAddress nowhere = InetSocketAddress.createUnresolved("", 0);
      TcpConnection connection =
          new TcpConnection(pipe, pipe, OutputStream.nullOutputStream(), nowhere, nowhere);
      LineReader reader = reader(connection, new Semaphore(1));
      AtomicInteger bugs = new AtomicInteger();
      writer.write("one\n!\nthree\n!\nfive\nsi".getBytes(StandardCharsets.UTF_8));
      Thread reading =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      reader.read(bug -> bugs.incrementAndGet());
                    } catch (IOException | InterruptedException stop) {
                      Thread.currentThread().interrupt();
                    }
                  });
      await(() -> next.items() == 3 || reading.getState() == Thread.State.TIMED_WAITING);
      assertThat(next.items()).isEqualTo(3);
      assertThat(bugs).hasValue(2);
      writer.write("x\n".getBytes(StandardCharsets.UTF_8));
      writer.close();
      reading.join();
      assertThat(next.items()).isEqualTo(4);
    }
  }

  private Thread read(String text, Semaphore turns) {
    TcpConnection connection = Spoken.connection(text);
    LineReader reader = reader(connection, turns);
    return Thread.startVirtualThread(
        () -> {
          try {
            reader.read();
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private long droppedAtTheEnd() {
    return settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", "shutdown"));
  }

  @Test
  void whatWaitsForItsTurnAtTheEndIsCounted() throws InterruptedException {
    Semaphore none = new Semaphore(0);
    Thread reader = read("a\n\nb\nc", none);
    await(none::hasQueuedThreads);
    reader.interrupt();
    reader.join();
    assertThat(droppedAtTheEnd()).isEqualTo(3);
  }

  @Test
  void whatIsBehindARequestThatWaitsAtTheEndIsCounted() throws InterruptedException {
    int lines = 4608; // what a connection reads at first, and then at once
    refused("a\n".repeat(lines), lines);
  }

  @Test
  void whatIsBehindItIsCountedAlsoWhereMessagesBeginWithTheirLength() throws InterruptedException {
    splitter = new OctetSplitter();
    StringBuilder text = new StringBuilder();
    int messages = 0;
    while (text.length() < 9216) {
      String message = "m".repeat(1 + messages++ % 7);
      text.append(message.length()).append(' ').append(message);
    }
    refused(text.toString(), messages);
  }

  private void refused(String text, int entries) throws InterruptedException {
    AtomicInteger requests = new AtomicInteger();
    next.answering(
        (context, telemetry) ->
            requests.getAndIncrement() == 0
                ? ConsumeResult.accepted()
                : ConsumeResult.unavailable("later", null));
    Thread reader = read(text, new Semaphore(1));
    clock.awaitPending(1);
    reader.interrupt();
    reader.join();
    assertThat(requests).hasValue(2);
    long accepted = next.received().getFirst().telemetry().itemCount();
    assertThat(accepted + droppedAtTheEnd()).isEqualTo(entries);
  }

  /** A connection that breaks where there seems to be more to read. */
  private static final class BreakingSocket extends Socket {
    private final byte[] text;

    BreakingSocket(String text) {
      this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public InputStream getInputStream() {
      return new InputStream() {
        private int at;

        @Override
        public int read() throws IOException {
          if (at == text.length) {
            throw new SocketException("reset");
          }
          return text[at++];
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          into[from] = (byte) read();
          return 1;
        }

        @Override
        public int available() {
          return 1;
        }
      };
    }

    @Override
    public OutputStream getOutputStream() {
      return new ByteArrayOutputStream();
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public InetSocketAddress getLocalSocketAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);
    }
  }
}
