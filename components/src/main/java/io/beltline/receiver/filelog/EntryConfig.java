package io.beltline.receiver.filelog;

import io.beltline.components.operators.ByteSize;
import io.beltline.components.operators.RegexText;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Locale;
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
    @Doc("What begins or ends an entry of several lines.") @Nullable Multiline multiline,
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

  /**
   * Entries of several lines.
   *
   * @param lineStartPattern what begins one
   * @param lineEndPattern what ends one
   * @param omitPattern whether what matches is left out
   */
  public record Multiline(
      @Doc("A regular expression that begins an entry.") @Nullable RegexText lineStartPattern,
      @Doc("A regular expression that ends an entry.") @Nullable RegexText lineEndPattern,
      @Doc("Whether what matches is left out of the entry.") boolean omitPattern)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      if ((lineStartPattern == null) == (lineEndPattern == null)) {
        problems.add(
            "",
            "has "
                + (lineStartPattern == null ? "neither" : "both")
                + " line_start_pattern and line_end_pattern (expected: one of the two)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (maxLogSize.bytes() < 1 || maxLogSize.bytes() > 1 << 30) {
      problems.add("max_log_size", maxLogSize + " is out of range (expected: 1 to 1GiB)");
    }
    if (forceFlushPeriod.isNegative()) {
      problems.add("force_flush_period", "is negative (expected: 0, or a duration such as 500ms)");
    }
    if (charset(encoding) == null) {
      problems.add(
          "encoding", "\"" + encoding + "\" is no encoding (expected: utf-8, utf-16le, big5, ...)");
    }
  }

  /** The charset of an encoding's name; null if there is none. */
  static @Nullable Charset charset(String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "", "utf-8", "utf8", "utf-8-raw", "utf8-raw" -> StandardCharsets.UTF_8;
      case "nop" -> StandardCharsets.ISO_8859_1;
      case "ascii", "us-ascii" -> StandardCharsets.US_ASCII;
      case "utf-16", "utf16" -> StandardCharsets.UTF_16LE;
      default -> {
        try {
          yield Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException none) {
          yield null;
        }
      }
    };
  }

  /** What the bytes mean; of a valid configuration. */
  Charset charset() {
    Charset charset = charset(encoding);
    if (charset == null) {
      throw new IllegalStateException("not validated");
    }
    return charset;
  }

  /** Whether bodies are the bytes themselves. */
  boolean isRaw() {
    return encoding.equalsIgnoreCase("nop");
  }

  /** What finds entries. */
  Splitter splitter() {
    Charset charset = charset();
    if (multiline == null) {
      return LineSplitter.of(charset);
    }
    RegexText start = multiline.lineStartPattern();
    RegexText end = multiline.lineEndPattern();
    return new PatternSplitter(
        String.valueOf(start == null ? end : start),
        start != null,
        multiline.omitPattern(),
        charset);
  }
}
