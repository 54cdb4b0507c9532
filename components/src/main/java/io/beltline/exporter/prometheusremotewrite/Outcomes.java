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
      long stored = verdict.written();
      long lost = Math.clamp(count(request) - stored, 1, Math.max(1, items.cardinality()));
      rejected += lost;
      words = words.isEmpty() ? refusal.message() : words + "; " + refusal.message();
      return;
    }
    if (!items.isEmpty()) {
      parts.add(new Part(Partition.of(telemetry, items), refusal, true));
    }
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
    if (!plan.refused().isEmpty()) {
      Telemetry unsent = Partition.of(telemetry, plan.refused());
      Refusal why = new Refusal(Action.DROP, Status.INVALID_ARGUMENT, words, null);
      parts.add(new Part(unsent, why));
    }
    return new ExportResult.Partial(parts);
  }
}
