package io.beltline.components.series;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Turns what is remembered of a series into bytes and back.
 *
 * @param <S> what is remembered of a series
 */
public interface SeriesCodec<S> {
  /** Writes all of it. */
  void write(S state, DataOutput out) throws IOException;

  /**
   * Reads it again.
   *
   * @throws IOException if the bytes are of something else
   */
  S read(DataInput in) throws IOException;
}
