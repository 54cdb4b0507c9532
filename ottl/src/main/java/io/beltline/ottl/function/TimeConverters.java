package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.config.GoDuration;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Converters of times and durations. */
final class TimeConverters {
  private static final long NANOS = 1_000_000_000L;

  /** Go counts multiples of durations from the year 1. */
  private static final long YEAR_ONE = -62_135_596_800L;

  private TimeConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
                "Now",
                ValueKind.TIME,
                List.of(),
                a ->
                    (x, out) -> {
                      long now = x.environment().clock().unixNanos();
                      out.time(
                          Math.floorDiv(now, NANOS),
                          (int) Math.floorMod(now, NANOS),
                          ZoneId.systemDefault());
                    })
            .impure(),
        OttlFunction.converter(
            "Time",
            ValueKind.TIME,
            List.of(
                required("target", ParameterKind.STRING).or("time"),
                required("format", ParameterKind.TEXT_LITERAL),
                optional("location", ParameterKind.STRING),
                optional("locale", ParameterKind.TEXT_LITERAL)),
            TimeParsing::of),
        OttlFunction.converter(
            "FormatTime",
            ValueKind.STRING,
            List.of(
                required("time", ParameterKind.TIME),
                required("format", ParameterKind.TEXT_LITERAL)),
            TimeConverters::formatTime),
        OttlFunction.converter(
            "TruncateTime",
            ValueKind.TIME,
            List.of(
                required("time", ParameterKind.TIME), required("duration", ParameterKind.DURATION)),
            TimeConverters::truncateTime),
        OttlFunction.converter(
            "Unix",
            ValueKind.TIME,
            List.of(
                required("seconds", ParameterKind.INT), optional("nanoseconds", ParameterKind.INT)),
            TimeConverters::unix),
        OttlFunction.converter(
            "Duration",
            ValueKind.DURATION,
            List.of(required("duration", ParameterKind.STRING)),
            TimeConverters::duration),
        part("Year", t -> t.time().getYear()),
        part("Month", t -> t.time().getMonthValue()),
        part("Day", t -> t.time().getDayOfMonth()),
        part("Weekday", t -> t.time().getDayOfWeek().getValue() % 7),
        part("Hour", t -> t.time().getHour()),
        part("Minute", t -> t.time().getMinute()),
        part("Second", t -> t.time().getSecond()),
        part("Nanosecond", Cell::nanoOfSecond),
        part("UnixNano", Cell::unixNanos),
        part("UnixMicro", t -> t.epochSecond() * 1_000_000 + t.nanoOfSecond() / 1_000),
        part("UnixMilli", t -> t.epochSecond() * 1_000 + t.nanoOfSecond() / 1_000_000),
        part("UnixSeconds", Cell::epochSecond),
        length("Nanoseconds", d -> d),
        length("Microseconds", d -> d / 1_000),
        length("Milliseconds", d -> d / 1_000_000),
        share("Seconds", d -> d / 1e9),
        share("Minutes", d -> d / 6e10),
        share("Hours", d -> d / 3.6e12));
  }

  private static OttlFunction part(String name, ToLongFunction<Cell> part) {
    return OttlFunction.converter(
        name,
        ValueKind.INT,
        List.of(required("value", ParameterKind.TIME).or("time")),
        a -> {
          Expression time = a.value("value");
          return (x, out) -> out.integer(part.applyAsLong(time.eval(x)));
        });
  }

  private static OttlFunction length(String name, ToLongFunction<Long> length) {
    return OttlFunction.converter(
        name,
        ValueKind.INT,
        List.of(required("value", ParameterKind.DURATION).or("duration")),
        a -> {
          Expression duration = a.value("value");
          return (x, out) -> out.integer(length.applyAsLong(duration.eval(x).duration()));
        });
  }

  private static OttlFunction share(String name, ToDoubleFunction<Long> share) {
    return OttlFunction.converter(
        name,
        ValueKind.DOUBLE,
        List.of(required("value", ParameterKind.DURATION).or("duration")),
        a -> {
          Expression duration = a.value("value");
          return (x, out) -> out.number(share.applyAsDouble(duration.eval(x).duration()));
        });
  }

  private static Conversion formatTime(Arguments a) throws InvalidStatementException {
    Expression time = a.value("time");
    TimeLayout layout = layout(a);
    return (x, out) -> out.text(layout.format(time.eval(x).time()));
  }

  /** The layout of an argument. */
  static TimeLayout layout(Arguments a) throws InvalidStatementException {
    try {
      return TimeLayout.of(a.text("format"));
    } catch (IllegalArgumentException wrong) {
      throw a.problem("format", String.valueOf(wrong.getMessage()));
    }
  }

  private static Conversion truncateTime(Arguments a) {
    Expression time = a.value("time");
    Expression duration = a.value("duration");
    return (x, out) -> {
      long step = duration.eval(x).duration();
      Cell moment = time.eval(x);
      out.copy(moment);
      if (step > 0) {
        BigInteger sinceYearOne =
            BigInteger.valueOf(moment.epochSecond() - YEAR_ONE)
                .multiply(BigInteger.valueOf(NANOS))
                .add(BigInteger.valueOf(moment.nanoOfSecond()));
        BigInteger[] kept =
            sinceYearOne
                .subtract(sinceYearOne.mod(BigInteger.valueOf(step)))
                .divideAndRemainder(BigInteger.valueOf(NANOS));
        out.time(kept[0].longValue() + YEAR_ONE, kept[1].intValue(), moment.zone());
      }
    };
  }

  private static Conversion unix(Arguments a) {
    Expression seconds = a.value("seconds");
    Expression nanoseconds = a.optional("nanoseconds");
    return (x, out) -> {
      long nanos = nanoseconds == null ? 0 : nanoseconds.eval(x).integer();
      long second = seconds.eval(x).integer() + Math.floorDiv(nanos, NANOS);
      out.time(second, (int) Math.floorMod(nanos, NANOS), ZoneId.systemDefault());
    };
  }

  private static Conversion duration(Arguments a) throws InvalidStatementException {
    Expression text = a.value("duration");
    Cell constant = text.constant();
    if (constant != null && GoDuration.parse(constant.text()) == null) {
      throw a.problem("duration", noDuration(constant.text()));
    }
    return (x, out) -> {
      String written = text.eval(x).text();
      Duration duration = GoDuration.parse(written);
      if (duration == null) {
        throw new EvaluationException(noDuration(written));
      }
      out.duration(duration.toNanos());
    };
  }

  private static String noDuration(String text) {
    return "\"" + text + "\" is no duration (expected: 1h30m, 1.5s, 200ms)";
  }
}
