package io.beltline.service.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One line of the log.
 *
 * @param time when
 * @param level how grave
 * @param logger who, where it is not a component; may be empty
 * @param message what
 * @param fields key-values, in order
 * @param cause the exception, or null
 */
public record LogLine(
    Instant time,
    Level level,
    String logger,
    String message,
    Map<String, Object> fields,
    @Nullable Throwable cause) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX", Locale.ROOT);

  /** The line with its end, in a layout. */
  String text(LogSettings settings, ZoneId zone) {
    return switch (settings.encoding()) {
      case CONSOLE -> console(settings, zone);
      case JSON -> json(settings, zone);
    };
  }

  private String console(LogSettings settings, ZoneId zone) {
    StringBuilder out = new StringBuilder(160);
    out.append(TIME.format(time.atZone(zone))).append('\t').append(word()).append('\t');
    if (!logger.isEmpty()) {
      out.append(logger).append('\t');
    }
    out.append(message);
    Map<String, Object> all = allFields(settings);
    if (!all.isEmpty()) {
      out.append('\t');
      new JsonText(out, true).object(all);
    }
    if (showsStack(settings)) {
      out.append('\n').append(stack());
    }
    return out.append('\n').toString();
  }

  private String json(LogSettings settings, ZoneId zone) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("level", word());
    all.put("ts", TIME.format(time.atZone(zone)));
    if (!logger.isEmpty()) {
      all.put("logger", logger);
    }
    all.put("msg", message);
    all.putAll(allFields(settings));
    if (showsStack(settings)) {
      all.put("stacktrace", stack());
    }
    StringBuilder out = new StringBuilder(200);
    new JsonText(out, false).object(all);
    return out.append('\n').toString();
  }

  private Map<String, Object> allFields(LogSettings settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings.fields());
    all.putAll(fields);
    if (cause != null) {
      all.putIfAbsent("error", cause);
    }
    return all;
  }

  private boolean showsStack(LogSettings settings) {
    return cause != null && level == Level.ERROR && settings.stacktraces();
  }

  private String stack() {
    StringWriter text = new StringWriter();
    if (cause != null) {
      cause.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString().stripTrailing();
  }

  private String word() {
    return switch (level) {
      case ERROR -> "error";
      case WARN -> "warn";
      case INFO -> "info";
      case DEBUG, TRACE -> "debug";
    };
  }
}
