package io.beltline.service.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * The log of the process. There is one, because SLF4J finds it by name; everything is safe for all
 * threads.
 */
public final class Logging {
  private static final List<Consumer<LogLine>> TAPS = new CopyOnWriteArrayList<>();
  private static volatile State state =
      new State(LogSettings.STANDARD, LogOutput.to(System.err), null, new LocalClock());

  private Logging() {}

  /**
   * Writes as told from the next line on.
   *
   * @throws IOException if an output file cannot be opened; the log then stays as it was
   */
  public static void configure(LogSettings settings) throws IOException {
    prepare(settings).commit();
  }

  /**
   * Opens the outputs, and goes on writing as before until told.
   *
   * @throws IOException if an output file cannot be opened
   */
  public static Change prepare(LogSettings settings) throws IOException {
    LogOutput output = LogOutput.open(settings.outputPaths());
    return new Change(new State(settings, output, sampler(settings), new LocalClock()));
  }

  /** A log that is open and not in force yet. */
  public static final class Change {
    private final State next;

    private Change(State next) {
      this.next = next;
    }

    /** Writes so from the next line on. */
    public void commit() {
      replace(next);
    }

    /** Closes what was opened for it. */
    public void discard() {
      next.output().close();
    }
  }

  /** As {@link #configure}, but into a stream that the caller owns, and by another clock. */
  static void configure(LogSettings settings, OutputStream stream, Clock clock) {
    replace(new State(settings, LogOutput.to(stream), sampler(settings), clock));
  }

  /** Changes the lowest level that is written, and nothing else. */
  public static synchronized void level(Level level) {
    State old = state;
    LogSettings s = old.settings();
    LogSettings changed =
        new LogSettings(
            level, s.encoding(), s.outputPaths(), s.fields(), s.sampling(), s.stacktraces());
    state = new State(changed, old.output(), old.sampler(), old.clock());
  }

  /** How the log is written now. */
  public static LogSettings settings() {
    return state.settings();
  }

  /** A logger whose lines carry key-values that say who speaks. */
  public static Logger logger(Map<String, Object> fields) {
    return new FieldLogger("", fields);
  }

  /**
   * Gives every line that is written to somebody else too, without the fields that settings add.
   *
   * @param tap called by the thread that logs; must neither block nor throw
   * @return ends it
   */
  public static Runnable tap(Consumer<LogLine> tap) {
    TAPS.add(tap);
    return () -> TAPS.remove(tap);
  }

  static boolean isEnabled(Level level) {
    return level.toInt() >= state.settings().level().toInt();
  }

  static void write(
      Level level,
      String logger,
      String message,
      Map<String, Object> fields,
      @Nullable Throwable cause) {
    State now = state;
    LogSampler sampler = now.sampler();
    if (sampler != null && !sampler.passes(level, message, now.clock().millis() * 1_000_000)) {
      return;
    }
    LogLine line = new LogLine(now.clock().instant(), level, logger, message, fields, cause);
    State writing = now;
    while (!writing.output().write(line.text(writing.settings(), writing.clock().getZone()))) {
      writing = state; // replaced meanwhile; what is in force is closed only after that
    }
    TAPS.forEach(tap -> tap.accept(line));
  }

  private static @Nullable LogSampler sampler(LogSettings settings) {
    LogSettings.Sampling sampling = settings.sampling();
    return sampling == null ? null : new LogSampler(sampling);
  }

  private static synchronized void replace(State next) {
    State old = state;
    state = next;
    old.output().close();
  }

  private record State(
      LogSettings settings, LogOutput output, @Nullable LogSampler sampler, Clock clock) {}
}
