package io.beltline.components.bulk;

import io.beltline.api.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nodes of a cluster, used in turn. One that fails is left alone for a time that doubles with
 * each failure. Where all that the cluster named are, the configured ones are asked, and if these
 * are too, the one that was left alone first. Safe for all threads.
 */
final class NodeList {
  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  private final Clock clock;
  private final List<Node> configured;
  private List<Node> nodes;

  /** Configured ones that the cluster did not name. */
  private List<Node> others = List.of();

  private int next;

  NodeList(Clock clock, List<URI> urls) {
    this.clock = clock;
    this.configured = urls.stream().map(Node::new).toList();
    this.nodes = configured;
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
    return nodes.size() + others.size();
  }

  /** The next one that is not left alone. */
  synchronized Node choose() {
    long now = clock.nanoTime();
    Node best = nodes.get(next);
    for (int i = 0; i < size(); i++) {
      Node node =
          i < nodes.size() ? nodes.get((next + i) % nodes.size()) : others.get(i - nodes.size());
      if (node.failures == 0 || node.restsUntil - now <= 0) {
        next = i < nodes.size() ? (next + i + 1) % nodes.size() : next;
        return node;
      }
      if (node.restsUntil - best.restsUntil < 0) {
        best = node;
      }
    }
    return best;
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
          Stream.concat(nodes.stream(), configured.stream())
              .filter(node -> node.url.equals(url))
              .findFirst()
              .orElseGet(() -> new Node(url)));
    }
    if (!found.isEmpty()) {
      nodes = List.copyOf(found);
      others = configured.stream().filter(node -> !found.contains(node)).toList();
      next = 0;
    }
  }
}
