package io.beltline.benchmarks.passthrough;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Mergeable;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Sends requests until it is closed. A closed loop sends the next one when an answer comes; an open
 * loop keeps to a rate and counts its delay from the moment a request was due.
 */
final class Load implements AutoCloseable {
  private static final int DISTINCT = 64;
  private static final int OPEN_LOOP_ROOM = 32;

  private final Scenario scenario;
  private final Peers peers;
  private final List<Mergeable> requests;
  private final List<GrpcRequest> calls;
  private final List<GrpcClient> clients;
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore room;
  private volatile boolean stopped;
  private volatile String lastRefusal = "";

  final LongAdder sentBytes = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder refused = new LongAdder();
  final Latencies latencies = new Latencies();

  Load(Scenario scenario, Peers peers, int port) {
    this.scenario = scenario;
    this.peers = peers;
    requests = PayloadKind.T361.requests(DISTINCT, scenario.spans());
    calls =
        requests.stream()
            .map(r -> GrpcRequest.of(Peers.METHOD, r.payload(), Context.EMPTY, null))
            .toList();
    clients = IntStream.range(0, scenario.connections()).mapToObj(i -> peers.client(port)).toList();
    room = new Semaphore(scenario.connections() * scenario.inFlight() * OPEN_LOOP_ROOM);
  }

  Load start() {
    if (scenario.rate() > 0) {
      threads.add(Thread.ofPlatform().name("pace").start(this::pace));
    } else {
      for (int i = 0; i < scenario.connections() * scenario.inFlight(); i++) {
        int first = i;
        threads.add(Thread.ofVirtual().start(() -> loop(first)));
      }
    }
    return this;
  }

  String lastRefusal() {
    return lastRefusal;
  }

  private void loop(int first) {
    for (int turn = first; !stopped; turn++) {
      send(clients.get(first % clients.size()), turn, System.nanoTime());
    }
  }

  private void pace() {
    long begin = System.nanoTime();
    double gap = 1e9 * scenario.spans() / scenario.rate();
    for (int turn = 0; !stopped; turn++) {
      long due = begin + (long) (turn * gap);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      room.acquireUninterruptibly();
      int number = turn;
      Thread.startVirtualThread(() -> sendPaced(number, due));
    }
  }

  private void sendPaced(int turn, long due) {
    try {
      send(clients.get(turn % clients.size()), turn, due);
    } finally {
      room.release();
    }
  }

  private void send(GrpcClient client, int turn, long since) {
    int which = turn & (DISTINCT - 1);
    switch (client.call(calls.get(which))) {
      case GrpcResult.Ok ignored -> {
        latencies.record(System.nanoTime() - since);
        sentBytes.add(requests.get(which).byteSize());
        accepted.add(scenario.spans());
      }
      case GrpcResult.Failed failed -> {
        refused.add(scenario.spans());
        lastRefusal = failed.code() + ": " + failed.message();
      }
    }
  }

  /** Sends nothing new and waits for the answers under way. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(10));
    }
    if (scenario.rate() > 0) {
      room.acquire(scenario.connections() * scenario.inFlight() * OPEN_LOOP_ROOM);
    }
  }

  @Override
  public void close() {
    stopped = true;
    clients.forEach(c -> c.close(Deadline.in(peers.clock(), Duration.ofSeconds(2))));
  }
}
