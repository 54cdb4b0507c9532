package io.beltline.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class LogSwapTest {
  private static final int LINES = 20_000;

  @TempDir Path folder;

  @AfterEach
  void restore() throws IOException {
    Logging.configure(LogSettings.STANDARD);
  }

  private LogSettings to(Path file) {
    return new LogSettings(
        Level.INFO, LogSettings.Encoding.CONSOLE, List.of(file.toString()), Map.of(), null, false);
  }

  @Test
  void aClosedOutputSaysSo() throws IOException {
    LogOutput output = LogOutput.open(List.of(folder.resolve("a").toString()));
    assertThat(output.write("one\n")).isTrue();
    output.close();
    assertThat(output.write("two\n")).isFalse();
    assertThat(folder.resolve("a")).hasContent("one");
  }

  @Test
  void noLineIsLostWhileTheOutputIsReplaced() throws Exception {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    Logging.configure(to(a));
    Logger logger = Logging.logger(Map.of());
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      String name = "w" + w + "-";
      writers.add(
          Thread.ofPlatform()
              .start(() -> IntStream.range(0, LINES / 4).forEach(i -> logger.info(name + i))));
    }
    for (int swap = 0; writers.stream().anyMatch(Thread::isAlive); swap++) {
      Logging.configure(to(swap % 2 == 0 ? b : a));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(Files.readAllLines(a).size() + (Files.exists(b) ? Files.readAllLines(b).size() : 0))
        .isEqualTo(LINES);
  }
}
