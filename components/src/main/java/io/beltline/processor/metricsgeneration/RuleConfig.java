package io.beltline.processor.metricsgeneration;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/** How one metric is made. */
public record RuleConfig(
    @Doc("The name of the new metric.") @Default("") String name,
    @Doc("Its unit.") @Default("") String unit,
    @Doc("calculate makes it of two metrics, scale of one and a number.") @Nullable RuleType type,
    @Doc("The metric on the left: a gauge or sum.") @Default("") String metric1,
    @Doc("With calculate: the metric on the right, a gauge or sum of the same resource.")
        @Default("")
        String metric2,
    @Doc("What is calculated; percent is a hundred times the quotient.")
        @Nullable Arithmetic operation,
    @Doc("With scale: the number on the right.") @Default("0") double scaleBy,
    @Doc(
            "With calculate: whether data points are paired whose common labels are equal. Without"
                + " it, the first data point of metric2 is meant for all.")
        @Default("false")
        boolean matchAttributes)
    implements Validated {

  /** What is on the right. */
  public enum RuleType {
    CALCULATE,
    SCALE
  }

  @Override
  public void validate(Problems problems) {
    need("name", name, problems);
    need("metric1", metric1, problems);
    if (type == null) {
      problems.add("type", "is missing (expected: calculate or scale)");
    }
    if (operation == null) {
      problems.add(
          "operation", "is missing (expected: add, subtract, multiply, divide or percent)");
    }
    if (type == RuleType.CALCULATE) {
      need("metric2", metric2, problems);
    }
    if (type == RuleType.SCALE && !(scaleBy > 0 && Double.isFinite(scaleBy))) {
      problems.add("scale_by", "must be positive (expected: a number such as 1048576)");
    }
    if (!name.isEmpty() && (name.equals(metric1) || name.equals(metric2))) {
      problems.add("name", "\"" + name + "\" is the name of a metric it is made of");
    }
  }

  private static void need(String key, String value, Problems problems) {
    if (value.isEmpty()) {
      problems.add(key, "is missing (expected: the name of a metric)");
    }
  }
}
