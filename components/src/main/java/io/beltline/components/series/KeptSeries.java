package io.beltline.components.series;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.KeyValueStore;
import io.beltline.api.PipelineId;
import io.beltline.api.Settings;
import io.beltline.api.StorageExtension;
import io.beltline.components.series.SeriesWalk.Visitor;
import io.beltline.model.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The series of a processor over its life: taken over from the processor before it at a reload, or
 * read from the storage at a start; forgotten when they are stale; written to the storage when they
 * change. Safe for all threads.
 *
 * @param <S> what is remembered of a series, an immutable value
 */
public final class KeptSeries<S> {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

  private final Settings settings;
  private final SeriesSettings rules;
  private final SeriesCodec<S> codec;
  private @Nullable Host host;
  private @Nullable SeriesStore<S> store;
  private volatile @Nullable SeriesTable<S> table;
  private Clock.@Nullable Cancellable tick;
  private boolean failing;
  private LeftOut leftOut = LeftOut.NONE;

  /** Nothing is remembered before the start. */
  public KeptSeries(Settings settings, SeriesSettings rules, SeriesCodec<S> codec) {
    this.settings = settings;
    this.rules = rules;
    this.codec = codec;
  }

  /** What a processor leaves for the next one. */
  private record Left(SeriesTable<?> series, @Nullable ComponentId storage) {}

  /**
   * Begins to remember.
   *
   * @throws ComponentException if the storage cannot be used
   */
  public void start(Host in) {
    host = in;
    Left left = in.handedOver(Left.class).orElse(null);
    store = open(in);
    SeriesTable<S> taken = left == null ? fresh(in.clock()) : taken(left);
    table = taken;
    synchronized (taken) {
      taken.limit(rules.limit());
      arm(in.clock());
    }
  }

  private SeriesTable<S> fresh(Clock clock) {
    SeriesStore<S> from = store;
    if (from == null) {
      return new SeriesTable<>(clock.unixNanos());
    }
    try {
      SeriesTable<S> loaded = from.load(clock.unixNanos(), clock.nanoTime(), rules);
      leftOut = from.leftOut();
      return loaded;
    } catch (IOException failed) {
      throw new ComponentException("storage: cannot be read: " + failed.getMessage(), failed);
    }
  }

  @SuppressWarnings("unchecked") // the processor before this one has the same kind and id
  private SeriesTable<S> taken(Left left) {
    SeriesTable<S> series = (SeriesTable<S>) left.series();
    SeriesStore<S> into = store;
    if (into != null && !requireNonNull(rules.storage()).equals(left.storage())) {
      synchronized (series) {
        write(() -> into.replace(series));
      }
    }
    return series;
  }

  private @Nullable SeriesStore<S> open(Host in) {
    ComponentId id = rules.storage();
    if (id == null) {
      return null;
    }
    Extension extension = in.extension(id).orElse(null);
    if (!(extension instanceof StorageExtension storage)) {
      throw new ComponentException(
          "storage: \"%s\" is no storage extension that runs (expected: the id of one, named in service::extensions too)"
              .formatted(id));
    }
    String name = in.pipeline().map(PipelineId::toString).orElse("");
    KeyValueStore opened = storage.open(ComponentKind.PROCESSOR, settings.id(), name);
    return new SeriesStore<>(opened, codec, settings.logger());
  }

  private void arm(Clock clock) {
    Duration stale = rules.stale();
    if (!stale.isZero()) {
      Duration wait = stale.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : stale;
      wait = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
      tick = clock.schedule(wait, this::forgetStale);
    }
  }

  private void forgetStale() {
    SeriesTable<S> series = running();
    synchronized (series) {
      Clock clock = requireNonNull(host).clock();
      if (tick == null) {
        return;
      }
      List<SeriesId> stale = series.forget(clock.nanoTime() - rules.stale().toNanos());
      List<SeriesId> changed = new ArrayList<>(stale);
      if (rules.notes()) {
        changed.addAll(SeriesStore.note(series, stale, clock.unixNanos()));
      }
      SeriesStore<S> from = store;
      if (from != null && !stale.isEmpty()) {
        write(() -> from.saveAll(series, changed));
      }
      arm(clock);
    }
  }

  /** Ends, and leaves what is remembered to the processor that may take this one's place. */
  public void shutdown() {
    SeriesTable<S> series = running();
    synchronized (series) {
      requireNonNull(host).handOver(new Left(series, failing ? null : rules.storage()));
      end();
    }
  }

  /** Ends; what is remembered is only in the storage then, if there is one. */
  public void end() {
    synchronized (running()) {
      if (tick != null) {
        tick.cancel();
        tick = null;
      }
      SeriesStore<S> open = store;
      store = null;
      if (open != null) {
        write(open::close);
      }
    }
  }

  /** A walk with what it changed of series. */
  public record Walked<S>(Metrics metrics, SeriesChanges<S> changes) {}

  /**
   * Walks metrics while nobody else changes the series. If it ends by an exception nothing has
   * changed.
   */
  public Walked<S> walk(Metrics metrics, Function<SeriesChanges<S>, Visitor> visitor) {
    SeriesTable<S> series = running();
    synchronized (series) {
      SeriesChanges<S> changes =
          new SeriesChanges<>(series, requireNonNull(host).clock().nanoTime());
      boolean whole = false;
      try {
        Walked<S> walked = new Walked<>(SeriesWalk.walk(metrics, visitor.apply(changes)), changes);
        whole = true;
        return walked;
      } finally {
        if (!whole) {
          changes.undo();
        }
      }
    }
  }

  /** Works with the series while nobody else does. */
  public <T> T use(Function<SeriesTable<S>, T> work) {
    SeriesTable<S> series = running();
    synchronized (series) {
      return work.apply(series);
    }
  }

  /** Whether there is a storage. */
  public boolean isStored() {
    return rules.storage() != null;
  }

  /** How many series an earlier process left in the storage that are not remembered. */
  public LeftOut leftOut() {
    return leftOut;
  }

  /**
   * Writes what changed to the storage, if there is one.
   *
   * @return false if that failed, which is logged and reported, or if it has ended
   */
  public boolean save(SeriesChanges<S> changes) {
    return !isStored() || save(changes.ids());
  }

  /** The same for some series, as they are remembered now or not any more. */
  public boolean save(Collection<SeriesId> ids) {
    SeriesTable<S> series = running();
    synchronized (series) {
      SeriesStore<S> into = store;
      if (ids.isEmpty() || !isStored()) {
        return true;
      }
      return into != null && write(() -> into.save(series, ids));
    }
  }

  /**
   * Hands on what is left of a request. What it changed stands if that is accepted, and is taken
   * back if it is refused or ends by an exception.
   */
  public ConsumeResult handOn(Context context, Metrics request, Walked<S> walked, Consumer next) {
    Metrics rest = walked.metrics();
    boolean accepted = false;
    try {
      ConsumeResult result =
          rest != request && rest.itemCount() == 0
              ? ConsumeResult.accepted()
              : next.consume(context, rest);
      accepted = result.isAccepted();
      return result;
    } finally {
      if (accepted) {
        accept(walked.changes());
      } else {
        undo(walked.changes());
      }
    }
  }

  private void accept(SeriesChanges<S> changes) {
    synchronized (running()) {
      changes.accept();
    }
  }

  /** Takes back what a request changed that was refused. */
  public void undo(SeriesChanges<S> changes) {
    synchronized (running()) {
      changes.undo();
    }
  }

  /** How many series are remembered. */
  public double count() {
    SeriesTable<S> series = table;
    if (series == null) {
      return 0;
    }
    synchronized (series) {
      return series.size();
    }
  }

  private SeriesTable<S> running() {
    SeriesTable<S> series = table;
    if (series == null) {
      throw new IllegalStateException("the processor is not started");
    }
    return series;
  }

  private interface Writing {
    void run() throws IOException;
  }

  private boolean write(Writing writing) {
    Host told = requireNonNull(host);
    try {
      writing.run();
    } catch (IOException failed) {
      if (!failing) {
        failing = true;
        settings.logger().warn("series cannot be written to the storage: {}", failed.toString());
        told.reportStatus(
            ComponentStatus.recoverable("the storage takes no series: " + failed.getMessage()));
      }
      return false;
    }
    if (failing) {
      failing = false;
      settings.logger().info("series can be written to the storage again");
      told.reportStatus(ComponentStatus.OK);
    }
    return true;
  }
}
