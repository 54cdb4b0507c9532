package io.beltline.ottl;

import io.beltline.api.Context;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.ottl.context.Environment;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Applies a transformation to telemetry. Safe for all threads; each request takes a set of
 * registers and editors from those at rest, or makes one.
 */
public final class TransformationRunner {
  /** As many are kept at rest as cores can use at once, twice over. */
  private static final int MAX_IDLE = 2 * Runtime.getRuntime().availableProcessors();

  private final Transformation transformation;
  private final Environment environment;
  private final StatementMeter meter;
  private final FailureLog log;
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idleCount = new AtomicInteger();

  /** A runner that counts and logs what statements do. */
  public TransformationRunner(
      Transformation transformation,
      Environment environment,
      StatementMeter meter,
      FailureLog log) {
    this.transformation = transformation;
    this.environment = environment;
    this.meter = meter;
    this.log = log;
  }

  /**
   * Applies all groups. What they do not change is shared with the telemetry that was given.
   *
   * @throws EvaluationException if a statement failed whose group propagates errors
   * @throws io.beltline.model.MalformedTelemetryException if the telemetry is no OTLP
   */
  public Telemetry apply(Context context, Telemetry telemetry) {
    if (transformation.isEmpty()) {
      return telemetry;
    }
    Worker worker = take();
    Telemetry result = null;
    try {
      result = worker.apply(context, telemetry);
    } finally {
      if (result == null) { // the request is refused: nothing is gone
        worker.tally().forgetRemoved();
      }
      worker.tally().flush(meter); // before another request may take the worker
    }
    giveBack(worker);
    return result;
  }

  /** One that failed is not used again: its editors stand anywhere. */
  private void giveBack(Worker worker) {
    worker.release();
    if (idleCount.get() < MAX_IDLE) {
      idleCount.incrementAndGet();
      idle.add(worker);
    }
  }

  private Worker take() {
    Worker worker = idle.poll();
    if (worker != null) {
      idleCount.decrementAndGet();
      return worker;
    }
    Tally tally =
        new Tally(transformation.statements().size(), transformation.conditions().size(), log);
    return switch (transformation.signal()) {
      case LOGS -> new LogWorker(transformation, environment, tally);
      case TRACES -> new TraceWorker(transformation, environment, tally);
      case METRICS -> new MetricWorker(transformation, environment, tally);
      case PROFILES -> new ProfileWorker(transformation, environment, tally);
    };
  }

  /** What one request needs. By one thread at a time. */
  abstract static class Worker {
    final Transformation transformation;
    private final Tally tally;

    Worker(Transformation transformation, Tally tally) {
      this.transformation = transformation;
      this.tally = tally;
    }

    final Tally tally() {
      return tally;
    }

    final Telemetry apply(Context context, Telemetry telemetry) {
      execution().begin(context);
      Telemetry result = telemetry;
      for (Pass pass : transformation.passes()) {
        result =
            switch (result) {
              case Logs logs -> logs(pass, logs);
              case Traces traces -> traces(pass, traces);
              case Metrics metrics -> metrics(pass, metrics);
              case Profiles profiles -> profiles(pass, profiles);
            };
      }
      return result;
    }

    abstract io.beltline.ottl.context.Execution execution();

    /** Lets go of the telemetry. */
    void release() {
      execution().release();
    }

    Logs logs(Pass pass, Logs logs) {
      return logs;
    }

    Traces traces(Pass pass, Traces traces) {
      return traces;
    }

    Metrics metrics(Pass pass, Metrics metrics) {
      return metrics;
    }

    Profiles profiles(Pass pass, Profiles profiles) {
      return profiles;
    }
  }
}
