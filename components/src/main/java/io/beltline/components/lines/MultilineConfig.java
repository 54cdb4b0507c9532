package io.beltline.components.lines;

import io.beltline.components.operators.RegexText;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Entries of several lines.
 *
 * @param lineStartPattern what begins one
 * @param lineEndPattern what ends one
 * @param omitPattern whether what matches is left out
 */
public record MultilineConfig(
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

  /** What finds entries: by the patterns, or without them by lines. */
  public static Splitter splitter(@Nullable MultilineConfig multiline, Charset charset) {
    if (multiline == null) {
      return new LineSplitter("\n".getBytes(charset), "\r".getBytes(charset));
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
