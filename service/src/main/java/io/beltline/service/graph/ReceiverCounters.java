package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.Meter;
import io.beltline.model.Signal;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts what a receiver brought, by the transport it came over. The few transports are looked up
 * in a short array, so that counting neither allocates nor builds text.
 */
final class ReceiverCounters {
  private static final int MOST_TRANSPORTS = 32;

  private final Signal signal;
  private final Meter meter;
  private volatile ByTransport[] known = {};

  ReceiverCounters(Signal signal, Meter meter) {
    this.signal = signal;
    this.meter = meter;
  }

  void count(String transport, int items, ConsumeResult result) {
    ByTransport counters = of(transport);
    if (result instanceof Accepted accepted) {
      counters.accepted.add(items);
      if (accepted.rejectedItems() > 0) {
        counters.rejected.add(accepted.rejectedItems());
      }
    } else {
      counters.refused.add(items);
    }
  }

  private ByTransport of(String transport) {
    for (ByTransport counters : known) {
      if (counters.transport.equals(transport)) {
        return counters;
      }
    }
    return add(transport);
  }

  private synchronized ByTransport add(String transport) {
    ByTransport[] old = known;
    for (ByTransport counters : old) {
      if (counters.transport.equals(transport)) {
        return counters;
      }
    }
    if (old.length >= MOST_TRANSPORTS) {
      return old[0];
    }
    ByTransport added = new ByTransport(transport, signal, meter);
    ByTransport[] all = Arrays.copyOf(old, old.length + 1);
    all[old.length] = added;
    known = all;
    return added;
  }

  private static final class ByTransport {
    private final String transport;
    private final Meter.Counter accepted;
    private final Meter.Counter refused;
    private final Meter.Counter rejected;

    ByTransport(String transport, Signal signal, Meter meter) {
      this.transport = transport;
      Map<String, String> labels = Map.of("transport", transport);
      String items = signal.items().replace('_', ' ');
      String unit = "{" + signal.items() + "}";
      accepted =
          meter.counter(
              "otelcol_receiver_accepted_" + signal.items(),
              unit,
              "Number of " + items + " successfully pushed into the pipeline.",
              labels);
      refused =
          meter.counter(
              "otelcol_receiver_refused_" + signal.items(),
              unit,
              "Number of " + items + " that could not be pushed into the pipeline.",
              labels);
      rejected =
          meter.counter(
              "beltline_receiver_rejected_" + signal.items(),
              unit,
              "Number of "
                  + items
                  + " that senders were told were refused for good (partial success).",
              labels);
    }
  }
}
