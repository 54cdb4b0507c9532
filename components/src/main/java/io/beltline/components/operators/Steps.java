package io.beltline.components.operators;

import io.beltline.components.timelayout.InvalidTimeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles what sets one part of an entry: its time, severity, trace context, scope. */
final class Steps {
  private Steps() {}

  static Operator.Change time(TimestampConfig config) {
    TimestampConfig.TimeSource source = config.compile();
    Field from = demanded(config.parseFrom());
    return entry -> {
      Object value = present(entry, from);
      try {
        entry.timeUnixNanos = source.parse(value, entry.observedUnixNanos);
      } catch (InvalidTimeException wrong) {
        throw OperatorException.of(wrong);
      }
    };
  }

  static Operator.Change severity(SeverityConfig config) {
    SeverityWords words = config.words();
    Field from = demanded(config.parseFrom());
    return entry -> {
      String text = severityText(present(entry, from), from);
      int number = words.of(text);
      entry.severity = number;
      entry.severityText = config.overwriteText() && number > 0 ? SeverityWords.name(number) : text;
    };
  }

  private static String severityText(Object value, Field from) throws OperatorException {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case Double number when number == Math.rint(number) ->
          String.valueOf((long) number.doubleValue());
      default ->
          throw new OperatorException(from + " is no severity (expected: a word or whole number)");
    };
  }

  private static Field demanded(@Nullable Field field) {
    if (field == null) {
      throw new IllegalStateException("not validated");
    }
    return field;
  }

  static Object present(Entry entry, Field field) throws OperatorException {
    Object value = field.in(entry);
    if (value == null) {
      throw new OperatorException("the entry has no " + field);
    }
    return value;
  }

  /** A value as text; bytes are taken for UTF-8. */
  static String text(Object value, Field field) throws OperatorException {
    return switch (value) {
      case String text -> text;
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      default -> throw new OperatorException(field + " is no text");
    };
  }

  static String text(Entry entry, Field field) throws OperatorException {
    if (present(entry, field) instanceof String text) {
      return text;
    }
    throw new OperatorException(field + " is no text");
  }

  /** Parses and does what is embedded; each embedded step is tried, whatever becomes of others. */
  static Operator parser(ParserConfig config, Parse parse) {
    return Operator.of(change(config, parse));
  }

  /** The same for what finds the value itself. */
  static Operator parserOf(ParserConfig config, ParseEntry parse) {
    return Operator.of(changeOf(config, parse));
  }

  static Operator.Change change(ParserConfig config, Parse parse) {
    return changeOf(config, entry -> parse.parse(present(entry, config.parseFrom())));
  }

  private static Operator.Change changeOf(ParserConfig config, ParseEntry parse) {
    List<Operator.Change> embedded = new ArrayList<>();
    if (config.timestamp() != null) {
      embedded.add(time(config.timestamp()));
    }
    if (config.severity() != null) {
      embedded.add(severity(config.severity()));
    }
    if (config.trace() != null) {
      embedded.add(config.trace()::apply);
    }
    if (config.scopeName() != null) {
      embedded.add(config.scopeName()::apply);
    }
    List<Operator.Change> after = List.copyOf(embedded);
    return entry -> {
      Field kept = config.preserveTo();
      Object value = kept == null ? null : present(entry, config.parseFrom());
      config.parseTo().set(entry, parse.parse(entry));
      if (kept != null) {
        kept.set(entry, value);
      }
      if (config.body() != null && config.body().isIn(entry)) {
        entry.body(config.body().in(entry));
      }
      apply(after, entry);
    };
  }

  private static void apply(List<Operator.Change> changes, Entry entry) throws OperatorException {
    OperatorException first = null;
    for (Operator.Change change : changes) {
      try {
        change.apply(entry);
      } catch (OperatorException failed) {
        first = first == null ? failed : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** How a value is parsed. */
  @FunctionalInterface
  interface Parse {
    @Nullable Object parse(Object value) throws OperatorException;
  }

  /** How an entry's value is found and parsed. */
  @FunctionalInterface
  interface ParseEntry {
    @Nullable Object parse(Entry entry) throws OperatorException;
  }
}
