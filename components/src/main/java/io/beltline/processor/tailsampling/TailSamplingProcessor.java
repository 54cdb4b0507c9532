package io.beltline.processor.tailsampling;

import io.beltline.api.ComponentId;
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
    Left left = host.handedOver(Left.class).orElse(null);
    try {
      running = begin(host, left);
    } catch (RuntimeException failed) {
      if (left != null) {
        host.handOver(left); // to the one that is started instead
      }
      throw failed;
    }
  }

  private Running begin(Host host, @Nullable Left left) {
    SamplingParts parts =
        new SamplingParts(config, mostBytes(host), host.clock(), settings.logger(), counters, next);
    PolicyCompiler.Compiled compiled = PolicyCompiler.compile(config);
    VoteCounters votes =
        new VoteCounters(settings.meter(), settings.id(), host.clock(), compiled.policies());
    boolean same = left != null && left.isFor(config);
    Holding holding =
        new Holding(
            parts,
            new PolicySet(compiled.policies(), config, votes),
            left != null && same && config.tailStorage() == null ? left.table() : new TraceTable());
    ThresholdWriter thresholds = new ThresholdWriter(counters.unreadable());
    Releases releases = new Releases(holding, parts, thresholds);
    Deadlines deadlines = new Deadlines(holding, releases, parts);
    Survey survey =
        new Survey(compiled.questions(), config.tracestate(), host.clock(), settings.logger());
    Intake intake = new Intake(parts, survey, holding, deadlines, releases, thresholds);
    Running here = new Running(host, parts, holding, deadlines, releases, intake);
    long found =
        config.tailStorage() == null ? 0 : recover(here, config.tailStorage(), survey, left);
    counters.recovered(found - (left == null ? 0 : left.stored()));
    if (left != null) {
      int words = compiled.questions().words();
      if (config.tailStorage() != null) {
        adopt(here, left, survey, words);
      } else {
        inherit(here, left, same ? null : new Inheritance(holding, survey, words));
      }
    }
    return here;
  }

  /** Takes up what an earlier life has left on disk; returns how many spans are held again. */
  private long recover(Running here, ComponentId id, Survey survey, @Nullable Left left) {
    Holding holding = here.holding();
    TailJournal journal =
        Storages.open(id, settings, here.host(), holding.table(), holding.memory(), counters);
    try {
      holding.keepIn(journal);
      TailRecovery recovery =
          new TailRecovery(journal, holding, survey, here.parts().clock(), settings.logger());
      long found = recovery.run(left != null);
      here.deadlines().arm(here.parts().clock().nanoTime());
      here.releases().kick();
      return found;
    } catch (RuntimeException failed) {
      journal.close();
      holding.table().free();
      throw failed;
    }
  }

  private static void inherit(Running here, Left left, @Nullable Inheritance others) {
    Holding holding = here.holding();
    long now = here.parts().clock().nanoTime();
    holding.lock().lock();
    left.table().lock().lock(); // requests may still be under way in the processor before
    try {
      holding.learn(left.memory());
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

  /** Takes over what another has left in memory, and keeps it on disk from here on. */
  private void adopt(Running here, Left left, Survey survey, int words) {
    Holding holding = here.holding();
    long now = here.parts().clock().nanoTime();
    holding.lock().lock();
    try {
      holding.learn(left.memory());
    } finally {
      holding.lock().unlock();
    }
    new Adoption(holding, survey, words, settings.logger(), now).take(left);
    holding.lock().lock();
    try {
      here.deadlines().arm(now);
    } finally {
      holding.lock().unlock();
    }
    here.releases().kick();
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
    if (ending.holding().storage().isDurable()) {
      leaveOnDisk(ending, deadline);
    } else if (ending.host().hasSuccessor()) {
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
    List<Shipment> made = ending.releases().leave(deadline, false);
    Holding holding = ending.holding();
    ending.host().handOver(new Left(config, holding.table(), holding.memory(), made, 0));
  }

  /** Leaves what is held to the next life, or to the processor that takes this one's place. */
  private void leaveOnDisk(Running ending, Deadline deadline) {
    Holding holding = ending.holding();
    boolean replaced = ending.host().hasSuccessor();
    ending.intake().awaitEmpty(deadline);
    if (config.dropPendingTracesOnShutdown() && !replaced) {
      holding.lock().lock();
      try {
        holding.dropAll("shutdown");
      } finally {
        holding.lock().unlock();
      }
    }
    List<Shipment> made = ending.releases().leave(deadline, !replaced);
    long lost = made.stream().mapToLong(Shipment::unstored).sum();
    long left = made.stream().mapToLong(Shipment::spans).sum();
    holding.storage().flush();
    holding.lock().lock();
    try {
      left += holding.table().spans();
      lost += holding.table().unstored();
      holding.table().free();
    } finally {
      holding.lock().unlock();
    }
    ending.releases().lost(lost); // what the storage did not take when it was taken over
    left -= lost;
    holding.storage().close();
    if (replaced) {
      ending.host().handOver(new Left(config, new TraceTable(), holding.memory(), List.of(), left));
    } else if (left > 0) {
      settings.logger().info("{} spans wait in {} for the next start", left, config.tailStorage());
    }
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
