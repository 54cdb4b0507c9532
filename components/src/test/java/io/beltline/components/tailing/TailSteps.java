package io.beltline.components.tailing;

import io.beltline.api.Settings;
import io.beltline.components.operators.Origin;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a poll one by one, so that files change between them. */
final class TailSteps {
  private static final Logger LOGGER = LoggerFactory.getLogger("steps");

  private final Path folder;
  private final FakeClock clock = new FakeClock();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Registry registry;
  private final Round round;
  private Predicate<String> entry = text -> true;

  TailSteps(Path folder, String... keys) {
    this.folder = folder;
    String yaml =
        "{include: ['%s/*'], start_at: beginning, compression: auto%s}"
            .formatted(folder, keys.length == 0 ? "" : ", " + String.join(", ", keys));
    TailConfig config = BoundYaml.value(TailConfig.class, yaml);
    Settings settings = TestSettings.of("file_log").settings();
    TailMetrics metrics = new TailMetrics(settings);
    LineTaker taker = Lines::new;
    FileLabels labels = new FileLabels(config, taker);
    HeaderReader headers = HeaderReader.of(config, settings, clock);
    Turns turns = new Turns(config, headers, labels, metrics, LOGGER);
    round = new Round(config, taker, turns, metrics, clock, LOGGER);
    registry = new Registry(config, labels::set, metrics, LOGGER);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  TailSteps append(String name, String text) throws IOException {
    Files.writeString(file(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  TailSteps append(String name, byte[] bytes) throws IOException {
    Files.write(file(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /** Says what may be an entry without an end. */
  TailSteps entry(Predicate<String> predicate) {
    entry = predicate;
    return this;
  }

  /** Lets time pass. */
  TailSteps later(Duration duration) {
    clock.advance(duration);
    return this;
  }

  /** What stands in a file is replaced, in the same file. */
  TailSteps truncate(String name, String text) throws IOException {
    Files.writeString(file(name), text);
    return this;
  }

  TailSteps look() {
    registry.look(clock.unixNanos() / 1_000_000L, clock.nanoTime());
    return this;
  }

  TailSteps read() throws InterruptedException {
    round.run(registry.files(), () -> {});
    return this;
  }

  TailSteps settle() {
    registry.settle(clock.nanoTime());
    return this;
  }

  TailSteps poll() throws InterruptedException {
    return look().read().settle();
  }

  /** All lines that were read, in order. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What was asked for whether it is an entry, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private final class Lines implements LineBatch {
    @Override
    public boolean isEntry(byte[] bytes, int from, int to) {
      String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      asked.add(text);
      return entry.test(text);
    }

    @Override
    public void take(LineSource file, byte[] bytes, int from, int to, long begin, Origin origin) {
      lines.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      origin.release();
    }

    @Override
    public void shipIfFull() {}

    @Override
    public void ship() {}
  }
}
