package io.beltline.service.logging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger that adds fixed key-values to every line. */
@SuppressWarnings("serial") // SLF4J declares loggers serializable; these never are
final class FieldLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private final transient Map<String, Object> fields;

  FieldLogger(String name, Map<String, Object> fields) {
    this.name = name;
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public void log(LoggingEvent event) {
    Object[] arguments = event.getArgumentArray();
    String message =
        MessageFormatter.basicArrayFormat(
            String.valueOf(event.getMessage()), arguments == null ? new Object[0] : arguments);
    Map<String, Object> all = fields;
    if (event.getKeyValuePairs() != null && !event.getKeyValuePairs().isEmpty()) {
      all = new LinkedHashMap<>(fields);
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        all.put(pair.key, pair.value);
      }
    }
    Logging.write(event.getLevel(), name, message, all, event.getThrowable());
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    String message =
        MessageFormatter.basicArrayFormat(
            String.valueOf(pattern), arguments == null ? new Object[0] : arguments);
    Logging.write(level, name, message, fields, cause);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return Logging.isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return Logging.isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return Logging.isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return Logging.isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return Logging.isEnabled(Level.ERROR);
  }
}
