package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.model.otlp.WireWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the attributes of points of a metric come to: labels, and the key of their series. */
final class Known {
  private static final int PER_LABEL = 120;

  private final LabelSet labels;
  private final LabelSet named;
  private final long key;
  private final int labelsSize;
  private byte @Nullable [] fields;

  /**
   * Labels with the name of the metric.
   *
   * @param labels those without it
   */
  Known(LabelSet labels, String name) {
    this.labels = labels;
    this.named = labels.named(name);
    this.key = named.longHash();
    this.labelsSize = Series.size(named);
  }

  /** The labels without the name of the metric. */
  LabelSet labels() {
    return labels;
  }

  /** The labels with the name of the metric. */
  LabelSet named() {
    return named;
  }

  /** A hash of the latter, the same in every process. */
  long key() {
    return key;
  }

  /** About how many bytes the latter take in a request. */
  int labelsSize() {
    return labelsSize;
  }

  /** The latter as fields of a message of the first version; shared, not to be written. */
  byte[] fields() {
    byte[] made = fields;
    if (made == null) {
      WireWriter out = new WireWriter(64 * named.size());
      RequestV1.labels(out, named);
      made = Arrays.copyOf(out.toSlice().array(), out.size());
      fields = made;
    }
    return made;
  }

  /** How many bytes it takes, about. */
  long bytes() {
    long bytes = PER_LABEL;
    for (int i = 0; i < named.size(); i++) {
      // a text of its own, and among the fields
      bytes += PER_LABEL + 2L * (named.name(i).length() + named.value(i).length());
    }
    return bytes;
  }
}
