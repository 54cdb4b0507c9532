package io.beltline.service.graph;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Exporter.Lanes;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Meter;
import io.beltline.api.Origins;
import io.beltline.delivery.DropReason;
import io.beltline.delivery.EgressPolicy;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.books.DestinationBook;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An exporter without a queue: one attempt on the caller's thread, and its outcome is the caller's
 * answer. Nothing is kept, so what the backend may take later goes back to the sender, and what an
 * egress policy withholds is dropped; to the sender that is accepted, unless the rest is to come
 * again.
 */
final class DirectDestination implements Destination {
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(1);

  private final ComponentId id;
  private final Signal signal;
  private final Exporter exporter;
  private final @Nullable EgressPolicy policy;
  private final Clock clock;
  private final Meter.Counter sent;
  private final Meter.Counter failed;
  private final Meter.@Nullable Counter withheldCount;
  private final LongAdder taken = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder returned = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder withheld = new LongAdder();

  /** With an exporter that has started, and what may leave by it; null for no policy. */
  DirectDestination(
      ComponentId id,
      Signal signal,
      Exporter exporter,
      @Nullable EgressPolicy policy,
      Clock clock,
      Meter meter) {
    this.id = id;
    this.signal = signal;
    this.exporter = exporter;
    this.policy = policy;
    this.clock = clock;
    String items = signal.items().replace('_', ' ');
    String unit = "{" + signal.items() + "}";
    sent =
        meter.counter(
            "otelcol_exporter_sent_" + signal.items(),
            unit,
            "Number of " + items + " successfully sent to destination.",
            Map.of());
    failed =
        meter.counter(
            "otelcol_exporter_send_failed_" + signal.items(),
            unit,
            "Number of " + items + " in failed attempts to send to destination.",
            Map.of());
    withheldCount =
        policy == null
            ? null
            : meter.counter(
                "otelcol_exporter_dropped_" + signal.items(),
                unit,
                "Number of " + items + " lost, by reason.",
                Map.of("exporter", id.toString(), "reason", DropReason.WITHHELD.label()));
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    int items = telemetry.itemCount();
    taken.add(items);
    boolean settled = false;
    try {
      Telemetry passed = policy == null ? telemetry : policy.inspect(telemetry).passed();
      ConsumeResult answer =
          passed == null
              ? withhold(items, ConsumeResult.accepted())
              : send(context, telemetry, passed, items);
      settled = true;
      return answer;
    } finally {
      if (!settled) {
        giveBack(items);
      }
    }
  }

  private ConsumeResult send(Context context, Telemetry whole, Telemetry passed, int items) {
    ExportResult result =
        exporter.export(
            new ExportRequest(
                context,
                passed,
                Deadline.in(clock, LONGEST_ATTEMPT),
                Origins.UNKNOWN,
                Lanes.NONE,
                policy == null ? Outgoing.UNCHECKED : policy));
    int sending = passed == whole ? items : passed.itemCount();
    int rest = items - sending;
    return switch (result) {
      case ExportResult.Delivered(long rejected, String message) ->
          withhold(rest, settle(sending, rejected, message));
      case ExportResult.Partial partial -> withhold(rest, partial(sending, partial));
      case ExportResult.Refused(Refusal refusal) -> refuse(sending, rest, refusal);
    };
  }

  private ConsumeResult withhold(long items, ConsumeResult answer) {
    withheld.add(items);
    if (withheldCount != null) {
      withheldCount.add(items);
    }
    return answer;
  }

  private static boolean isWithheld(Refusal refusal) {
    return refusal.rule().equals(EgressPolicy.RULE);
  }

  private ConsumeResult settle(int items, long rejected, String message) {
    long lost = Math.clamp(rejected, 0, items);
    delivered.add(items - lost);
    sent.add(items - lost);
    if (lost == 0 && message.isEmpty()) {
      return ConsumeResult.accepted();
    }
    dropped.add(lost);
    failed.add(lost);
    return new ConsumeResult.Accepted(lost, message);
  }

  private ConsumeResult partial(int items, ExportResult.Partial partial) {
    long lost = 0;
    long own = 0;
    String message = "";
    for (ExportResult.Part part : partial.parts()) {
      if (isWithheld(part.refusal())) {
        own += part.telemetry().itemCount();
        continue;
      }
      lost += part.telemetry().itemCount();
      message = message.isEmpty() ? part.refusal().message() : message;
    }
    int kept = (int) Math.min(own, items);
    return withhold(kept, settle(items - kept, lost, message));
  }

  private ConsumeResult refuse(int items, int rest, Refusal refusal) {
    return switch (refusal.action()) {
      case RETRY, RETRY_SMALLER, HOLD -> {
        giveBack(items + rest); // nothing is withheld of what comes again
        yield new ConsumeResult.Retryable(
            refusal.status(), refusal.message(), refusal.retryAfter());
      }
      case DEAD_LETTER, DROP -> {
        if (isWithheld(refusal)) {
          yield withhold(items + rest, ConsumeResult.accepted());
        }
        giveBack(items);
        yield withhold(rest, new ConsumeResult.Permanent(refusal.status(), refusal.message()));
      }
    };
  }

  private void giveBack(int items) {
    returned.add(items);
    failed.add(items);
  }

  @Override
  public boolean mayBlock(Context context) {
    return true;
  }

  @Override
  public DestinationBook books() {
    long settled = delivered.sum();
    long back = returned.sum();
    long lost = dropped.sum();
    long hidden = withheld.sum();
    Map<String, Long> reasons = new HashMap<>();
    if (lost > 0) {
      reasons.put(DropReason.REFUSED.label(), lost);
    }
    if (hidden > 0) {
      reasons.put(DropReason.WITHHELD.label(), hidden);
    }
    long all = taken.sum(); // read last: what is under way is in flight, never missing
    return new DestinationBook(
        id, signal, all, 0, settled, 0, back, all - settled - back - lost - hidden, 0, reasons);
  }
}
