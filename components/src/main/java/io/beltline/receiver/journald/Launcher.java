package io.beltline.receiver.journald;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Starts commands. Safe for all threads. */
@FunctionalInterface
interface Launcher {

  /**
   * Starts a command.
   *
   * @throws IOException if it cannot be started
   */
  Running start(List<String> command) throws IOException;

  /** A command that was started. Safe for all threads. */
  interface Running {

    /** What it writes; ends when it does. */
    InputStream output();

    /** What it complains of; ends when it does. */
    InputStream errors();

    /** Waits for its end, and returns its code. */
    int await() throws InterruptedException;

    /** Makes it end, in good order if it will; both streams end then. */
    void stop();
  }
}
