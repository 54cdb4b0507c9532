package io.beltline.receiver.prometheus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size as Prometheus writes it: {@code 10MB}, {@code 1GiB}, {@code 512}; each step is 1024.
 *
 * @param bytes how large it is; 0 for no limit
 */
public record ByteLimit(long bytes) {
  private static final String STEPS = "KMGTPE";
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(?:([KMGTPE])i?B?|B)?");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static ByteLimit parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no size (expected: one such as 10MB or 512KiB)");
    }
    int step = form.group(2) == null ? 0 : STEPS.indexOf(form.group(2)) + 1;
    return new ByteLimit(Math.multiplyExact(Long.parseLong(form.group(1)), 1L << (10 * step)));
  }
}
