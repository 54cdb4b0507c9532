package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is at the path of a socket of datagrams before and after. */
@EnabledOnOs(OS.LINUX)
class UnixLeftoverTest {
  @TempDir private Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void place() {
    path = folder.resolve("s");
  }

  private UnixDatagrams start() {
    return UnixDatagrams.start(
        TestSettings.of("metrics").settings(), path.toString(), 0622, 0, (bytes, length) -> {});
  }

  private static void close(UnixDatagrams port) {
    port.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
  }

  @Test
  void anAbandonedSocketIsReplacedAndRemovedAtTheEnd() throws IOException {
    UnixSocket.bind(path, 0).close();
    assertThat(path).exists();
    close(start());
    assertThat(path).doesNotExist();
  }

  @Test
  void aSocketInUseIsLeftAlone() {
    UnixDatagrams first = start();
    assertThatThrownBy(this::start)
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("a socket that somebody uses");
    assertThat(path).exists();
    close(first);
  }

  @Test
  void anEmptyDatagramIsNotTakenForTheEnd() throws InterruptedException {
    List<String> taken = new CopyOnWriteArrayList<>();
    CountDownLatch ending = new CountDownLatch(1);
    UnixDatagrams port =
        UnixDatagrams.start(
            TestSettings.of("metrics").settings(),
            path.toString(),
            0622,
            0,
            (bytes, length) -> {
              taken.add(new String(bytes, 0, length, StandardCharsets.UTF_8));
              ending.await();
            });
    LogRig.unixgram(path, List.of("first", "", "", "last"));
    Thread closer = Thread.ofPlatform().start(() -> close(port));
    while (Files.exists(path)) { // it is removed when the end has begun
      Thread.onSpinWait();
    }
    ending.countDown();
    closer.join();
    assertThat(taken).containsExactly("first", "last");
  }

  @Test
  void whatIsNoSocketIsLeftAlone() throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    assertThatThrownBy(this::start)
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("something that is no socket");
    assertThat(path).exists();
  }

  @Test
  void whatAnotherHasPutThereIsLeftAloneAtTheEnd() throws IOException {
    UnixDatagrams port = start();
    Files.delete(path);
    UnixSocket another = UnixSocket.bind(path, 0);
    close(port);
    assertThat(path).exists();
    another.close();
  }
}
