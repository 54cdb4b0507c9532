package io.beltline.exporter.loki;

import io.beltline.model.Slice;
import java.util.List;

/**
 * An entry of a stream.
 *
 * @param item the place of its record in what is exported
 * @param time Unix nanoseconds
 * @param text the line in UTF-8
 * @param metadata structured metadata
 */
record Line(int item, long time, Slice text, List<Pair> metadata) {
  private static final int AROUND = 24;
  private static final int AROUND_PAIR = 6;

  /** About how many bytes it takes in a request. */
  int size() {
    return AROUND + text.length() + metadataSize() + AROUND_PAIR * metadata.size();
  }

  /** The bytes of its structured metadata, as Loki counts them. */
  int metadataSize() {
    return metadata.stream().mapToInt(Pair::size).sum();
  }
}
