package io.beltline.service.graph;

import io.beltline.model.Signal;
import java.util.Map;

/**
 * A receiver and its edges.
 *
 * @param member the receiver
 * @param edges one for each signal it has pipelines for
 * @param admission what lets its requests in
 */
record ReceiverNode(Member member, Map<Signal, ReceiverEdge> edges, ReceiverAdmission admission) {

  ReceiverNode {
    edges = Map.copyOf(edges);
  }
}
