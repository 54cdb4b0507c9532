package io.beltline.exporter.prometheusremotewrite;

import static java.util.Objects.requireNonNull;

import io.beltline.components.prometheus.LabelSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series of a request: numbers or native histograms, never both. One thread. */
final class Series {
  private static final int PER_LABEL = 8;
  private static final int PER_SAMPLE = 32;
  private static final int PER_BUCKET = 3;

  private final @Nullable LabelSet labels;
  private final SeriesMetadata metadata;
  private final @Nullable Known known;
  private List<FloatSample> samples = List.of();
  private List<NativeHistogram> histograms = List.of();
  private List<SeriesExemplar> exemplars = List.of();

  Series(LabelSet labels, SeriesMetadata metadata) {
    this(labels, metadata, null);
  }

  private Series(@Nullable LabelSet labels, SeriesMetadata metadata, @Nullable Known known) {
    this.labels = labels;
    this.metadata = metadata;
    this.known = known;
  }

  /** A series that has the name of its metric. */
  static Series of(Known known, SeriesMetadata metadata) {
    return new Series(null, metadata, known);
  }

  /** Whether it was made of this, so that the labels are the same. */
  @SuppressWarnings("ReferenceEquality") // another may have the same labels
  boolean isOf(Known other) {
    return known == other;
  }

  LabelSet labels() {
    return labels != null ? labels : requireNonNull(known).named();
  }

  /** Its labels as fields of a message of the first version, where they are known. */
  byte @Nullable [] labelFields() {
    return known == null ? null : known.fields();
  }

  SeriesMetadata metadata() {
    return metadata;
  }

  void add(FloatSample sample) {
    samples = grown(samples);
    samples.add(sample);
  }

  void add(NativeHistogram histogram) {
    histograms = grown(histograms);
    histograms.add(histogram);
  }

  void add(SeriesExemplar exemplar) {
    exemplars = grown(exemplars);
    exemplars.add(exemplar);
  }

  /** Most series have one sample and nothing else. */
  private static <T> List<T> grown(List<T> all) {
    return all.isEmpty() ? new ArrayList<>(1) : all;
  }

  /** The numbers, the oldest first. */
  List<FloatSample> samples() {
    return sorted(samples);
  }

  /** The histograms, the oldest first. */
  List<NativeHistogram> histograms() {
    return sorted(histograms);
  }

  /** The exemplars, the oldest first. */
  List<SeriesExemplar> exemplars() {
    return sorted(exemplars);
  }

  private static <T extends Timed> List<T> sorted(List<T> all) {
    if (all.size() > 1) {
      all.sort(Comparator.comparingLong(Timed::time));
    }
    return all;
  }

  /** About how many bytes labels take in a request. */
  static int size(LabelSet labels) {
    int size = 0;
    for (int i = 0; i < labels.size(); i++) {
      size += labels.name(i).length() + labels.value(i).length() + PER_LABEL;
    }
    return size;
  }

  /** About how many bytes series take in a request. */
  static int size(Collection<Series> all) {
    int size = 0;
    for (Series one : all) {
      size += one.size();
    }
    return size;
  }

  /** About how many bytes it takes in a request. */
  int size() {
    int size = PER_LABEL + (known == null ? size(labels()) : known.labelsSize());
    for (NativeHistogram one : histograms) {
      int buckets = one.positive().counts().length + one.negative().counts().length;
      size += PER_SAMPLE * 2 + buckets * PER_BUCKET + one.bounds().length * Double.BYTES;
    }
    for (SeriesExemplar one : exemplars) {
      size += PER_SAMPLE + one.labels().size() * PER_SAMPLE;
    }
    return size + samples.size() * PER_SAMPLE;
  }
}
