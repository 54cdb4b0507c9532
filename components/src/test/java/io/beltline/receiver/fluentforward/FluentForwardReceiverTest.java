package io.beltline.receiver.fluentforward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.components.intake.LogRig;
import io.beltline.components.otlp.Peak;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RealClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.komamitsu.fluency.EventTime;
import org.komamitsu.fluency.Fluency;
import org.komamitsu.fluency.fluentd.FluencyBuilderForFluentd;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Senders on real sockets, one of them a client that people use. */
class FluentForwardReceiverTest {

  private static LogRig start() {
    return LogRig.start(new FluentForwardReceiverFactory(), "{endpoint: '127.0.0.1:0'}");
  }

  private static LogRig start(Admission room, Clock clock) {
    return LogRig.start(
        new FluentForwardReceiverFactory(), "{endpoint: '127.0.0.1:0'}", room, clock);
  }

  private static int port(LogRig rig) {
    return ((FluentForwardReceiver) rig.receiver()).port();
  }

  private static Socket connect(LogRig rig) throws IOException {
    Socket socket = new Socket("127.0.0.1", port(rig));
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String acknowledged(InputStream in) throws IOException {
    MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(in);
    return unpacker.hasNext() ? unpacker.unpackValue().toJson() : "";
  }

  private static Map<?, ?> attributes(Map<String, ?> record) {
    return (Map<?, ?>) record.get("attributes");
  }

  @Test
  void everyModeIsReadAndAcknowledgedWhenItIsDelivered() throws IOException {
    for (byte[] message :
        List.of(
            Forward.message("event 0", "id"),
            Forward.forward(1, "id"),
            Forward.packed(1, "id", false),
            Forward.packed(1, "id", true))) {
      try (LogRig rig = start();
          Socket socket = connect(rig)) {
        socket.getOutputStream().write(message);
        assertThat(acknowledged(socket.getInputStream())).isEqualTo("{\"ack\":\"id\"}");
        Map<String, ?> record = rig.records().getFirst();
        assertThat(rig.records()).hasSize(1);
        assertThat(record.get("body")).isEqualTo("event 0");
        assertThat(String.valueOf(record.get("time"))).startsWith("1700000000");
        assertThat(attributes(record).get("fluent.tag")).isEqualTo("app.log");
        assertThat(attributes(record).containsKey("n")).isTrue();
        assertThat(attributes(record).containsKey("message")).isFalse();
        assertThat(rig.settings.meter().count("otelcol_fluent_events_parsed")).isEqualTo(1);
        assertThat(rig.settings.meter().count("otelcol_fluent_records_generated")).isEqualTo(1);
      }
    }
  }

  @Test
  void aChunkThatIsNotTakenIsNotAcknowledgedAndSentAgain() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    LogRig rig = start();
    List<ConsumeResult> answers =
        List.of(
            new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"),
            ConsumeResult.accepted());
    rig.next.answering((context, telemetry) -> answers.get(attempts.getAndIncrement()));
    try (rig) {
      for (String expected : List.of("", "{\"ack\":\"id\"}")) {
        try (Socket socket = connect(rig)) {
          socket.getOutputStream().write(Forward.packed(5, "id", true));
          assertThat(acknowledged(socket.getInputStream())).isEqualTo(expected);
        }
      }
    }
    assertThat(attempts).hasValue(2);
    assertThat(rig.settings.meter().count("beltline_receiver_unacknowledged_chunks")).isEqualTo(1);
    assertThat(rig.settings.meter().count("beltline_receiver_dropped_items")).isZero();
  }

  @Test
  void aChunkThatIsRefusedForAMomentIsTakenAfterIt() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    FakeClock clock = new FakeClock();
    Peak room = new Peak(4 << 20);
    LogRig rig = start(room, clock);
    rig.next.answering(
        (context, telemetry) ->
            attempts.getAndIncrement() < 3
                ? ConsumeResult.unavailable("later", Duration.ofSeconds(5))
                : ConsumeResult.accepted());
    try (rig;
        Socket socket = connect(rig)) {
      socket.getOutputStream().write(Forward.packed(5, "id", true));
      for (int refused = 1; refused <= 3; refused++) {
        clock.awaitPending(1);
        assertThat(room.held()).as("while it waits").isPositive();
        clock.advance(Duration.ofSeconds(5));
      }
      assertThat(acknowledged(socket.getInputStream())).isEqualTo("{\"ack\":\"id\"}");
    }
    assertThat(rig.settings.meter().count("beltline_receiver_unacknowledged_chunks")).isZero();
    assertThat(rig.settings.meter().count("beltline_receiver_held_requests")).isEqualTo(3);
    assertThat(rig.next.received().getLast().telemetry().itemCount()).isEqualTo(5);
  }

  @Test
  void aChunkThatIsRefusedForLongIsLeftToItsSender() throws Exception {
    FakeClock clock = new FakeClock();
    LogRig rig = start(new Peak(4 << 20), clock);
    rig.next.answering(ConsumeResult.unavailable("later", Duration.ofSeconds(20)));
    try (rig;
        Socket socket = connect(rig)) {
      socket.getOutputStream().write(Forward.packed(5, "id", true));
      clock.awaitPending(1);
      clock.advance(Duration.ofSeconds(20));
      assertThat(acknowledged(socket.getInputStream())).isEmpty();
    }
    assertThat(rig.settings.meter().count("beltline_receiver_unacknowledged_chunks")).isEqualTo(1);
  }

  @Test
  void messagesThatWantNoAcknowledgementAreGatheredAndTheirSenderWaits() throws IOException {
    AtomicInteger refusals = new AtomicInteger(1);
    LogRig rig = start();
    rig.next.answering(
        (context, telemetry) ->
            refusals.getAndDecrement() > 0
                ? ConsumeResult.unavailable("later", null)
                : ConsumeResult.accepted());
    try (rig;
        Socket socket = connect(rig)) {
      byte[] one = Forward.message("event", "");
      byte[] many = new byte[3000 * one.length];
      for (int i = 0; i < 3000; i++) {
        System.arraycopy(one, 0, many, i * one.length, one.length);
      }
      socket.getOutputStream().write(many);
      rig.await(3000);
      assertThat(rig.next.received()).hasSizeLessThan(1000);
      assertThat(rig.settings.meter().count("beltline_receiver_held_requests")).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoMessageEndsTheConnectionAndIsCounted() throws IOException {
    LogRig rig = start();
    try (rig;
        Socket socket = connect(rig)) {
      socket.getOutputStream().write(Forward.message("good", ""));
      rig.await(1);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(rig.settings.meter().count("otelcol_fluent_parse_failures")).isEqualTo(1);
    assertThat(rig.settings.meter().count("otelcol_fluent_opened_connections")).isEqualTo(1);
    assertThat(rig.settings.meter().count("otelcol_fluent_closed_connections")).isEqualTo(1);
  }

  @Test
  void aClientThatPeopleUseIsAcknowledged() throws Exception {
    int events = 5000;
    try (LogRig rig = start()) {
      for (boolean acknowledged : new boolean[] {true, false}) {
        FluencyBuilderForFluentd builder = new FluencyBuilderForFluentd();
        builder.setAckResponseMode(acknowledged);
        builder.setSenderMaxRetryCount(3);
        builder.setWaitUntilBufferFlushed(20);
        try (Fluency fluency = builder.build("127.0.0.1", port(rig))) {
          for (int i = 0; i < events; i++) {
            fluency.emit(
                "shop", EventTime.fromEpoch(1_700_000_000, i), Map.of("log", "line " + i, "n", i));
          }
          fluency.flush();
        }
        rig.await(events);
      }
      List<String> wanted = IntStream.range(0, events).mapToObj(i -> "line " + i).sorted().toList();
      assertThat(rig.bodies().stream().map(String::valueOf).sorted().distinct()).isEqualTo(wanted);
      assertThat(rig.records()).hasSize(2 * events);
      assertThat(attributes(rig.records().get(7)).get("fluent.tag")).isEqualTo("shop");
      assertThat(rig.settings.meter().count("otelcol_fluent_parse_failures")).isZero();
    }
  }

  @Test
  void aConnectionThatIsIdleKeepsNoRoom() throws Exception {
    CompletableFuture<Boolean> given = new CompletableFuture<>();
    Peak all = new Peak(1 << 24);
    Admission room =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            return all.tryAcquire(bytes);
          }

          @Override
          public void release(long bytes) {
            all.release(bytes);
            if (all.held() == 0) {
              given.complete(true);
            }
          }

          @Override
          public long most() {
            return all.most();
          }
        };
    LogRig rig =
        LogRig.start(
            new FluentForwardReceiverFactory(),
            "{endpoint: '127.0.0.1:0'}",
            room,
            RealClock.INSTANCE);
    try (rig;
        Socket socket = connect(rig)) {
      socket.getOutputStream().write(Forward.message("event", ""));
      rig.await(1);
      assertThat(given.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(all.peak()).isPositive();
    }
  }

  @Test
  void aMessageThatIsNotFinishedDoesNotKeepItsRoomForEver() throws IOException {
    Peak room = new Peak(4 << 20);
    FakeClock clock = new FakeClock();
    try (LogRig rig = start(room, clock);
        Socket socket = connect(rig)) {
      // an array of two: a tag, and 512 KiB of which nothing comes
      byte[] begun = {(byte) 0x92, (byte) 0xa1, 't', (byte) 0xc6, 0, 8, 0, 0};
      socket.getOutputStream().write(begun);
      while (room.held() < 512 << 10) {
        Thread.onSpinWait();
      }
      clock.awaitPending(1);
      clock.advance(Duration.ofMinutes(3));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      Map<String, String> idle = Map.of("transport", "tcp", "reason", "idle");
      while (rig.settings.meter().count("beltline_receiver_closed_connections", idle) == 0) {
        Thread.onSpinWait();
      }
      assertThat(room.held()).isZero();
    }
  }

  @Test
  void aConnectionMaySayNothingBetweenMessages() throws IOException {
    FakeClock clock = new FakeClock();
    try (LogRig rig = start(new Peak(4 << 20), clock);
        Socket socket = connect(rig)) {
      socket.getOutputStream().write(Forward.forward(3, "a"));
      assertThat(acknowledged(socket.getInputStream())).isEqualTo("{\"ack\":\"a\"}");
      clock.advance(Duration.ofHours(1));
      socket.getOutputStream().write(Forward.forward(3, "b"));
      assertThat(acknowledged(socket.getInputStream())).isEqualTo("{\"ack\":\"b\"}");
    }
  }

  @Test
  void aHeartbeatIsAnswered() throws IOException {
    try (LogRig rig = start();
        DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      byte[] beat = {7};
      socket.send(new DatagramPacket(beat, 1, InetAddress.getByName("127.0.0.1"), port(rig)));
      DatagramPacket answer = new DatagramPacket(new byte[1], 1);
      socket.receive(answer);
      assertThat(answer.getData()).containsExactly(7);
    }
  }

  @Test
  void aUnixSocketIsServedAndOneThatWasLeftIsReplaced(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("fluent.sock");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    LogRig rig =
        LogRig.start(new FluentForwardReceiverFactory(), "{endpoint: 'unix://" + path + "'}");
    try (rig;
        SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      socket.write(ByteBuffer.wrap(Forward.message("first", "")));
      rig.await(1);
      socket.write(ByteBuffer.wrap(Forward.forward(3, "id")));
      ByteBuffer answer = ByteBuffer.allocate(100);
      assertThat(socket.read(answer)).isPositive();
      assertThat(
              MessagePack.newDefaultUnpacker(Arrays.copyOf(answer.array(), answer.position()))
                  .unpackValue()
                  .toJson())
          .isEqualTo("{\"ack\":\"id\"}");
      assertThat(rig.records()).hasSize(4);
      assertThat(rig.next.received().getFirst().context().client().transport()).isEqualTo("unix");
    }
    assertThat(Files.exists(path)).isFalse();
  }
}
