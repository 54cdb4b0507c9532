package io.beltline.processor.groupbytrace;

import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the spans of a trace wait for each other and hands whole traces on.
 *
 * <p>A request is accepted when its spans are held, and these are in flight from there on: booked
 * as held, with a share in what was reserved for the request. At a limit the traces that wait
 * longest are handed on at once, by the request that wants room; if they cannot be, it is refused.
 */
final class GroupByTraceProcessor implements Processor {
  private static final long MOST_BYTES = 256L << 20;
  private static final int SHARE = 4;
  private static final int TICKS = 20;

  private final Settings settings;
  private final GroupByTraceConfig config;
  private final Consumer next;
  private final TraceCounters counters;
  private volatile @Nullable Running running;

  GroupByTraceProcessor(Settings settings, GroupByTraceConfig config, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.next = next;
    this.counters = new TraceCounters(settings.meter(), config.numTraces(), this::waiting);
  }

  /** What there is between start and shutdown. */
  private record Running(Clock clock, TraceStore store, Releases releases) {}

  private double waiting() {
    Running now = running;
    return now == null ? 0 : now.store().size();
  }

  @Override
  public void start(Host host) {
    long bytes = Math.min(MOST_BYTES, host.memory().capacity() / SHARE);
    TraceStore store = new TraceStore(config.numTraces(), bytes);
    Releases releases =
        new Releases(
            settings, store, host.clock(), config.waitDuration().dividedBy(TICKS), counters, next);
    running = new Running(host.clock(), store, releases);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Running now = running;
    if (!(telemetry instanceof Traces traces) || config.waitDuration().isZero() || now == null) {
      return next.consume(context, telemetry);
    }
    Map<Slice, List<Piece>> cut = TraceCutter.cut(traces);
    Context own =
        new Context(ClientInfo.NONE, context.metadata(), context.auth(), context.batching());
    HeldRequest request = new HeldRequest(context.reservation(), cut.size());
    Duration wait = config.waitDuration();
    while (true) {
      int spans = now.store().add(cut, own, request, now.clock().nanoTime() + wait.toNanos());
      if (spans >= 0) {
        settings.ledger().held(telemetry.signal(), spans);
        now.releases().arm();
        now.releases().late();
        return ConsumeResult.accepted();
      }
      Retryable refused = now.releases().makeRoom(cut, own);
      if (refused != null) {
        cut.keySet().forEach(trace -> request.release());
        settings.ledger().returnedWhole(telemetry.signal());
        return refused;
      }
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    Running ending = running;
    running = null;
    if (ending != null) {
      ending.releases().shutdown(deadline);
    }
  }
}
