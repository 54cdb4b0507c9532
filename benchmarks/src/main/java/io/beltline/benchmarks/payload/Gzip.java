package io.beltline.benchmarks.payload;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.zip.Deflater;

/** How well telemetry compresses. */
public final class Gzip {
  private static final int LEVEL = 6;

  private Gzip() {}

  /** The size of telemetry divided by its size after gzip at level 6. */
  public static double ratio(Telemetry telemetry) {
    Slice bytes = telemetry.payload().contiguous();
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(bytes.array(), bytes.offset(), bytes.length());
      deflater.finish();
      byte[] target = new byte[bytes.length() + 1024];
      int size = deflater.deflate(target);
      return (double) bytes.length() / size;
    } finally {
      deflater.end();
    }
  }
}
