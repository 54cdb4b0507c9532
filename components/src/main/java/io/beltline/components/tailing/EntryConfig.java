package io.beltline.components.tailing;

import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.Splitter;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.operators.ByteSize;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How entries are found in the bytes of a file.
 *
 * @param multiline what begins or ends an entry of several lines; null for lines
 * @param forceFlushPeriod how long the rest waits for the end of its line
 * @param encoding what the bytes mean
 * @param preserveLeadingWhitespaces whether white space before an entry stays
 * @param preserveTrailingWhitespaces whether white space behind an entry stays
 * @param initialBufferSize accepted, without effect
 * @param maxLogSize the longest entry
 * @param maxLogSizeBehavior what becomes of longer ones
 */
public record EntryConfig(
    @Doc("What begins or ends an entry of several lines.") @Nullable MultilineConfig multiline,
    @Default("500ms")
        @Doc(
            "How long the rest of a file waits for the end of its line, after it was written; 0 for"
                + " ever.")
        Duration forceFlushPeriod,
    @Default("utf-8")
        @Doc("utf-8, utf-8-raw, nop, ascii, utf-16le, utf-16be, big5, or any the JVM has.")
        String encoding,
    @Doc("Whether white space before an entry stays.") boolean preserveLeadingWhitespaces,
    @Doc("Whether white space behind an entry stays.") boolean preserveTrailingWhitespaces,
    @Default("16KiB") @Doc("Accepted, without effect: readers share buffers that grow as needed.")
        ByteSize initialBufferSize,
    @Default("1MiB") @Doc("The longest entry, in bytes.") ByteSize maxLogSize,
    @Default("split") @Doc("What becomes of longer entries: split or truncate.")
        Oversize maxLogSizeBehavior)
    implements Validated {

  /** What becomes of entries that are too long. */
  public enum Oversize {
    /** They are divided. */
    SPLIT,
    /** Their rest is dropped. */
    TRUNCATE
  }

  @Override
  public void validate(Problems problems) {
    if (maxLogSize.bytes() < 1 || maxLogSize.bytes() > 1 << 30) {
      problems.add("max_log_size", maxLogSize + " is out of range (expected: 1 to 1GiB)");
    }
    if (forceFlushPeriod.isNegative()) {
      problems.add("force_flush_period", "is negative (expected: 0, or a duration such as 500ms)");
    }
    TextEncoding.check(encoding, problems);
  }

  /** What the bytes mean; of a valid configuration. */
  public Charset charset() {
    return TextEncoding.known(encoding);
  }

  /** Whether bodies are the bytes themselves. */
  public boolean isRaw() {
    return TextEncoding.isRaw(encoding);
  }

  /** What finds entries. */
  Splitter splitter() {
    return MultilineConfig.splitter(multiline, charset());
  }
}
