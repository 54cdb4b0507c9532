package io.beltline.verification.flow;

import io.beltline.testkit.RealClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A journal of systemd's own: numbered entries, of two units in turns, that {@code
 * systemd-journal-remote} writes to a file. Closing it waits until all are written.
 */
final class SystemJournal implements AutoCloseable {
  private static final Path WRITER = Path.of("/lib/systemd/systemd-journal-remote");
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final OutputStream out;
  private final char boot;
  private int next;

  private SystemJournal(Process process, char boot, int next) {
    this.process = process;
    this.out = process.getOutputStream();
    this.boot = boot;
    this.next = next;
  }

  /**
   * Writes to a file that may be there.
   *
   * @param boot a hexadecimal digit that stands for a start of the machine
   * @param next the first number
   */
  static SystemJournal open(Path file, char boot, int next) throws IOException {
    if (!Files.isExecutable(WRITER)) {
      throw new AssertionError(
          WRITER + " is not there (expected: Debian's systemd-journal-remote, by .ci/run)");
    }
    ProcessBuilder builder = new ProcessBuilder(WRITER.toString(), "-o", file.toString(), "-");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return new SystemJournal(builder.start(), boot, next);
  }

  /** How many entries were given to it. */
  int written() {
    return next;
  }

  /**
   * Appends entries: those with even numbers are of the unit {@code a}, the others of {@code b}.
   */
  void append(int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++, next++) {
      text.append("__REALTIME_TIMESTAMP=").append(1_700_000_000_000_000L + next);
      text.append("\n__MONOTONIC_TIMESTAMP=").append(1_000_000L + next);
      text.append("\n_BOOT_ID=").append(String.valueOf(boot).repeat(32));
      text.append("\nMESSAGE=").append(next).append(" something happened in the shop");
      text.append("\nPRIORITY=6\n_SYSTEMD_UNIT=").append(next % 2 == 0 ? "a" : "b");
      text.append(".service\n\n");
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Appends entries at a rate, in parts of a hundredth of a second. */
  void append(int count, int perSecond) throws IOException, InterruptedException {
    int part = Math.max(1, perSecond / 100);
    for (int done = 0; done < count; done += part) {
      append(Math.min(part, count - done));
      RealClock.INSTANCE.sleep(Duration.ofNanos(1_000_000_000L * part / perSecond));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    boolean ended;
    try {
      ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      ended = false;
    }
    if (!ended) {
      process.destroyForcibly();
      throw new AssertionError(WRITER + " still writes");
    }
  }
}
