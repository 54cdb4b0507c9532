package io.beltline.receiver.prometheus;

/** What a scrape has come to. One thread. */
final class ScrapeCounts {
  /** The reason of a scrape that failed because there was no memory for it. */
  static final String MEMORY = "memory";

  private final long sampleLimit;
  private long scraped;
  private long kept;
  private long added;
  private long malformed;
  private String reason = "";
  private String words = "";

  /** Nothing yet; a limit of 0 is none. */
  ScrapeCounts(long sampleLimit) {
    this.sampleLimit = sampleLimit;
  }

  /** Counts a sample; false if the scrape has failed, so that it is of no use. */
  boolean scraped() {
    scraped++;
    return reason.isEmpty();
  }

  /** Counts a sample that relabeling has left; false if there are too many. */
  boolean kept() {
    kept++;
    if (sampleLimit > 0 && kept > sampleLimit) {
      fail("sample_limit", "more samples than sample_limit: " + sampleLimit);
      return false;
    }
    return true;
  }

  /** Counts a series that was not there before. */
  void added() {
    added++;
  }

  /** Counts something that cannot be read. */
  void malformed() {
    malformed++;
  }

  /** Says that the scrape has failed; the first reason stays. */
  void fail(String shortly, String inWords) {
    if (reason.isEmpty()) {
      reason = shortly;
      words = inWords;
    }
  }

  boolean failed() {
    return !reason.isEmpty();
  }

  /** Whether the rest of the exposition need not be read: it would only take more memory. */
  boolean isOver() {
    return reason.equals(MEMORY);
  }

  String reason() {
    return reason;
  }

  String words() {
    return words;
  }

  long scrapedSamples() {
    return scraped;
  }

  long keptSamples() {
    return kept;
  }

  long addedSeries() {
    return added;
  }

  long malformedLines() {
    return malformed;
  }
}
