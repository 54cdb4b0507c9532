package io.beltline.verification.flow;

import io.beltline.testkit.Numbered;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients that send numbered log records as fast as they are answered, each new ones, and remember
 * what was accepted. What is refused is not sent again, and nobody waits: a crowd without manners.
 */
final class Flood implements AutoCloseable {
  private final Shape shape;
  private final int room;
  private final List<Sender> connections = new ArrayList<>();
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final BitSet accepted = new BitSet();
  private final Map<String, LongAdder> told = new ConcurrentSkipListMap<>();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder hints = new LongAdder();
  private volatile boolean stopped;

  /**
   * What a flood is made of.
   *
   * @param records records in a request
   * @param bodySize characters in a record
   * @param connections how many connections
   * @param clients clients on each
   */
  record Shape(int records, int bodySize, int connections, int clients) {}

  /** A flood that ends by itself after so many records. */
  Flood(Shape shape, int room) {
    this.shape = shape;
    this.room = room;
  }

  /** Begins. */
  Flood start(Protocol protocol, int port, String compression) {
    for (int i = 0; i < shape.connections(); i++) {
      Sender sender = Sender.to(protocol, port, compression);
      connections.add(sender);
      for (int j = 0; j < shape.clients(); j++) {
        clients.add(Thread.startVirtualThread(() -> send(sender)));
      }
    }
    return this;
  }

  private void send(Sender sender) {
    int records = shape.records();
    for (int request = next.getAndIncrement();
        !stopped && (request + 1L) * records <= room;
        request = next.getAndIncrement()) {
      int from = request * records;
      Sender.Told answer = sender.send(Numbered.logs(from, records, shape.bodySize()));
      told.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
      if (answer.accepted()) {
        synchronized (accepted) {
          accepted.set(from, from + records);
        }
      } else {
        refusals.increment();
        if (answer.pause() != null) {
          hints.increment();
        }
      }
    }
  }

  /** Sends nothing new and waits for the answers. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread client : clients) {
      client.join();
    }
  }

  /** Records that were accepted. */
  int accepted() {
    synchronized (accepted) {
      return accepted.cardinality();
    }
  }

  /** Accepted records that a backend has not seen. */
  int missing(Backend backend) {
    synchronized (accepted) {
      return (int) accepted.stream().filter(number -> backend.arrivals(number) == 0).count();
    }
  }

  /** Requests that were refused. */
  long refusals() {
    return refusals.sum();
  }

  /** Refusals that named a time to wait. */
  long hints() {
    return hints.sum();
  }

  /** How often each answer came. */
  Map<String, LongAdder> told() {
    return told;
  }

  @Override
  public void close() {
    stopped = true;
    connections.forEach(Sender::close);
  }
}
