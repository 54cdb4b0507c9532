package io.beltline.processor.transform;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.StatementMeter;
import io.beltline.ottl.Transformation;
import io.beltline.ottl.TransformationRunner;
import io.beltline.ottl.context.Environment;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs statements over telemetry and passes on what they make of it. */
final class TransformProcessor implements Processor {
  private static final String STATEMENTS = "statements";

  private final Settings settings;
  private final Transformation transformation;
  private final StatementMeter meter;
  private final Consumer next;
  private @Nullable TransformationRunner runner;

  TransformProcessor(Settings settings, StatementList.Compiled compiled, Consumer next) {
    this.settings = settings;
    this.transformation = compiled.transformation();
    this.meter = new StatementCounters(settings.meter(), compiled.places(), compiled.conditions());
    this.next = next;
  }

  @Override
  public void start(Host host) {
    runner =
        new TransformationRunner(
            transformation,
            new Environment(host.clock(), () -> ThreadLocalRandom.current().nextLong()),
            meter,
            new FailureLog(
                settings.logger(),
                host.clock(),
                transformation.statements(),
                transformation.conditions()));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // what nothing changed is the same object
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (runner == null) {
      throw new IllegalStateException("the processor is not started");
    }
    Telemetry transformed;
    try {
      transformed = runner.apply(context, telemetry);
    } catch (EvaluationException failed) {
      return new ConsumeResult.Permanent(
          Status.INVALID_ARGUMENT, String.valueOf(failed.getMessage()));
    }
    if (transformed.payload() != telemetry.payload()) {
      book(telemetry.signal(), transformed.itemCount() - telemetry.itemCount());
    }
    return next.consume(context, transformed);
  }

  /** Statements on metrics copy metrics, and make one data point of several. */
  private void book(Signal signal, int more) {
    if (more > 0) {
      settings.ledger().created(signal, STATEMENTS, more);
    } else if (more < 0) {
      settings.ledger().filtered(signal, STATEMENTS, -more);
    }
  }
}
