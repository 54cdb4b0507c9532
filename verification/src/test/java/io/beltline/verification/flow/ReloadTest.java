package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGHUP under load: what does not change goes on, what cannot be used changes nothing. */
class ReloadTest {
  private static final int PER_REQUEST = 10;
  private static final int ROOM = 2_000_000;
  private static final int STEP = 2_000;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void a_new_destination_takes_over_without_loss_or_double(Protocol protocol) throws Exception {
    int port = Ports.free(1)[0];
    AtomicBoolean over = new AtomicBoolean();
    try (Backend before = Backend.start(protocol, ROOM, numbers -> Backend.Answer.TAKEN);
        Backend after = Backend.start(protocol, ROOM, numbers -> Backend.Answer.TAKEN);
        BeltlineProcess collector =
            BeltlineProcess.start(folder, config(protocol, port, before.port()), port);
        Sender sender = Sender.to(protocol, port)) {
      Load load = new Load(sender, PER_REQUEST, 50, false);
      Load.Running running = load.start(4, request -> !over.get() && request < ROOM / PER_REQUEST);
      awaitMore(load);

      reload(collector, config(protocol, port, after.port()), "The configuration was reloaded.");
      awaitMore(load);
      reload(collector, "receivers: [", "The configuration cannot be used.");
      awaitMore(load);
      Files.delete(file());
      collector.process().signal("HUP");
      collector
          .process()
          .awaitLine(
              line -> line.contains("config.yaml") && line.contains("does not exist"),
              "an absent file",
              LIMIT);
      awaitMore(load);
      over.set(true);
      running.join();

      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(load.refusedRecords()).as("told: " + load.told()).isZero();
      assertThat(
              IntStream.range(0, load.requests() * PER_REQUEST)
                  .filter(n -> before.arrivals(n) + after.arrivals(n) != 1)
                  .count())
          .as("records that did not arrive exactly once%n%s", collector.process().log())
          .isZero();
      assertThat(before.distinct()).isPositive();
      assertThat(after.distinct()).isGreaterThanOrEqualTo(2 * STEP);
    }
  }

  private Path file() {
    return folder.resolve("config.yaml");
  }

  private void reload(BeltlineProcess collector, String config, String words) throws Exception {
    Files.writeString(file(), config);
    collector.process().signal("HUP");
    collector.process().awaitLine(line -> line.contains(words), words, LIMIT);
  }

  private static void awaitMore(Load load) throws InterruptedException {
    long goal = load.acceptedRecords() + STEP;
    while (load.acceptedRecords() < goal) {
      RealClock.INSTANCE.sleep(Duration.ofMillis(1));
    }
  }

  private static String config(Protocol protocol, int port, int backend) {
    return ShutdownTest.CONFIG.formatted(
        protocol.key(), port, protocol.exporter(), protocol.endpoint(backend));
  }
}
