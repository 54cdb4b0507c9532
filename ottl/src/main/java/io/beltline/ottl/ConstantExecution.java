package io.beltline.ottl;

import io.beltline.api.Clock;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Layout;
import java.time.Duration;
import java.util.SplittableRandom;

/** An evaluation without a record, for what is the same for all. */
final class ConstantExecution extends Execution {
  private ConstantExecution(Layout layout) {
    super(layout, new Environment(new NoClock(), new SplittableRandom(0)));
  }

  /** An evaluation with the registers counted so far. */
  static ConstantExecution of(Layout layout) {
    return new ConstantExecution(layout);
  }

  /** Time is no constant: nothing that is folded may ask for it. */
  private static final class NoClock implements Clock {
    @Override
    public long unixNanos() {
      throw new EvaluationException("a constant depends on the time");
    }

    @Override
    public long nanoTime() {
      throw new EvaluationException("a constant depends on the time");
    }

    @Override
    public void sleep(Duration duration) {
      throw new EvaluationException("a constant waits");
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      throw new EvaluationException("a constant waits");
    }
  }
}
