package io.beltline.delivery;

import io.beltline.api.Extension;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalSettings;
import io.beltline.delivery.journal.SimulatedDisk;
import io.beltline.testkit.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Storage on a simulated disk that outlives deliveries. */
final class DiskStorage implements Extension, JournalStorage {
  final SimulatedDisk disk;

  /**
   * The journals' own time, so that theirs does not mix with the delivery's; it stands still for
   * those of a process that has ended.
   */
  FakeClock clock = new FakeClock();

  /** What the journals write into the log. */
  final Recorder said = new Recorder(clock);

  private final JournalSettings settings;
  private @Nullable Journal queues;
  private @Nullable Journal letters;
  long maxQueueBytes = Long.MAX_VALUE;
  long queueMemoryBytes = 8 << 20;

  DiskStorage() {
    this(new SimulatedDisk(new Random(1)), FsyncPolicy.ALWAYS, 0);
  }

  DiskStorage(SimulatedDisk disk, FsyncPolicy fsync, long minFree) {
    this(disk, fsync, 0, minFree);
  }

  DiskStorage(SimulatedDisk disk, FsyncPolicy fsync, long maxSize, long minFree) {
    this.disk = disk;
    this.settings =
        new JournalSettings(20_000, maxSize, minFree, fsync, Duration.ofSeconds(1), 1 << 20);
  }

  @Override
  public synchronized Journal queues() throws IOException {
    if (queues == null) {
      queues = open("queues");
    }
    return queues;
  }

  @Override
  public synchronized Journal letters() throws IOException {
    if (letters == null) {
      letters = open("letters");
    }
    return letters;
  }

  private Journal open(String name) throws IOException {
    return Journal.open(Path.of("/storage", name), settings, disk.process(), clock, said.logger());
  }

  @Override
  public long maxQueueBytes() {
    return maxQueueBytes;
  }

  @Override
  public long queueMemoryBytes() {
    return queueMemoryBytes;
  }

  /** The process ends at once; what it handed to the operating system stays. */
  synchronized void kill() {
    disk.kill();
    clock = new FakeClock();
    queues = null;
    letters = null;
  }

  /** The machine loses its power and gets it back. */
  synchronized void losePower() {
    disk.restart();
    clock = new FakeClock();
    queues = null;
    letters = null;
  }

  /** The process ends in good order. */
  synchronized void close() {
    try {
      if (queues != null) {
        queues.close();
      }
      if (letters != null) {
        letters.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    queues = null;
    letters = null;
  }
}
