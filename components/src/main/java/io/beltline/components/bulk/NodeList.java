package io.beltline.components.bulk;

import io.beltline.api.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a cluster, used in turn. One that fails is left alone for a time that doubles with
 * each failure; if all are, the one that was left alone first is asked. Safe for all threads.
 */
final class NodeList {
  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  private final Clock clock;
  private List<Node> nodes;
  private int next;

  NodeList(Clock clock, List<URI> urls) {
    this.clock = clock;
    this.nodes = urls.stream().map(Node::new).toList();
  }

  /** A node and how it does. */
  static final class Node {
    private final URI url;
    private int failures;
    private long restsUntil;

    private Node(URI url) {
      this.url = url;
    }

    URI url() {
      return url;
    }
  }

  /** How many there are. */
  synchronized int size() {
    return nodes.size();
  }

  /** The next one that is not left alone. */
  synchronized Node choose() {
    long now = clock.nanoTime();
    Node best = null;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get((next + i) % nodes.size());
      if (node.failures == 0 || node.restsUntil - now <= 0) {
        next = (next + i + 1) % nodes.size();
        return node;
      }
      if (best == null || node.restsUntil - best.restsUntil < 0) {
        best = node;
      }
    }
    return java.util.Objects.requireNonNull(best, "a cluster has a node");
  }

  /** A node answered. */
  synchronized void well(Node node) {
    node.failures = 0;
  }

  /** A node did not answer, or only a proxy in front of it did. */
  synchronized void failed(Node node) {
    int doublings = Math.min(node.failures, MOST_DOUBLINGS);
    node.failures++;
    node.restsUntil = clock.nanoTime() + (FIRST_REST.toNanos() << doublings);
  }

  /** Takes the nodes that the cluster named; those that stay keep how they do. */
  synchronized void become(List<URI> urls) {
    List<Node> found = new ArrayList<>();
    for (URI url : urls) {
      found.add(
          nodes.stream()
              .filter(node -> node.url.equals(url))
              .findFirst()
              .orElseGet(() -> new Node(url)));
    }
    if (!found.isEmpty()) {
      nodes = List.copyOf(found);
      next = 0;
    }
  }
}
