package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.delivery.EgressPolicy.Inspected;
import io.beltline.delivery.EgressPolicy.Withheld;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Parts what an exporter's policy lets leave from what it withholds, before anything is queued.
 * What is withheld is accepted, and then kept as a dead letter or dropped; of a request that is
 * going to come again nothing is. Safe for all threads.
 *
 * @param belt where requests begin and end
 * @param books where what comes again is taken back
 * @param courier keeps or drops
 * @param desk where ends are reported
 */
record Withholding(Belt belt, DestinationBooks books, Courier courier, Desk desk) {

  /** Does something with what may leave. */
  interface Onward {
    /** Queues or sends it. */
    ConsumeResult take(Context context, Telemetry telemetry);
  }

  /** Passes on what may leave, and withholds the rest. */
  ConsumeResult part(EgressPolicy policy, Context context, Telemetry telemetry, Onward onward) {
    Inspected seen;
    try {
      seen = policy.inspect(telemetry);
    } catch (MalformedTelemetryException malformed) {
      return new Permanent(Status.INVALID_ARGUMENT, String.valueOf(malformed.getMessage()));
    }
    Telemetry passed = seen.passed();
    Supplier<ConsumeResult> rest =
        () -> passed == null ? ConsumeResult.accepted() : onward.take(context, passed);
    return seen.withheld().isEmpty() ? rest.get() : beside(seen.withheld(), context, rest);
  }

  private ConsumeResult beside(
      List<Withheld> withheld, Context context, Supplier<ConsumeResult> rest) {
    List<Entry> begun = new ArrayList<>();
    boolean settled = false;
    try {
      for (Withheld one : withheld) {
        Entry entry = new Entry(context, one.telemetry(), 0, null, false, desk);
        ConsumeResult refusal = belt.begin(entry);
        if (refusal != null) {
          return refusal;
        }
        begun.add(entry);
      }
      ConsumeResult result = rest.get();
      if (!(result instanceof Retryable)) {
        settled = true;
        for (int i = 0; i < begun.size(); i++) {
          courier.withhold(Load.of(begun.get(i)), EgressGate.refusal(withheld.get(i)));
        }
      }
      return result;
    } finally {
      for (Entry entry : begun) {
        if (!settled) {
          takeBack(entry);
        }
        belt.end();
      }
    }
  }

  private void takeBack(Entry entry) {
    belt.read(
        () -> {
          books.returned(entry.items);
          return entry;
        });
  }
}
