package io.beltline.components.scrape;

/** Reads metrics when it is asked to. One thread at a time. */
public interface Scraper {

  /** Its name, for the log and the collector's own metrics. */
  String name();

  /**
   * Whether it looks at files: a filesystem that does not answer keeps the thread that asks, and
   * whatever interrupts it. It is scraped on a platform thread then, since a virtual one would keep
   * its carrier.
   */
  default boolean looksAtFiles() {
    return false;
  }

  /** Gets ready; called once, before the first scrape. */
  default void start() {}

  /**
   * Writes what there is now. What cannot be read is told to {@link ScrapeRun#faults}; what can is
   * written all the same.
   *
   * @throws InterruptedException if the receiver ends meanwhile
   */
  void scrape(ScrapeRun run) throws InterruptedException;

  /** Frees what it holds; called once, after the last scrape, and never if that hangs. */
  default void shutdown() {}
}
