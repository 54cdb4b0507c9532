package io.beltline.receiver.udplog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.components.intake.LogRig;
import io.beltline.components.otlp.Peak;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdpLogReceiverTest {

  private static LogRig start(String keys) {
    return LogRig.start(new UdpLogReceiverFactory(), "{listen_address: '127.0.0.1:0'" + keys + "}");
  }

  private static int port(LogRig rig) {
    return rig.port("udp");
  }

  @Test
  void defaults() {
    UdpLogReceiverConfig config =
        BoundYaml.value(UdpLogReceiverConfig.class, "{listen_address: ':54526', async: {}}");
    assertThat(config.port().async().readers()).isEqualTo(1);
    assertThat(config.port().async().processors()).isEqualTo(1);
    assertThat(config.port().async().maxQueueLength()).isEqualTo(100);
    assertThat(config.port().encoding()).isEqualTo("utf-8");
    assertThat(config.port().addAttributes()).isFalse();
    assertThat(config.port().oneLogPerPacket()).isFalse();
    assertThat(config.port().multiline()).isNull();
    assertThat(BoundYaml.value(UdpLogReceiverConfig.class, "{listen_address: ':1'}").port().async())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen_address: x | listen_address: \"x\" is no address",
        "async: {readers: -1} | async::readers: -1 is out of range",
        "async: {processors: 2000} | async::processors: 2000 is out of range",
        "async: {max_queue_length: -1} | async::max_queue_length: -1 is out of range",
        "encoding: klingon | encoding: \"klingon\" is no encoding",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    String address = yaml.startsWith("listen") ? "" : "listen_address: ':0'\n";
    assertThat(BoundYaml.problems(UdpLogReceiverConfig.class, address + yaml))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
  }

  @Test
  void aPacketIsAnEntryUnlessAPatternDividesIt() {
    try (LogRig rig = start(", add_attributes: true, async: {readers: 2, processors: 2}")) {
      LogRig.udp(port(rig), "  a\nb \n\0", " ", "");
      rig.await(1);
      assertThat(rig.bodies()).containsExactly("a\nb");
      assertThat(((Map<?, ?>) rig.records().getFirst().get("attributes")).get("net.transport"))
          .isEqualTo("IP.UDP");
    }
    try (LogRig rig = start(", multiline: {line_end_pattern: ';', omit_pattern: true}")) {
      LogRig.udp(port(rig), "a;b;c");
      assertThat(rig.await(3).bodies()).containsExactly("a", "b", "c");
    }
    try (LogRig rig = start(", one_log_per_packet: true")) {
      LogRig.udp(port(rig), "  a ");
      assertThat(rig.await(1).bodies()).containsExactly("  a ");
    }
  }

  @Test
  void whatTheQueueHasNoPlaceForIsDroppedAndCounted() throws InterruptedException {
    int packets = 400;
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch working = new CountDownLatch(1);
    LogRig rig = start(", async: {max_queue_length: 10}");
    rig.next.answering(
        (context, telemetry) -> {
          working.countDown();
          await(goOn);
          return ConsumeResult.accepted();
        });
    try (rig) {
      LogRig.udp(port(rig), "first");
      working.await();
      Map<String, String> full = Map.of("transport", "udp", "reason", "queue_full");
      for (int i = 1; i < packets; i++) {
        LogRig.udp(port(rig), "packet " + i);
        // one after another: what the socket has no place for is dropped by the system
        while (rig.settings.meter().count("beltline_receiver_dropped_packets", full) < i - 10) {
          Thread.onSpinWait();
        }
      }
      goOn.countDown();
    }
    assertThat(rig.next.items()).isEqualTo(11);
    assertThat(rig.settings.meter().count("beltline_receiver_dropped_packets"))
        .isEqualTo(packets - 11);
  }

  @Test
  void packetsThatWaitLeaveRoomToHandThemOn() throws InterruptedException {
    Peak room = new Peak(64 * 1024);
    FakeClock clock = new FakeClock();
    String keys = "{listen_address: '127.0.0.1:0', async: {max_queue_length: 1000}}";
    try (LogRig rig = LogRig.start(new UdpLogReceiverFactory(), keys, room, clock)) {
      rig.next.answering(ConsumeResult.unavailable("later", Duration.ofSeconds(5)));
      LogRig.udp(port(rig), "x".repeat(2000));
      clock.awaitPending(1);
      Map<String, String> none = Map.of("transport", "udp", "reason", "no_room");
      while (rig.settings.meter().count("beltline_receiver_dropped_packets", none) == 0) {
        LogRig.udp(port(rig), "y".repeat(1000));
      }
      rig.next.answering(ConsumeResult.accepted());
      assertThat(room.held()).as("most is left to others").isBetween(10_000L, 16L * 1024);
      Thread moving =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      clock.advance(Duration.ofSeconds(30));
                    }
                  });
      rig.await(10);
      moving.interrupt();
      moving.join();
    }
    assertThat(room.held()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
