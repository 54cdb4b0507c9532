package io.beltline.service.books;

import io.beltline.api.ComponentId;
import io.beltline.api.PipelineId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The books of all pipelines of all graphs of the process. Books of a graph that was replaced are
 * kept as they are until the last call in them has ended, then as sums. Safe for all threads.
 */
public final class PipelineAccounts {
  private final Set<PipelineBooks> live = new LinkedHashSet<>();
  private final List<PipelineBooks> leaving = new ArrayList<>();
  private final Map<Key, LedgerLine> ended = new LinkedHashMap<>();

  private record Key(PipelineId pipeline, ComponentId destination) {}

  /** Books that are written in from now on. */
  public synchronized void open(PipelineBooks books) {
    live.add(books);
  }

  /** Books of a graph that was replaced; calls in it may still be under way. */
  public synchronized void close(PipelineBooks books) {
    if (live.remove(books)) {
      leaving.add(books);
    }
  }

  /** What stands in all of them now: a line for each pipeline and destination. */
  public synchronized List<LedgerLine> lines() {
    for (PipelineBooks books : List.copyOf(leaving)) {
      List<LedgerLine> lines = books.lines();
      if (lines.stream().allMatch(LedgerLine::settled)) {
        leaving.remove(books);
        add(lines, ended);
      }
    }
    Map<Key, LedgerLine> all = new LinkedHashMap<>(ended);
    leaving.forEach(books -> add(books.lines(), all));
    live.forEach(books -> add(books.lines(), all));
    return List.copyOf(all.values());
  }

  private static void add(List<LedgerLine> lines, Map<Key, LedgerLine> into) {
    for (LedgerLine line : lines) {
      into.merge(new Key(line.pipeline(), line.destination()), line, LedgerLine::plus);
    }
  }
}
