package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.model.Traces;
import io.beltline.processor.tailsampling.TraceTable.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Takes over traces from a processor that held them in memory only, for one that has a storage:
 * they are kept there before they are held. What the storage does not take is held in memory. One
 * thread, without the lock of what is held.
 */
final class Adoption {
  /** A stored request is not much larger than this. */
  private static final long ENOUGH = 1L << 20;

  /** What becomes of spans that were about to be sent; their thresholds are written already. */
  private static final Decision SENT = Decision.kept("sent", null);

  private final Holding holding;
  private final Survey survey;
  private final int words;
  private final Logger logger;
  private final long now;

  // what is collected
  private final Map<Context, RunContent> contents = new LinkedHashMap<>();
  private final List<PendingTrace> waiting = new ArrayList<>();
  private final Map<TraceId, Decision> decided = new HashMap<>();
  private long bytes;
  private long unkept;
  private String why = "";

  Adoption(Holding holding, Survey survey, int words, Logger logger, long now) {
    this.holding = holding;
    this.survey = survey;
    this.words = words;
    this.logger = logger;
    this.now = now;
  }

  /** Takes all there is. */
  void take(Left left) {
    left.made().forEach(this::take);
    TraceTable from = left.table();
    from.lock().lock(); // requests may still be under way in the processor before
    try {
      take(from);
    } finally {
      from.lock().unlock();
    }
    if (unkept > 0) {
      logger.warn("{} spans of before are held in memory only: {}", unkept, why);
    }
  }

  private void take(Shipment made) {
    hold(made.context(), made.traces(), SENT);
  }

  private void take(TraceTable from) {
    for (PendingTrace trace = from.ready().poll(); trace != null; trace = from.ready().poll()) {
      Decision decision = trace.decision();
      if (decision != null) {
        decided.put(trace.facts().id(), decision);
      }
      collect(from, trace);
    }
    hold();
    for (PendingTrace trace : from.byArrival()) {
      from.close(trace);
      waiting.add(trace);
      collect(from, trace);
    }
    hold();
    from.free();
  }

  private void collect(TraceTable from, PendingTrace trace) {
    for (Run run = from.next(trace); run != null; run = from.next(trace)) {
      contents.computeIfAbsent(run.place().context(), key -> new RunContent()).add(run);
      bytes += run.bytes().length;
    }
    if (bytes >= ENOUGH) {
      hold();
    }
  }

  private void hold() {
    holding.lock().lock();
    try {
      waiting.forEach(
          trace -> holding.expect(trace.facts().id(), words, trace.arrivedNanos(), now));
    } finally {
      holding.lock().unlock();
    }
    contents.forEach((context, content) -> hold(context, content.request(), null));
    contents.clear();
    waiting.clear();
    decided.clear();
    bytes = 0;
  }

  private void hold(Context context, Traces request, @Nullable Decision all) {
    Arrivals arrivals = survey.read(context, request);
    RecordRef record = keep(context, request);
    holding.lock().lock();
    try {
      holding.adopt(arrivals, record, id -> all == null ? decided.get(id) : all, now);
    } finally {
      holding.lock().unlock();
    }
  }

  private @Nullable RecordRef keep(Context context, Traces request) {
    try {
      return holding.storage().keep(context, request);
    } catch (IOException failed) {
      unkept += request.itemCount();
      why = String.valueOf(failed.getMessage());
      return null;
    }
  }
}
