package io.beltline.receiver.prometheusremotewrite;

import io.beltline.receiver.prometheusremotewrite.RequestReader.About;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What version 1.0 said of metrics: it comes in requests of its own, so it is remembered for those
 * that follow. Safe for all threads.
 */
final class Families {
  private static final int TEXT = 48;

  private final Remembered<String, About> known;

  /**
   * Nothing is known yet.
   *
   * @param forgotten is told how many metrics were forgotten for want of room
   */
  Families(LongConsumer forgotten) {
    known = new Remembered<>(forgotten);
  }

  /** Remembers what was said. */
  synchronized void put(Map<String, About> families) {
    families.forEach((name, about) -> known.put(name, about, size(name, about)));
  }

  private static long size(String name, About about) {
    return 3L * TEXT + 2L * (name.length() + about.help().length() + about.unit().length());
  }

  /** Tells a series of version 1.0 what is known of its metric. */
  synchronized void tell(IncomingSeries series) {
    String name = series.name();
    About about = known.find(name);
    if (about == null && name.endsWith("_total")) {
      about = known.find(name.substring(0, name.length() - "_total".length()));
    }
    if (about != null) {
      series.type = about.type();
      series.help = about.help();
      series.unit = about.unit();
    }
  }

  /** How many bytes are remembered. */
  synchronized long bytes() {
    return known.bytes();
  }
}
