package io.beltline.service.admin;

import io.beltline.api.ComponentId;
import io.beltline.model.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Names the queue and the box of dead letters in front of an exporter for one signal: {@code
 * otlp_http/backup@traces}.
 *
 * @param exporter the exporter
 * @param signal the signal
 */
public record QueueId(ComponentId exporter, Signal signal) implements Comparable<QueueId> {

  /** Reads a name; null if it is none. */
  public static @Nullable QueueId parse(String text) {
    int at = text.lastIndexOf('@');
    if (at <= 0) {
      return null;
    }
    String label = text.substring(at + 1);
    for (Signal signal : Signal.values()) {
      if (signal.label().equals(label)) {
        try {
          return new QueueId(ComponentId.parse(text.substring(0, at)), signal);
        } catch (IllegalArgumentException noId) {
          return null;
        }
      }
    }
    return null;
  }

  @Override
  public int compareTo(QueueId other) {
    int byExporter = exporter.toString().compareTo(other.exporter.toString());
    return byExporter != 0 ? byExporter : signal.compareTo(other.signal);
  }

  @Override
  public String toString() {
    return exporter + "@" + signal.label();
  }
}
