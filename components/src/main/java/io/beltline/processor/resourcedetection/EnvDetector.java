package io.beltline.processor.resourcedetection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code OTEL_RESOURCE_ATTRIBUTES}: {@code key=value,key=value}, values percent-encoded.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/resource/sdk/#specifying-resource-information-via-an-environment-variable">the
 *     specification</a>
 */
final class EnvDetector implements Detector {
  private static final int LONGEST = 256;

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    String text = probe.variable("OTEL_RESOURCE_ATTRIBUTES").strip();
    if (text.isEmpty()) {
      text = probe.variable("OTEL_RESOURCE").strip(); // its name of old
    }
    if (!text.isEmpty()) {
      read(text, to);
    }
  }

  private static void read(String text, Findings to) throws DetectionException {
    String[] pairs = text.split(",", -1);
    for (int i = 0; i < pairs.length; i++) {
      if (i == pairs.length - 1 && pairs[i].isEmpty() && i > 0) {
        return; // one comma may end it
      }
      int equal = pairs[i].indexOf('=');
      String key = equal < 0 ? "" : pairs[i].substring(0, equal).strip();
      String value = pairs[i].substring(equal + 1).strip();
      if (!fits(key) || key.isEmpty() || !fits(value)) {
        throw DetectionException.of(
            "OTEL_RESOURCE_ATTRIBUTES: \""
                + pairs[i]
                + "\" is no attribute (expected: key=value in ASCII, 256 characters each at most)");
      }
      to.add(key, decoded(value));
    }
  }

  private static boolean fits(String text) {
    return text.length() <= LONGEST && text.chars().allMatch(c -> c < 128);
  }

  private static String decoded(String value) throws DetectionException {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw DetectionException.of(
          "OTEL_RESOURCE_ATTRIBUTES: \"" + value + "\" is not percent-encoded (expected: %XX)");
    }
  }
}
