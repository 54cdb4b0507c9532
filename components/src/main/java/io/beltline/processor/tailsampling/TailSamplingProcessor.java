package io.beltline.processor.tailsampling;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import org.jspecify.annotations.Nullable;

/**
 * Holds the spans of each trace until policies decide whether it is kept, and hands those on that
 * are.
 *
 * <p>A request is accepted when its spans are handed on, sampled out or held; those that are held
 * are in flight from there on and booked so. At a limit the oldest traces are decided by what has
 * come of them.
 */
final class TailSamplingProcessor implements Processor {
  private static final long MOST_BYTES = 256L << 20;
  private static final int SHARE = 4;

  private final Settings settings;
  private final TailSamplingConfig config;
  private final Consumer next;
  private final TraceCounters counters;
  private volatile @Nullable Running running;

  TailSamplingProcessor(Settings settings, TailSamplingConfig config, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.next = next;
    this.counters = new TraceCounters(settings);
    counters.show(this::held);
  }

  /** What there is between start and shutdown. */
  private record Running(
      SamplingParts parts,
      Holding holding,
      Deadlines deadlines,
      Releases releases,
      Intake intake) {}

  private double held(String what) {
    Running now = running;
    return now == null ? 0 : now.holding().shown(what);
  }

  @Override
  public void start(Host host) {
    if (config.policies().isEmpty()) {
      settings.logger().warn("there are no policies: no trace is kept");
    }
    SamplingParts parts =
        new SamplingParts(config, mostBytes(host), host.clock(), settings.logger(), counters, next);
    PolicyCompiler.Compiled compiled = PolicyCompiler.compile(config);
    VoteCounters votes =
        new VoteCounters(settings.meter(), settings.id(), host.clock(), compiled.policies());
    Holding holding = new Holding(parts, new PolicySet(compiled.policies(), config, votes));
    ThresholdWriter thresholds = new ThresholdWriter(counters.unreadable());
    Releases releases = new Releases(holding, parts, thresholds);
    Deadlines deadlines = new Deadlines(holding, releases, parts);
    Survey survey =
        new Survey(compiled.questions(), config.tracestate(), host.clock(), settings.logger());
    Intake intake = new Intake(parts, survey, holding, deadlines, releases, thresholds);
    running = new Running(parts, holding, deadlines, releases, intake);
  }

  private long mostBytes(Host host) {
    return config.maximumPendingBytes() > 0
        ? config.maximumPendingBytes()
        : Math.min(MOST_BYTES, host.memory().capacity() / SHARE);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Running now = running;
    if (!(telemetry instanceof Traces traces) || now == null) {
      return next.consume(context, telemetry);
    }
    return now.intake().take(context, traces);
  }

  @Override
  public void shutdown(Deadline deadline) {
    Running ending = running;
    running = null;
    if (ending == null) {
      return;
    }
    Holding holding = ending.holding();
    holding.lock().lock();
    try {
      ending.intake().close();
      ending.deadlines().close();
      if (config.dropPendingTracesOnShutdown()) {
        holding.dropAll("shutdown");
      } else {
        holding.decideAll(ending.parts().clock().nanoTime());
      }
    } finally {
      holding.lock().unlock();
    }
    ending.releases().shutdown(deadline);
    holding.lock().lock();
    try {
      holding.table().free();
    } finally {
      holding.lock().unlock();
    }
  }
}
