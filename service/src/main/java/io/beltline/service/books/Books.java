package io.beltline.service.books;

import java.util.List;

/**
 * All books at one moment.
 *
 * @param pipelines by pipeline, in the order configured
 * @param destinations by exporter and signal
 */
public record Books(List<PipelineBook> pipelines, List<DestinationBook> destinations) {

  /** Copies the lists. */
  public Books {
    pipelines = List.copyOf(pipelines);
    destinations = List.copyOf(destinations);
  }

  /** True if nothing is unaccounted for. */
  public boolean balanced() {
    return pipelines.stream()
            .allMatch(book -> book.lines().keySet().stream().allMatch(d -> book.residue(d) == 0))
        && destinations.stream().allMatch(book -> book.residue() == 0);
  }
}
