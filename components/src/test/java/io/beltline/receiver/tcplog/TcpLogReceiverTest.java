package io.beltline.receiver.tcplog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.components.intake.LogRig;
import io.beltline.testkit.BoundYaml;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpLogReceiverTest {

  private static LogRig start(String keys) {
    return LogRig.start(new TcpLogReceiverFactory(), "{listen_address: '127.0.0.1:0'" + keys + "}");
  }

  private static int port(LogRig rig) {
    return rig.port("tcp");
  }

  @Test
  void defaults() {
    TcpLogReceiverConfig config =
        BoundYaml.value(TcpLogReceiverConfig.class, "{listen_address: 'localhost:54525'}");
    assertThat(config.port().maxLogSize().bytes()).isEqualTo(1 << 20);
    assertThat(config.port().tls()).isNull();
    assertThat(config.port().addAttributes()).isFalse();
    assertThat(config.port().oneLogPerPacket()).isFalse();
    assertThat(config.port().encoding()).isEqualTo("utf-8");
    assertThat(config.port().multiline()).isNull();
    assertThat(config.port().trimming().preserveLeadingWhitespaces()).isFalse();
    assertThat(config.port().trimming().preserveTrailingWhitespaces()).isFalse();
    assertThat(config.port().maxConnections()).isZero();
    assertThat(config.port().connectionIdleTimeout()).isZero();
    assertThat(config.input().entries().operators()).isEmpty();
    assertThat(config.input().entries().attributes()).isEmpty();
    assertThat(config.input().entries().resource()).isEmpty();
    assertThat(config.input().storage()).isNull();
    assertThat(config.input().retryOnFailure().initialInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.input().retryOnFailure().maxInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.input().retryOnFailure().maxElapsedTime()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen_address: x | listen_address: \"x\" is no address",
        "max_log_size: 1KiB | max_log_size: 1024 is out of range (expected: 64KiB to 1GiB)",
        "max_connections: -1 | max_connections: -1 is negative",
        "connection_idle_timeout: -1s | connection_idle_timeout: is negative",
        "encoding: klingon | encoding: \"klingon\" is no encoding",
        "multiline: {} | multiline: has neither",
        "tls: {} | tls: has no certificate",
        "operators: [{type: move}] | operators::0::from: is missing",
        "attributes: {a: 'EXPR(1 +)'} | attributes::a: EXPR(1 +)",
        "retry_on_failure: {initial_interval: 0s} | retry_on_failure::initial_interval: must be",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    String address = yaml.startsWith("listen") ? "" : "listen_address: ':0'\n";
    assertThat(BoundYaml.problems(TcpLogReceiverConfig.class, address + yaml))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
  }

  @Test
  void linesBecomeRecordsWithWhatIsConfigured() {
    LogRig rig =
        start(
            ", add_attributes: true, attributes: {team: a}, resource: {service.name: shop},"
                + " operators: [{type: regex_parser, regex: '^(?P<level>[A-Z]+)'}]");
    try (rig) {
      LogRig.tcp(port(rig), "INFO o", "ne\r\n\n  WARN two  \nERROR th", "ree");
      rig.await(3);
    }
    assertThat(rig.bodies()).containsExactly("INFO one", "WARN two", "ERROR three");
    Map<?, ?> attributes = (Map<?, ?>) rig.records().getFirst().get("attributes");
    assertThat(attributes.get("level")).isEqualTo("INFO");
    assertThat(attributes.get("team")).isEqualTo("a");
    assertThat(attributes.get("net.transport")).isEqualTo("IP.TCP");
    assertThat(attributes.get("net.peer.ip")).isEqualTo("127.0.0.1");
    assertThat(rig.records().getFirst().get("resource")).isEqualTo(Map.of("service.name", "shop"));
    assertThat(rig.next.received().getFirst().context().client().transport()).isEqualTo("tcp");
  }

  @Test
  void entriesOfSeveralLinesAndOnesThatAreTooLong() {
    try (LogRig rig = start(", multiline: {line_start_pattern: '^\\d'}, max_log_size: 64KiB")) {
      LogRig.tcp(port(rig), "1 a\n  at b\n2 c\n", "3" + "x".repeat(100_000));
      rig.await(4);
      assertThat(rig.bodies().subList(0, 2)).isEqualTo(List.of("1 a\n  at b", "2 c"));
      assertThat(rig.bodies().stream().skip(2).mapToInt(b -> String.valueOf(b).length()).sum())
          .isEqualTo(100_001);
    }
    try (LogRig rig = start(", one_log_per_packet: true")) {
      LogRig.tcp(port(rig), "a\nb\n");
      assertThat(rig.await(1).bodies()).containsExactly("a\nb");
    }
  }

  @Test
  void anEntryThatHasEndedDoesNotWaitForTheNext() throws IOException {
    try (LogRig rig = start(", multiline: {line_end_pattern: ';', omit_pattern: true}");
        Socket socket = new Socket("127.0.0.1", port(rig))) {
      socket.getOutputStream().write("a;".getBytes(StandardCharsets.UTF_8));
      assertThat(rig.await(1).bodies()).containsExactly("a");
      socket.getOutputStream().write("b;c".getBytes(StandardCharsets.UTF_8));
      assertThat(rig.await(1).bodies()).containsExactly("a", "b");
    }
  }

  @Test
  void aSenderWaitsWhileThePipelineSaysLaterAndNothingIsLost() throws InterruptedException {
    int lines = 20_000;
    AtomicBoolean open = new AtomicBoolean();
    CountDownLatch refused = new CountDownLatch(3);
    LogRig rig = start(", retry_on_failure: {initial_interval: 1ms, max_interval: 2ms}");
    rig.next.answering(
        (context, telemetry) -> {
          refused.countDown();
          return open.get() ? ConsumeResult.accepted() : ConsumeResult.unavailable("later", null);
        });
    try (rig) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        text.append("line ").append(i).append('\n');
      }
      Thread sender = Thread.startVirtualThread(() -> LogRig.tcp(port(rig), text.toString()));
      refused.await();
      open.set(true);
      rig.await(lines);
      sender.join();
    }
    assertThat(rig.settings.meter().count("beltline_receiver_held_requests")).isPositive();
    assertThat(rig.settings.meter().count("beltline_receiver_read_records")).isEqualTo(lines);
    assertThat(rig.settings.meter().count("beltline_receiver_dropped_items")).isZero();
  }

  @Test
  void whatIsRefusedForGoodIsCounted() {
    LogRig rig = start("");
    CountDownLatch seen = new CountDownLatch(1);
    rig.next.answering(
        (context, telemetry) -> {
          seen.countDown();
          return new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "no");
        });
    try (rig) {
      LogRig.tcp(port(rig), "a\n");
      assertThat(seen.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    assertThat(rig.dropped("refused")).isEqualTo(1);
  }

  @Test
  void aConnectionTooManyIsClosedAndOneThatSaysNothingToo() throws IOException {
    LogRig rig = start(", max_connections: 1, connection_idle_timeout: 100ms");
    try (rig;
        Socket first = new Socket("127.0.0.1", port(rig))) {
      first.getOutputStream().write("begun".getBytes(StandardCharsets.UTF_8));
      try (Socket second = new Socket("127.0.0.1", port(rig))) {
        second.setSoTimeout(10_000);
        InputStream in = second.getInputStream();
        assertThat(in.read()).isEqualTo(-1);
      }
      first.setSoTimeout(10_000);
      assertThat(first.getInputStream().read()).isEqualTo(-1);
      rig.await(1);
    }
    assertThat(rig.bodies()).containsExactly("begun");
    assertThat(rig.settings.meter().count("otelcol_tcp_input_refused_connections")).isEqualTo(1);
    assertThat(
            rig.settings
                .meter()
                .count(
                    "beltline_receiver_closed_connections",
                    Map.of("transport", "tcp", "reason", "idle")))
        .isEqualTo(1);
  }
}
