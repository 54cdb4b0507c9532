package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status;
import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a collector's process ends: in time, with the right code, with nothing lost unsaid. */
class ShutdownTest {
  private static final int PER_REQUEST = 10;
  private static final int ENOUGH = 300;
  private static final int ROOM = 2_000_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern LOST = Pattern.compile("(\\d+) items were not delivered");

  static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {%1$s: {endpoint: '127.0.0.1:%2$d'}}}
      processors:
        batch: {timeout: 50ms}
      exporters:
        %3$s: {endpoint: '%4$s', tls: {insecure: true}, sending_queue: {num_consumers: 2}}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          logs: {receivers: [otlp], processors: [batch], exporters: [%3$s]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"GRPC, TERM", "HTTP, TERM", "GRPC, INT"})
  void what_was_acknowledged_is_delivered(Protocol protocol, String signal) throws Exception {
    int port = Ports.free(1)[0];
    try (Backend backend =
            Backend.start(
                protocol,
                ROOM,
                numbers -> {
                  RealClock.INSTANCE.sleep(Duration.ofMillis(20));
                  return Backend.Answer.TAKEN;
                });
        BeltlineProcess collector =
            BeltlineProcess.start(folder, config(protocol, port, backend.port()), port);
        Sender sender = Sender.to(protocol, port)) {
      Load load = load(collector, sender, signal);

      int code = collector.process().awaitEnd(LIMIT);

      assertThat(code).as(collector.process().log()).isZero();
      assertThat(missing(load, backend)).as(collector.process().log()).isZero();
      assertThat(backend.duplicates()).isZero();
      assertThat(collector.process().log())
          .contains("Received signal from OS", "Shutdown complete.")
          .doesNotContain("were not delivered", "\terror\t");
    }
  }

  @Test
  @Tag("long") // a process waits 25 s for its backends
  void what_was_acknowledged_and_is_not_delivered_is_counted_in_the_log() throws Exception {
    int port = Ports.free(1)[0];
    try (Backend backend =
            Backend.start(
                Protocol.GRPC,
                ROOM,
                numbers ->
                    numbers.getFirst() < PER_REQUEST * 100
                        ? Backend.Answer.TAKEN
                        : new Backend.Answer(false, Status.Code.UNAVAILABLE, null));
        BeltlineProcess collector =
            BeltlineProcess.start(folder, config(Protocol.GRPC, port, backend.port()), port);
        Sender sender = Sender.to(Protocol.GRPC, port)) {
      Load load = load(collector, sender, "TERM");

      assertThat(collector.process().awaitEnd(LIMIT)).isZero();

      String log = collector.process().log();
      Matcher lost = LOST.matcher(log);
      assertThat(lost.find()).as(log).isTrue();
      assertThat(Long.parseLong(lost.group(1)))
          .isEqualTo(load.acceptedRecords() - backend.distinct());
    }
  }

  private static Load load(BeltlineProcess collector, Sender sender, String signal)
      throws Exception {
    Load load = new Load(sender, PER_REQUEST, 50, false);
    AtomicBoolean over = new AtomicBoolean();
    Load.Running running = load.start(8, request -> !over.get() && request < ROOM / PER_REQUEST);
    while (load.acceptedRecords() < ENOUGH * PER_REQUEST) {
      RealClock.INSTANCE.sleep(Duration.ofMillis(1));
    }
    collector.process().signal(signal);
    collector
        .process()
        .awaitLine(line -> line.contains("Starting shutdown"), "shutdown begins", LIMIT);
    over.set(true);
    running.join();
    return load;
  }

  /** Records whose sender was told success and that did not arrive. */
  private static long missing(Load load, Backend backend) {
    return IntStream.range(0, load.requests() * PER_REQUEST)
        .filter(n -> load.isAccepted(n) && backend.arrivals(n) == 0)
        .count();
  }

  @Test
  void a_port_in_use_ends_the_start_with_words() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningProcess collector =
            BeltlineProcess.launch(folder, config(Protocol.GRPC, taken.getLocalPort(), 1))) {
      assertThat(collector.awaitEnd(LIMIT)).as(collector.log()).isEqualTo(1);
      assertThat(collector.log())
          .contains("127.0.0.1:" + taken.getLocalPort())
          .containsIgnoringCase("address already in use")
          .doesNotContain("\tat io.beltline");
    }
  }

  @Test
  void a_broken_configuration_ends_the_start_with_words() throws Exception {
    String config = config(Protocol.GRPC, 4317, 1).replace("timeout: 50ms", "timeuot: 50ms");
    try (RunningProcess collector = BeltlineProcess.launch(folder, config)) {
      assertThat(collector.awaitEnd(LIMIT)).as(collector.log()).isEqualTo(1);
      assertThat(collector.log())
          .contains("processors::batch::timeuot", "config.yaml:4:", "timeout")
          .doesNotContain("\tat io.beltline");
    }
  }

  @Test
  void a_fatal_status_ends_the_process_with_a_code() throws Exception {
    try (RunningProcess collector =
        RunningProcess.start(
            "failing collector",
            folder,
            Map.of(),
            List.of(
                Project.java(),
                "-cp",
                System.getProperty("java.class.path"),
                FatalMain.class.getName()))) {
      assertThat(collector.awaitEnd(LIMIT)).as(collector.log()).isEqualTo(1);
      assertThat(collector.log()).contains("the tape is torn", "Shutdown complete.");
    }
  }

  private static String config(Protocol protocol, int port, int backend) {
    return CONFIG.formatted(protocol.key(), port, protocol.exporter(), protocol.endpoint(backend));
  }
}
