package io.beltline.benchmarks.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends over gRPC: a thread for the answers of each connection, and one that keeps the pace. */
public final class GrpcGenerator implements Generator {
  /** Paced, so many requests may wait for an answer on each connection before pace is lost. */
  private static final int OPEN_LOOP_ROOM = 64;

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Load load;
  private final List<Image> images;
  private final RequestHeaders headers;
  private final Tally tally = new Tally();
  private final List<GrpcConnection> connections = new ArrayList<>();
  private final Semaphore room;
  private final int permits;
  private volatile boolean stopped;

  /** A generator that has not begun; encodes the requests. */
  public GrpcGenerator(Load load) {
    this.load = load;
    this.headers = new RequestHeaders(load.path(), load.port(), load.encoding());
    byte[] indexed = headers.indexed();
    this.images = load.bodies().stream().map(body -> image(indexed, body)).toList();
    this.permits = load.connections() * (load.rate() > 0 ? OPEN_LOOP_ROOM : load.inFlight());
    this.room = new Semaphore(permits);
  }

  @Override
  public void start() throws IOException {
    for (int i = 0; i < load.connections(); i++) {
      connections.add(new GrpcConnection(this, load.port(), headers.literal(), i));
    }
    if (load.rate() > 0) {
      Thread.ofPlatform().daemon().name("pace").start(this::pace);
    } else {
      connections.forEach(connection -> connection.fill(load.inFlight()));
    }
  }

  private void pace() {
    long begin = System.nanoTime();
    double gap = 1e9 * load.items() / load.rate();
    for (int turn = 0; !stopped; turn++) {
      long due = begin + (long) (turn * gap);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      connections.get(turn % connections.size()).send(due);
    }
  }

  /** Waits until a request may begin; false if none shall. */
  boolean admit() {
    if (stopped) {
      return false;
    }
    room.acquireUninterruptibly();
    if (stopped) {
      room.release();
      return false;
    }
    return true;
  }

  private Image image(byte[] headers, byte[] body) {
    Ids ids = load.newIds() ? Ids.of(body, load.path().contains("metrics")) : Ids.NONE;
    return new Image(headers, body, !load.encoding().isEmpty(), ids);
  }

  /** The number of the next request; no other generator has had it. */
  long number() {
    return NUMBERS.getAndIncrement();
  }

  Image image(int turn) {
    return images.get(turn % images.size());
  }

  /** A request came to its end; true if its connection shall send the next. */
  boolean ended() {
    room.release();
    return load.rate() == 0 && !stopped;
  }

  Load load() {
    return load;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void stop() throws InterruptedException {
    stopped = true;
    if (!room.tryAcquire(permits, 10, TimeUnit.SECONDS)) {
      tally.failed(new IOException("requests without an answer"));
    }
  }

  @Override
  public void close() {
    stopped = true;
    connections.forEach(GrpcConnection::close);
    room.release(permits);
  }
}
