package io.beltline.service.books;

import java.util.List;

/**
 * The whole ledger at one moment: what became of every item since the process began.
 *
 * @param pipelines a line for each pipeline and destination at its end
 * @param destinations a book for each exporter and signal
 */
public record LedgerReading(List<LedgerLine> pipelines, List<DestinationBook> destinations) {

  /** Copies the lists. */
  public LedgerReading {
    pipelines = List.copyOf(pipelines);
    destinations = List.copyOf(destinations);
  }

  /** Whether no call was under way in any pipeline when it was read. */
  public boolean settled() {
    return pipelines.stream().allMatch(LedgerLine::settled);
  }
}
