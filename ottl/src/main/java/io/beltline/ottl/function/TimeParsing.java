package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@code Time}: reads a time by a layout. */
final class TimeParsing {
  private TimeParsing() {}

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    TimeLayout layout = TimeConverters.layout(a);
    Expression location = a.optional("location");
    TimeNames names = TimeNames.of(a.text("locale", "en"));
    if (names == null) {
      throw a.problem(
          "locale",
          "\"" + a.text("locale", "") + "\" is no known language (expected: en, de-DE, ...)");
    }
    Cell constant = location == null ? null : location.constant();
    if (constant != null && TimeZones.named(constant.text()) == null) {
      throw a.problem("location", noLocation(constant.text()));
    }
    boolean zulu = a.text("format").endsWith("Z") && !a.text("format").endsWith("%Z");
    return (x, out) -> {
      ZoneId zone = zulu ? ZoneOffset.UTC : ZoneId.systemDefault();
      String name = location == null ? "" : location.eval(x).text();
      if (!name.isEmpty()) {
        ZoneId named = TimeZones.named(name);
        if (named == null) {
          throw new EvaluationException(noLocation(name));
        }
        zone = named;
      }
      String text = target.eval(x).text();
      if (text.isEmpty()) {
        throw new EvaluationException("the time is empty");
      }
      out.time(
          new TimeReader(layout, names, text, zone)
              .read(() -> x.environment().clock().unixNanos()));
    };
  }

  private static String noLocation(String name) {
    return "\"" + name + "\" is no time zone (expected: UTC, America/New_York, ...)";
  }
}
