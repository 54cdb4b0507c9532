package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.components.protobuf.WireFields;
import io.beltline.components.protobuf.WireFields.Field;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of points of a metric come to: labels, and the key of their series. There are
 * many of them, so that it has the labels as they are sent; as texts it keeps them only for points
 * that are made of several series.
 */
final class Known {
  private static final String NAME = "__name__";
  private static final int OVERHEAD = 64;
  private static final int PER_LABEL = 120;

  private final byte[] fields;
  private final long key;
  private final int labelsSize;
  private final @Nullable LabelSet labels;

  /**
   * Labels with the name of the metric.
   *
   * @param labels those without it
   * @param joined whether points become several series
   */
  Known(LabelSet labels, String name, boolean joined) {
    LabelSet named = labels.named(name);
    WireWriter out = new WireWriter(64 * named.size());
    RequestV1.labels(out, named);
    this.fields = Arrays.copyOf(out.toSlice().array(), out.size());
    this.key = named.longHash();
    this.labelsSize = Series.size(named);
    this.labels = joined ? labels : null;
  }

  /** The labels without the name of the metric. */
  LabelSet labels() {
    LabelSet kept = labels;
    if (kept != null) {
      return kept;
    }
    Map<String, String> read = read();
    read.remove(NAME);
    return LabelSet.of(read);
  }

  /** The labels with the name of the metric. */
  LabelSet named() {
    return LabelSet.of(read());
  }

  private Map<String, String> read() {
    Map<String, String> read = new TreeMap<>();
    WireFields.each(
        fields,
        0,
        fields.length,
        label -> {
          List<String> texts = new ArrayList<>(2);
          WireFields.each(fields, label.from(), label.to(), (Field text) -> texts.add(text.text()));
          read.put(texts.get(0), texts.get(1));
        });
    return read;
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
    return fields;
  }

  /** How many bytes it takes, about. */
  long bytes() {
    long bytes = OVERHEAD;
    bytes += fields.length;
    LabelSet kept = labels;
    for (int i = 0; kept != null && i < kept.size(); i++) {
      bytes += PER_LABEL + kept.name(i).length() + kept.value(i).length();
    }
    return bytes;
  }
}
