package io.beltline.receiver.prometheus;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as Prometheus writes it: {@code 1h30m}, {@code 15s}, {@code 1d}, {@code 0}.
 *
 * @param value how long it is
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">duration</a>
 */
public record PrometheusDuration(Duration value) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:([0-9]{1,4})y)?(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?(?:([0-9]{1,9})h)?"
              + "(?:([0-9]{1,9})m)?(?:([0-9]{1,12})s)?(?:([0-9]{1,15})ms)?");
  private static final long[] MILLIS = {
    31_536_000_000L, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1
  };

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static PrometheusDuration parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (text.strip().equals("0")) {
      return new PrometheusDuration(Duration.ZERO);
    }
    if (text.isBlank() || !form.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration (expected: one such as 15s, 1m30s or 1d)");
    }
    long millis = 0;
    for (int i = 0; i < MILLIS.length; i++) {
      String part = form.group(i + 1);
      millis += part == null ? 0 : Math.multiplyExact(Long.parseLong(part), MILLIS[i]);
    }
    return new PrometheusDuration(Duration.ofMillis(millis));
  }

  /** A duration as it is written, shortly. */
  @Override
  public String toString() {
    long millis = value.toMillis();
    if (millis == 0) {
      return "0s";
    }
    StringBuilder out = new StringBuilder();
    String[] units = {"y", "w", "d", "h", "m", "s", "ms"};
    for (int i = 0; i < MILLIS.length; i++) {
      boolean even = i > 2 || millis % MILLIS[i] == 0; // weeks and days only where nothing is left
      if (even && millis >= MILLIS[i]) {
        out.append(millis / MILLIS[i]).append(units[i]);
        millis %= MILLIS[i];
      }
    }
    return out.toString();
  }
}
