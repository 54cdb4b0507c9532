package io.beltline.exporter.loki;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * What Loki takes, which is seen to before anything is sent: {@code limits}. The defaults are
 * Loki's own.
 *
 * @param maxLabels how many labels a stream has
 * @param maxLabelNameLength bytes of a name
 * @param maxLabelValueLength bytes of a value
 * @param maxLabelValues how many values a label has
 * @param maxStreams how many streams a tenant has
 * @param forgetAfter how long a value or a stream counts after it was last seen
 * @param maxLineSize bytes of a line; 0 to let Loki judge
 * @param maxRequestSize bytes of a request before it is compressed
 */
public record LimitsConfig(
    @Default("15") @Doc("Labels of a stream; further ones become structured metadata.")
        int maxLabels,
    @Default("1024") @Doc("Bytes of a label's name; longer ones become structured metadata.")
        int maxLabelNameLength,
    @Default("2048") @Doc("Bytes of a label's value; longer ones become structured metadata.")
        int maxLabelValueLength,
    @Default("1000")
        @Doc("Values of one label; what is new beyond becomes structured metadata. 0: no limit.")
        int maxLabelValues,
    @Default("4000")
        @Doc(
            "Streams of one tenant; beyond, the label of most values becomes structured metadata."
                + " 0: no limit.")
        int maxStreams,
    @Default("1h") @Doc("How long a value and a stream count after they were last seen.")
        Duration forgetAfter,
    @Default("262144") @Doc("Bytes of a line; longer ones are refused for good. 0: Loki judges.")
        int maxLineSize,
    @Default("1048576") @Doc("Bytes of a request before it is compressed.") int maxRequestSize)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    atLeast(problems, "max_labels", maxLabels, 1);
    atLeast(problems, "max_label_name_length", maxLabelNameLength, 1);
    atLeast(problems, "max_label_value_length", maxLabelValueLength, 1);
    atLeast(problems, "max_label_values", maxLabelValues, 0);
    atLeast(problems, "max_streams", maxStreams, 0);
    atLeast(problems, "max_line_size", maxLineSize, 0);
    atLeast(problems, "max_request_size", maxRequestSize, 1024);
    if (!forgetAfter.isPositive()) {
      problems.add("forget_after", "must be positive (expected: a duration such as 1h)");
    }
  }

  private static void atLeast(Problems problems, String key, int value, int least) {
    if (value < least) {
      problems.add(key, value + " is too small (expected: " + least + " or more)");
    }
  }
}
