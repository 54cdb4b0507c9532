package io.beltline.processor.tailsampling;

import io.beltline.api.ComponentId;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.extension.Configs;
import io.beltline.extension.filestorage.FileStorageConfig;
import io.beltline.extension.filestorage.FileStorageFactory;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lives of a processor with a storage. A kill is a new life on a copy of the files as they are
 * at that moment; the clock of the wall goes on, the other begins anew.
 */
final class StoredLives implements AutoCloseable {
  static final ComponentId STORAGE = ComponentId.parse("file_storage");

  private final Path root;
  private final String journal;
  private final RecordingConsumer next = new RecordingConsumer();
  private int life;
  private FakeClock clock = new FakeClock();
  private Extension storage;
  Sampling now;

  StoredLives(Path root, String journal, String yaml) {
    this.root = root;
    this.journal = journal;
    begin(yaml);
  }

  StoredLives(Path root, String yaml) {
    this(root, "segment_size: 65536", yaml);
  }

  private Path directory() {
    return root.resolve("life" + life);
  }

  private void begin(String yaml) {
    storage =
        new FileStorageFactory()
            .create(
                TestSettings.of("file_storage").settings(),
                Configs.bind(
                    FileStorageConfig.class,
                    "{directory: '%s', create_directory: true, journal: {%s, fsync: never, min_free_space: 0}}"
                        .formatted(directory(), journal)));
    storage.start(new TestHost(clock));
    now = new Sampling(yaml, clock, next, Map.of(STORAGE, storage));
  }

  /** Kills the process and starts another. */
  void kill(String yaml) {
    Path before = directory();
    life++;
    copy(before, directory());
    end();
    FakeClock fresh = new FakeClock();
    fresh.advance(Duration.ofNanos(clock.nanoTime()));
    clock = fresh;
    begin(yaml);
  }

  /** Ends the process in good order and starts another. */
  void restart(String yaml) {
    now.shutdown();
    end();
    begin(yaml);
  }

  private void end() {
    storage.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    end();
  }
}
