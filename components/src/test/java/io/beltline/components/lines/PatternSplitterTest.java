package io.beltline.components.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatternSplitterTest {

  @Test
  void theWorkGrowsWithTheTextAndNotWithItsSquare() throws InterruptedException {
    byte[] bytes = "E\u00e9\n".repeat(20_000).getBytes(StandardCharsets.ISO_8859_1);
    Counted charset = new Counted();
    PatternSplitter splitter = new PatternSplitter("^E", true, false, charset);
    List<Integer> starts = new ArrayList<>();
    splitter.split(bytes, 0, bytes.length, true, (from, to, next) -> starts.add(from));
    assertThat(starts).hasSize(20_000).endsWith(59_994, 59_997);
    assertThat(charset.worked.get()).isLessThan(4L * bytes.length);
  }

  /** ISO-8859-1, which counts what it decodes and encodes. */
  private static final class Counted extends Charset {
    private final AtomicLong worked = new AtomicLong();

    Counted() {
      super("x-counted", null);
    }

    @Override
    public boolean contains(Charset other) {
      return false;
    }

    @Override
    public CharsetDecoder newDecoder() {
      return new CharsetDecoder(this, 1, 1) {
        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
          for (; in.hasRemaining() && out.hasRemaining(); worked.incrementAndGet()) {
            out.put((char) (in.get() & 0xff));
          }
          return in.hasRemaining() ? CoderResult.OVERFLOW : CoderResult.UNDERFLOW;
        }
      };
    }

    @Override
    public CharsetEncoder newEncoder() {
      return new CharsetEncoder(this, 1, 1) {
        @Override
        protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
          for (; in.hasRemaining() && out.hasRemaining(); worked.incrementAndGet()) {
            out.put((byte) in.get());
          }
          return in.hasRemaining() ? CoderResult.OVERFLOW : CoderResult.UNDERFLOW;
        }
      };
    }
  }
}
