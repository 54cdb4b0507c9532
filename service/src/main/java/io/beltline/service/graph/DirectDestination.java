package io.beltline.service.graph;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Meter;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.books.DestinationBook;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * An exporter without a queue: one attempt on the caller's thread, and its outcome is the caller's
 * answer. Nothing is kept, so what the backend may take later goes back to the sender.
 */
final class DirectDestination implements Destination {
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(1);
  private static final String REFUSED = "refused";

  private final ComponentId id;
  private final Signal signal;
  private final Exporter exporter;
  private final Clock clock;
  private final Meter.Counter sent;
  private final Meter.Counter failed;
  private final LongAdder taken = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder returned = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  DirectDestination(ComponentId id, Signal signal, Exporter exporter, Clock clock, Meter meter) {
    this.id = id;
    this.signal = signal;
    this.exporter = exporter;
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
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    int items = telemetry.itemCount();
    taken.add(items);
    boolean settled = false;
    try {
      Deadline deadline = Deadline.in(clock, LONGEST_ATTEMPT);
      ExportResult result =
          exporter.export(new Exporter.ExportRequest(context, telemetry, deadline));
      ConsumeResult answer =
          switch (result) {
            case ExportResult.Delivered(long rejected, String message) ->
                settle(items, rejected, message);
            case ExportResult.Partial partial -> partial(items, partial);
            case ExportResult.Refused(Refusal refusal) -> refuse(items, refusal);
          };
      settled = true;
      return answer;
    } finally {
      if (!settled) {
        returned.add(items);
        failed.add(items);
      }
    }
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
    String message = "";
    for (ExportResult.Part part : partial.parts()) {
      lost += part.telemetry().itemCount();
      message = message.isEmpty() ? part.refusal().message() : message;
    }
    return settle(items, lost, message);
  }

  private ConsumeResult refuse(int items, Refusal refusal) {
    returned.add(items);
    failed.add(items);
    return switch (refusal.action()) {
      case RETRY, RETRY_SMALLER, HOLD ->
          new ConsumeResult.Retryable(refusal.status(), refusal.message(), refusal.retryAfter());
      case DEAD_LETTER, DROP -> new ConsumeResult.Permanent(refusal.status(), refusal.message());
    };
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
    long all = taken.sum(); // read last: what is under way is in flight, never missing
    return new DestinationBook(
        id,
        signal,
        all,
        0,
        settled,
        0,
        back,
        all - settled - back - lost,
        0,
        lost == 0 ? Map.of() : Map.of(REFUSED, lost));
  }
}
