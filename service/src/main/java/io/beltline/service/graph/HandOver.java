package io.beltline.service.graph;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.service.plan.PlannedComponent;
import org.jspecify.annotations.Nullable;

/**
 * Queues on disk go from one graph to the next as they are: an exporter that is replaced by one of
 * its id does not send what the other will find in the same storage.
 */
final class HandOver {
  private final Graph old;
  private final Graph next;

  HandOver(Graph old, Graph next) {
    this.old = old;
    this.next = next;
  }

  /** Tells the exporters that are replaced; before they are shut down. */
  void tell() {
    old.exporters.forEach(
        (id, node) -> {
          ExporterNode successor = next.exporters.get(id);
          if (successor != null && !successor.equals(node) && sharesStorage(node, successor)) {
            node.exporting()
                .destinations()
                .forEach(
                    (signal, destination) -> {
                      if (successor.entries().containsKey(signal)) {
                        destination.handOver();
                      }
                    });
          }
        });
  }

  private boolean sharesStorage(ExporterNode node, ExporterNode successor) {
    ComponentId id = Destinations.storage(node.member().plan());
    if (id == null || !id.equals(Destinations.storage(successor.member().plan()))) {
      return false;
    }
    PlannedComponent before = old.plan().component(ComponentKind.EXTENSION, id);
    PlannedComponent after = next.plan().component(ComponentKind.EXTENSION, id);
    return before != null && after != null && before.config().equals(after.config());
  }

  /** The plan of the component that takes the place of an exporter; null if none does. */
  @Nullable PlannedComponent successor(Member exporter) {
    ExporterNode node = next.exporters.get(exporter.id());
    return node == null ? null : node.member().plan();
  }
}
