package io.beltline.service.graph;

import io.beltline.api.Consumer;

/** Puts something between components when a graph is built: what wants to see what passes. */
@FunctionalInterface
public interface Edges {
  /** Nothing stands between components. */
  Edges PLAIN = (edge, next) -> next;

  /**
   * What stands at an edge; called once for each.
   *
   * @param next where telemetry goes on
   */
  Consumer at(Edge edge, Consumer next);
}
