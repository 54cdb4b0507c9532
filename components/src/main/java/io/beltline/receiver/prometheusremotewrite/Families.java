package io.beltline.receiver.prometheusremotewrite;

import io.beltline.receiver.prometheusremotewrite.RequestReader.About;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What version 1.0 said of metrics: it comes in requests of its own, so it is remembered for those
 * that follow. Safe for all threads.
 */
final class Families {
  /** How many metrics are remembered; the one not used for longest is forgotten first. */
  static final int MOST = 10_000;

  private final Map<String, About> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, About> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers what was said. */
  synchronized void put(Map<String, About> families) {
    known.putAll(families);
  }

  /** Tells a series of version 1.0 what is known of its metric. */
  synchronized void tell(IncomingSeries series) {
    String name = series.name();
    About about = known.get(name);
    if (about == null && name.endsWith("_total")) {
      about = known.get(name.substring(0, name.length() - "_total".length()));
    }
    if (about != null) {
      series.type = about.type();
      series.help = about.help();
      series.unit = about.unit();
    }
  }
}
