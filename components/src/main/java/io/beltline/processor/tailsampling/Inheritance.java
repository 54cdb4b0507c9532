package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.processor.tailsampling.TraceTable.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes over traces from a processor with other policies: their spans are asked what the new ones
 * want to know. Under the lock of what is held.
 */
final class Inheritance {
  private final Holding holding;
  private final Survey survey;
  private final int words;

  Inheritance(Holding holding, Survey survey, int words) {
    this.holding = holding;
    this.survey = survey;
    this.words = words;
  }

  /** Takes all traces of a table, which is empty then. */
  void take(TraceTable from, long now) {
    for (PendingTrace trace : from.byArrival()) {
      from.close(trace);
      List<Run> runs = runs(from, trace);
      holding.adopt(facts(trace.facts().id(), runs), runs, trace.arrivedNanos(), now);
    }
    for (PendingTrace trace = from.ready().poll(); trace != null; trace = from.ready().poll()) {
      Decision decision = trace.decision();
      if (decision != null) {
        holding.adopt(trace.facts(), runs(from, trace), decision, now);
      }
    }
    from.free();
  }

  private static List<Run> runs(TraceTable from, PendingTrace trace) {
    List<Run> runs = new ArrayList<>();
    for (Run run = from.next(trace); run != null; run = from.next(trace)) {
      runs.add(run);
    }
    return runs;
  }

  private TraceFacts facts(TraceId id, List<Run> runs) {
    Map<Context, RunContent> contents = new LinkedHashMap<>();
    for (Run run : runs) {
      contents.computeIfAbsent(run.place().context(), key -> new RunContent()).add(run);
    }
    TraceFacts facts = new TraceFacts(id, words);
    contents.forEach(
        (context, content) ->
            survey
                .read(context, content.request())
                .parts()
                .forEach(part -> facts.add(part.facts())));
    return facts;
  }
}
