package io.beltline.components.series;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A point of a series, to be remembered.
 *
 * @param start when it begins, Unix nanoseconds; 0 if that is not known
 * @param time when it ends, Unix nanoseconds
 * @param value what it says
 */
public record SeriesPoint(long start, long time, PointValue value) {
  /** Points as bytes. */
  public static final SeriesCodec<SeriesPoint> CODEC =
      new SeriesCodec<>() {
        @Override
        public void write(SeriesPoint state, DataOutput out) throws IOException {
          out.writeLong(state.start);
          out.writeLong(state.time);
          state.value.write(out);
        }

        @Override
        public SeriesPoint read(DataInput in) throws IOException {
          return new SeriesPoint(in.readLong(), in.readLong(), PointValue.read(in));
        }
      };
}
