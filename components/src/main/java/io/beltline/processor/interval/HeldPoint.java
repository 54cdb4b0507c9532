package io.beltline.processor.interval;

import io.beltline.components.series.SeriesCodec;
import io.beltline.model.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The latest point of a series.
 *
 * @param around what stands around it
 * @param time when it ends, Unix nanoseconds
 * @param point its message
 */
record HeldPoint(Surroundings around, long time, Slice point) {
  static final SeriesCodec<HeldPoint> CODEC =
      new SeriesCodec<>() {
        @Override
        public void write(HeldPoint state, DataOutput out) throws IOException {
          state.around.write(out);
          out.writeLong(state.time);
          Surroundings.write(state.point, out);
        }

        @Override
        public HeldPoint read(DataInput in) throws IOException {
          return new HeldPoint(Surroundings.read(in), in.readLong(), Surroundings.slice(in));
        }
      };
}
