package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.Settings;

/** Where a receiver's entries come from: a port that is not open yet. Safe for all threads. */
public interface EntrySource {

  /** The word for it in metrics and in the context of requests. */
  String transport();

  /** What the bytes of entries mean, as users write it. */
  String encoding();

  /**
   * Listens.
   *
   * @throws io.beltline.api.ComponentException if it cannot
   */
  Port listen(Settings settings, Clock clock, Admission admission, EntryIntake intake);

  /** A port that is open. Safe for all threads. */
  interface Port {

    /** The port number. */
    int port();

    /** Ends: takes nothing more, and lets what has come be worked on until the deadline. */
    void close(Deadline deadline);
  }
}
