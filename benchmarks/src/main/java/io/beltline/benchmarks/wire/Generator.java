package io.beltline.benchmarks.wire;

import java.io.IOException;

/** Sends requests until it is stopped. */
public interface Generator extends AutoCloseable {

  /** Connects and begins. */
  void start() throws IOException;

  /** What it has sent so far. */
  Tally tally();

  /** Sends nothing new and waits for the answers under way, ten seconds at most. */
  void stop() throws InterruptedException;

  /** Stops and disconnects. */
  @Override
  void close();
}
