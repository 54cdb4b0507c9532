package io.beltline.receiver.dockerstats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of the daemon's API.
 *
 * @param major before the point
 * @param minor after it
 */
record ApiVersion(int major, int minor) {
  /** The oldest that is spoken. */
  static final ApiVersion LEAST = new ApiVersion(1, 25);

  /** The newest that is asked for unless users write another. */
  static final ApiVersion MOST = new ApiVersion(1, 51);

  private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,4})(?:\\.(\\d{0,4}))?\\s*");

  /** Reads one; null if it is none. */
  static @Nullable ApiVersion parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      return null;
    }
    String minor = found.group(2);
    return new ApiVersion(
        Integer.parseInt(found.group(1)),
        minor == null || minor.isEmpty() ? 0 : Integer.parseInt(minor));
  }

  boolean isBelow(ApiVersion other) {
    return major != other.major ? major < other.major : minor < other.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
