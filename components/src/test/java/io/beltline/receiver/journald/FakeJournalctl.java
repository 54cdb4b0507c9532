package io.beltline.receiver.journald;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A journalctl in the hands of a test. */
final class FakeJournalctl implements Launcher.Running {
  private final PipedOutputStream to = new PipedOutputStream();
  private final PipedInputStream output;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final String complaints;
  private final boolean missing;

  private FakeJournalctl(String complaints, boolean missing) {
    this.complaints = complaints;
    this.missing = missing;
    try {
      output = new PipedInputStream(to, 1 << 16);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  FakeJournalctl(String complaints) {
    this(complaints, false);
  }

  FakeJournalctl() {
    this("");
  }

  /** One that cannot be started. */
  static FakeJournalctl missing() {
    return new FakeJournalctl("", true);
  }

  boolean isMissing() {
    return missing;
  }

  /** An entry with a number, in the form of journalctl. */
  static String entry(int number) {
    return "{\"__CURSOR\":\"%s\",\"__REALTIME_TIMESTAMP\":\"%d\",\"MESSAGE\":\"%d\",\"PRIORITY\":\"6\"}"
        .formatted(cursor(number), 1_700_000_000_000_000L + number, number);
  }

  /** The cursor of such an entry. */
  static String cursor(int number) {
    return "s=ab;i=" + Integer.toHexString(number);
  }

  /** Writes lines. */
  FakeJournalctl write(String... lines) throws IOException {
    for (String line : lines) {
      to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    to.flush();
    return this;
  }

  /** Writes numbered entries, those before the last included. */
  FakeJournalctl entries(int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder(); // all at once, so that they make one request
    for (int i = from; i < to; i++) {
      lines.append(i > from ? "\n" : "").append(entry(i));
    }
    return write(lines.toString());
  }

  /** Ends. */
  FakeJournalctl end(int code) {
    end.complete(code);
    try {
      to.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return this;
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public InputStream errors() {
    return new ByteArrayInputStream(complaints.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int await() {
    return end.join();
  }

  @Override
  public void stop() {
    end(143);
  }
}
