package io.beltline.processor.metricstarttime;

import io.beltline.components.series.PointValue;
import io.beltline.components.series.SeriesCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a series.
 *
 * @param start when it begins, Unix nanoseconds
 * @param time when its latest point ends, Unix nanoseconds
 * @param latest the value of that
 * @param subtracted the value it had at the start; null if it was zero, or is not subtracted
 * @param guessed whether nobody said yet when it begins
 * @param said what its process said of its own start then, which may be after its points, Unix
 *     nanoseconds; the start if it said nothing
 */
record KnownStart(
    long start,
    long time,
    PointValue latest,
    @Nullable PointValue subtracted,
    boolean guessed,
    long said) {
  private static final int SUBTRACTED = 1;
  private static final int GUESSED = 2;
  private static final int SAID = 4;

  static final SeriesCodec<KnownStart> CODEC =
      new SeriesCodec<>() {
        @Override
        public void write(KnownStart state, DataOutput out) throws IOException {
          out.writeLong(state.start);
          out.writeLong(state.time);
          state.latest.write(out);
          PointValue zero = state.subtracted;
          boolean other = state.said != state.start;
          out.writeByte(
              (zero == null ? 0 : SUBTRACTED) | (state.guessed ? GUESSED : 0) | (other ? SAID : 0));
          if (zero != null) {
            zero.write(out);
          }
          if (other) {
            out.writeLong(state.said);
          }
        }

        @Override
        public KnownStart read(DataInput in) throws IOException {
          long start = in.readLong();
          long time = in.readLong();
          PointValue latest = PointValue.read(in);
          int more = in.readByte();
          PointValue zero = (more & SUBTRACTED) == 0 ? null : PointValue.read(in);
          long said = (more & SAID) == 0 ? start : in.readLong();
          return new KnownStart(start, time, latest, zero, (more & GUESSED) != 0, said);
        }
      };

  /** Whether a value cannot follow on the latest one: the series has begun anew. */
  boolean isResetBy(PointValue value) {
    return !value.fits(latest) || value.minus(latest) == null;
  }

  KnownStart next(long toTime, PointValue value) {
    return new KnownStart(start, toTime, value, subtracted, guessed, said);
  }

  /** The same series, whose start is known by now. */
  KnownStart begunAt(long known) {
    return new KnownStart(known, time, latest, subtracted, false, known);
  }
}
