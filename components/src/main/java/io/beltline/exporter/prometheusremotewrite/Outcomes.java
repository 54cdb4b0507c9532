package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.components.parts.Partition;
import io.beltline.exporter.prometheusremotewrite.RemoteWriteResponses.Verdict;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Puts together what became of the requests that points were sent in. One thread. */
final class Outcomes {
  private final Telemetry telemetry;
  private final Plan plan;
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> lost = new ArrayList<>();
  private long rejected;
  private String words;

  Outcomes(Telemetry telemetry, Plan plan) {
    this.telemetry = telemetry;
    this.plan = plan;
    this.rejected = plan.refused().cardinality();
    this.words = rejected == 0 ? "" : rejected + " points were not sent: " + plan.complaint();
  }

  /** A request was refused. */
  void refused(WriteRequest request, Verdict.Refused verdict) {
    Refusal refusal = verdict.refusal();
    BitSet items = request.items();
    boolean forGood = refusal.action() == Action.DEAD_LETTER || refusal.action() == Action.DROP;
    if (forGood && verdict.written() > 0 && !request.isRepeatable()) {
      // the rest is stored: sent again, the earlier samples of a series would be out of order
      lost(items, Math.max(1, count(request) - verdict.written()), refusal);
      return;
    }
    if (!items.isEmpty()) {
      parts.add(new Part(Partition.of(telemetry, items), refusal, true));
    }
  }

  /** Some points are lost: how many is known, which ones is not. */
  private void lost(BitSet items, long most, Refusal refusal) {
    BitSet some = new BitSet();
    items.stream().limit(most).forEach(some::set);
    if (some.isEmpty()) {
      return; // only what is no point was in it
    }
    rejected += some.cardinality();
    words = words.isEmpty() ? refusal.message() : words + "; " + refusal.message();
    Refusal why =
        new Refusal(Action.DROP, refusal.status(), refusal.message(), null, false, refusal.rule());
    lost.add(new Part(Partition.of(telemetry, some), why));
  }

  private static long count(WriteRequest request) {
    return request.series().stream()
        .mapToLong(one -> one.samples().size() + one.histograms().size())
        .sum();
  }

  /** What delivery is told. */
  ExportResult result() {
    if (parts.isEmpty()) {
      return rejected == 0 ? ExportResult.delivered() : new ExportResult.Delivered(rejected, words);
    }
    Part first = parts.getFirst();
    if (parts.size() == 1 && first.telemetry().itemCount() == telemetry.itemCount()) {
      return new ExportResult.Refused(first.refusal());
    }
    parts.addAll(lost);
    if (!plan.refused().isEmpty()) {
      Telemetry unsent = Partition.of(telemetry, plan.refused());
      Refusal why = new Refusal(Action.DROP, Status.INVALID_ARGUMENT, words, null);
      parts.add(new Part(unsent, why));
    }
    return new ExportResult.Partial(parts);
  }
}
