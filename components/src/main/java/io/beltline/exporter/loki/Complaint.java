package io.beltline.exporter.loki;

import io.beltline.components.loki.StreamLabels;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What Loki says of one stream.
 *
 * @param labels the stream as Loki names it
 * @param kind what is wrong
 * @param lines which lines of the stream it speaks of
 * @param oldest of those, how many of the oldest; {@link Integer#MAX_VALUE} for all
 */
record Complaint(SortedMap<String, String> labels, Kind kind, Predicate<Line> lines, int oldest) {
  private static final String SERVICE_NAME = "service_name";

  /** What can be wrong. */
  enum Kind {
    /** Older than {@code reject_old_samples_max_age}. */
    TOO_OLD(false),
    /** Further ahead than {@code creation_grace_period}. */
    TOO_NEW(false),
    /** Further behind the newest line of its stream than half of {@code max_chunk_age}. */
    TOO_FAR_BEHIND(false),
    /** Longer than {@code max_line_size}. */
    LINE_TOO_LONG(false),
    /** More than {@code max_structured_metadata_size} or {@code ..._entries_count}. */
    STRUCTURED_METADATA(false),
    /** Structured metadata is not allowed at all. */
    NO_STRUCTURED_METADATA(false),
    /** Labels that are too many, too long, twice or missing. */
    LABELS(false),
    /** {@code per_stream_rate_limit}. */
    STREAM_RATE(true),
    /** {@code max_global_streams_per_user}. */
    STREAM_LIMIT(true);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /** Whether the lines can be sent again later. */
    boolean isPassing() {
      return passing;
    }

    /** Whether what is said of other streams may be hidden behind it, or what was stored. */
    boolean isLast() {
      return passing || this == TOO_FAR_BEHIND;
    }
  }

  /** Whether it speaks of a stream. Loki adds {@code service_name} and labels of its own. */
  boolean concerns(Stream stream) {
    if (labels.equals(stream.labels())) {
      return true;
    }
    SortedMap<String, String> bare = new TreeMap<>(labels);
    bare.keySet().removeIf(name -> name.startsWith("__"));
    if (!stream.labels().containsKey(SERVICE_NAME)) {
      bare.remove(SERVICE_NAME);
    }
    return bare.equals(stream.labels());
  }

  /** For logs. */
  @Override
  public String toString() {
    return kind + " " + StreamLabels.text(labels);
  }
}
