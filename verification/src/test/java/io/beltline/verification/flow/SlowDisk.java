package io.beltline.verification.flow;

import io.beltline.testkit.RealClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * A neighbour on the same volume who writes and syncs without a pause while told to, so that a sync
 * of anybody else has to wait for megabytes of his. Slow in the way a shared disk is; how slow
 * depends on the machine.
 */
final class SlowDisk implements AutoCloseable {
  private static final int CHUNK = 4 << 20;
  private static final int LARGEST = 16 << 20;

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path file;
  private final LongAdder written = new LongAdder();
  private volatile boolean slow;
  private volatile boolean over;

  SlowDisk(Path folder) {
    file = folder.resolve("neighbour");
    Thread.ofPlatform().name("neighbour").daemon().start(this::run);
  }

  void slow(boolean value) {
    slow = value;
  }

  /** The mebibytes that were in the way. */
  long mebibytes() {
    return written.sum();
  }

  private void run() {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long at = 0;
      while (!over) {
        if (!slow) {
          RealClock.INSTANCE.sleep(PAUSE);
          continue;
        }
        chunk.clear();
        at += channel.write(chunk, at % LARGEST);
        channel.force(true);
        written.add(CHUNK >> 20);
      }
    } catch (IOException | InterruptedException ended) {
      over = true;
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
