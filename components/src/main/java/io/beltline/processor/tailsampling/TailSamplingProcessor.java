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
import java.util.List;
import java.util.Objects;
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
      Host host,
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
    Left left = host.handedOver(Left.class).orElse(null);
    boolean same = left != null && left.isFor(config);
    Holding holding =
        new Holding(
            parts,
            new PolicySet(compiled.policies(), config, votes),
            left != null && same ? left.table() : new TraceTable());
    ThresholdWriter thresholds = new ThresholdWriter(counters.unreadable());
    Releases releases = new Releases(holding, parts, thresholds);
    Deadlines deadlines = new Deadlines(holding, releases, parts);
    Survey survey =
        new Survey(compiled.questions(), config.tracestate(), host.clock(), settings.logger());
    Intake intake = new Intake(parts, survey, holding, deadlines, releases, thresholds);
    running = new Running(host, parts, holding, deadlines, releases, intake);
    if (left != null) {
      int words = compiled.questions().words();
      inherit(
          left, parts.clock().nanoTime(), same ? null : new Inheritance(holding, survey, words));
    }
  }

  private void inherit(Left left, long now, @Nullable Inheritance others) {
    Running here = Objects.requireNonNull(running);
    Holding holding = here.holding();
    holding.lock().lock();
    left.table().lock().lock(); // requests may still be under way in the processor before
    try {
      holding.memory().addAll(left.memory());
      if (others != null) {
        others.take(left.table(), now);
      }
      here.deadlines().arm(now);
    } finally {
      left.table().lock().unlock();
      holding.lock().unlock();
    }
    here.releases().adopt(left.made());
  }

  private long mostBytes(Host host) {
    return config.maximumPendingBytes() > 0
        ? config.maximumPendingBytes()
        : Math.min(MOST_BYTES, host.memory().capacity() / SHARE);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Running now = running;
    if (!(telemetry instanceof Traces traces)) {
      return next.consume(context, telemetry);
    }
    return now == null
        ? ConsumeResult.unavailable("the processor is stopping", Intake.COME_BACK)
        : now.intake().take(context, traces);
  }

  @Override
  public void shutdown(Deadline deadline) {
    Running ending = running;
    running = null;
    if (ending == null) {
      return;
    }
    close(ending);
    if (ending.host().hasSuccessor()) {
      leave(ending, deadline);
    } else {
      end(ending, deadline);
    }
  }

  private static void close(Running ending) {
    ending.holding().lock().lock();
    try {
      ending.intake().close();
      ending.deadlines().close();
    } finally {
      ending.holding().lock().unlock();
    }
  }

  /** Leaves what is held to the processor that takes this one's place. */
  private void leave(Running ending, Deadline deadline) {
    List<Shipment> made = ending.releases().leave(deadline);
    Holding holding = ending.holding();
    ending.host().handOver(new Left(config, holding.table(), holding.memory(), made));
  }

  private void end(Running ending, Deadline deadline) {
    Holding holding = ending.holding();
    holding.lock().lock();
    try {
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
