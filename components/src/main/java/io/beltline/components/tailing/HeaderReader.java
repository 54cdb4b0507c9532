package io.beltline.components.tailing;

import com.google.re2j.Pattern;
import io.beltline.api.Clock;
import io.beltline.api.Settings;
import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.Splitter;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.EntrySink;
import io.beltline.components.operators.OperatorChain;
import io.beltline.components.operators.Origin;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a file: its first lines, as long as they match a pattern, at most 1 MiB. It
 * is read anew by each run and each rotation, so nothing of it has to be kept. Safe for all
 * threads.
 */
final class HeaderReader {
  private static final int MOST = 1 << 20;
  private static final int STEP = 4096;

  private final Pattern pattern;
  private final OperatorChain chain;
  private final Charset charset;
  private final Splitter splitter;
  private final Clock clock;

  /**
   * What a header says.
   *
   * @param end the mark behind it
   * @param attributes what its lines give to all records
   */
  record Header(Mark end, Map<String, @Nullable Object> attributes) {}

  private HeaderReader(HeaderConfig config, Charset charset, Settings settings, Clock clock) {
    if (config.pattern() == null) {
      throw new IllegalStateException("not validated");
    }
    this.pattern = config.pattern().pattern().re2();
    this.chain = new OperatorChain(config.operators(), settings, clock);
    this.charset = charset;
    this.splitter = MultilineConfig.splitter(null, charset);
    this.clock = clock;
  }

  /** The reader of a configuration; null if files have no headers. */
  static @Nullable HeaderReader of(TailConfig config, Settings settings, Clock clock) {
    HeaderConfig header = config.header();
    return header == null
        ? null
        : new HeaderReader(header, config.entries().charset(), settings, clock);
  }

  /**
   * Reads a header from the start.
   *
   * @param whole the size of the file at which what there is without a line feed is a line too; -1
   *     for none
   * @return null if its end is not there yet
   */
  @Nullable Header read(Content content, long whole) throws IOException, InterruptedException {
    byte[] bytes = new byte[STEP];
    int length = 0;
    while (true) {
      int read = content.read(length, bytes, length, bytes.length - length);
      length += Math.max(0, read);
      Scan scan = scan(bytes, length, read <= 0 && content.size() == whole);
      if (scan.over || length == MOST) {
        Mark end = Mark.of(bytes, 0, scan.end, scan.end, 0, false);
        return new Header(end, attributes(scan.lines));
      }
      if (read <= 0) {
        return null;
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
    }
  }

  /** The lines that were found to be of a header, and where they end. */
  private static final class Scan {
    private final List<String> lines = new ArrayList<>();
    private int end;
    private boolean over;
  }

  private Scan scan(byte[] bytes, int length, boolean last) throws InterruptedException {
    Scan scan = new Scan();
    splitter.split(
        bytes,
        0,
        length,
        last,
        (from, to, next) -> {
          String line = new String(bytes, from, to - from, charset);
          scan.over |= !pattern.matcher(line).find();
          if (!scan.over) {
            scan.lines.add(line);
            scan.end = next;
          }
        });
    return scan;
  }

  private Map<String, @Nullable Object> attributes(List<String> lines) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    EntrySink sink =
        new EntrySink() {
          @Override
          public void accept(Entry entry) {
            attributes.putAll(entry.attributes());
          }

          @Override
          public void dropped(Entry entry, String rule, boolean failed) {}
        };
    for (String line : lines) {
      chain.process(new Entry("", Origin.NONE, line, clock.unixNanos()), sink);
    }
    return attributes;
  }
}
