package io.beltline.connector.failover;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The levels of one signal and the one in use. Safe for all threads.
 *
 * <p>A request goes to the level in use; if that refuses, to those below it, and then to those
 * above it, before the sender is told. The first that takes it is in use from then on. While a
 * lower level is in use, one request in each interval tries the better ones first.
 */
final class Levels {
  private final List<Level> levels;
  private final Duration interval;
  private final Logger logger;
  private final AtomicInteger current = new AtomicInteger();

  /** When the better levels are tried next, by the clock's monotonic time. */
  private final AtomicLong nextTry = new AtomicLong();

  Levels(List<Level> levels, Duration interval, Logger logger) {
    this.levels = List.copyOf(levels);
    this.interval = interval;
    this.logger = logger;
  }

  /** The place of the level in use; 0 is the best. */
  int current() {
    return current.get();
  }

  ConsumeResult consume(Clock clock, Context context, Telemetry telemetry) {
    int used = current.get();
    Attempts attempts = new Attempts(context, telemetry, used);
    boolean better = used > 0 && isDue(clock);
    int first = better ? 0 : used;
    for (int i = 0; i < levels.size(); i++) {
      int level = (first + i) % levels.size();
      ConsumeResult result = attempts.at(level);
      if (result.isAccepted()) {
        if (attempts.hasFailed || level < used) {
          use(used, level, attempts, clock);
        }
        return result;
      }
    }
    return attempts.refusal();
  }

  /** One request an interval is told that it is time. */
  private boolean isDue(Clock clock) {
    long due = nextTry.get();
    long now = clock.nanoTime();
    return now - due >= 0 && nextTry.compareAndSet(due, now + interval.toNanos());
  }

  private void use(int used, int level, Attempts attempts, Clock clock) {
    if (level > 0 && used == 0) {
      nextTry.set(clock.nanoTime() + interval.toNanos());
    }
    if (level == used || !current.compareAndSet(used, level)) {
      return; // another request was faster, and knows better
    }
    if (attempts.hasFailed) {
      levels.get(used).failures().add(1);
      logger
          .atWarn()
          .log(
              "level {} ({}) refused: {}; level {} ({}) takes its place",
              used + 1,
              levels.get(used).name(),
              attempts.why,
              level + 1,
              levels.get(level).name());
    } else {
      logger.info("level {} ({}) is in use again", level + 1, levels.get(level).name());
    }
  }

  /** What became of one request so far. */
  private final class Attempts {
    private final Context context;
    private final Telemetry telemetry;
    private final int used;
    private boolean hasFailed;
    private @Nullable ConsumeResult why;
    private @Nullable Retryable retryable;
    private @Nullable ConsumeResult last;

    Attempts(Context context, Telemetry telemetry, int used) {
      this.context = context;
      this.telemetry = telemetry;
      this.used = used;
    }

    ConsumeResult at(int level) {
      ConsumeResult result = levels.get(level).consume(context, telemetry);
      if (!result.isAccepted()) {
        last = result;
        if (retryable == null && result instanceof Retryable later) {
          retryable = later;
        }
        if (level == used && !speaksOfTheData(result)) {
          hasFailed = true;
          why = result;
        }
      }
      return result;
    }

    /** To come back if any level may take it then. */
    ConsumeResult refusal() {
      if (retryable != null) {
        return retryable;
      }
      return last == null ? ConsumeResult.unavailable("there is no level", null) : last;
    }

    private static boolean speaksOfTheData(ConsumeResult result) {
      return result instanceof Permanent refused
          && refused.status().code() == Status.Code.INVALID_ARGUMENT;
    }
  }
}
