package io.beltline.components.operators;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as users write it: {@code 1048576}, {@code 16KiB}, {@code 1mb}.
 *
 * @param bytes how many
 */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1000L,
          "kib",
          1L << 10,
          "mb",
          1_000_000L,
          "mib",
          1L << 20,
          "gb",
          1_000_000_000L,
          "gib",
          1L << 30,
          "tb",
          1_000_000_000_000L,
          "tib",
          1L << 40);

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT).replace("_", ""));
    Long unit = form.matches() ? UNITS.get(form.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no size (expected: a number of bytes, or 16KiB, 1MiB, 1MB)");
    }
    return new ByteSize(
        new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
  }

  @Override
  public String toString() {
    return String.valueOf(bytes);
  }
}
