package io.beltline.exporter.opensearch;

import io.beltline.components.documents.Times;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.ResourceView;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an index with placeholders: {@code otel-%{service.name}}. A placeholder is filled by
 * an attribute of the record, the scope or the resource, in this order, or by {@code scope.name}
 * and {@code scope.version}. A date of the document may follow.
 */
final class IndexPattern {
  private static final Pattern PLACEHOLDER = Pattern.compile("%\\{([^}]+)\\}");

  private final String pattern;
  private final boolean fixed;
  private final String fallback;
  private final @Nullable DateTimeFormatter date;

  IndexPattern(String pattern, String usual, String fallback, String dateFormat) {
    this.pattern = pattern.isEmpty() ? usual : pattern;
    this.fixed = !PLACEHOLDER.matcher(this.pattern).find();
    this.fallback = fallback.isEmpty() ? "unknown" : fallback;
    this.date = formatter(dateFormat);
  }

  /**
   * The form of a date; null for none.
   *
   * @throws IllegalArgumentException if it is none
   */
  static @Nullable DateTimeFormatter formatter(String format) {
    return format.isEmpty()
        ? null
        : DateTimeFormatter.ofPattern(format.replace("y", "u"), Locale.ROOT);
  }

  String name(
      AttributesView record,
      InstrumentationScopeView scope,
      ResourceView resource,
      long unixNanos) {
    String name = fixed ? pattern : filled(record, scope, resource);
    return date == null ? name : name + "-" + date.format(Times.utc(unixNanos));
  }

  private String filled(
      AttributesView record, InstrumentationScopeView scope, ResourceView resource) {
    StringBuilder name = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(pattern);
    while (matcher.find()) {
      String value = value(matcher.group(1), record, scope, resource);
      matcher.appendReplacement(name, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(name).toString();
  }

  private String value(
      String key, AttributesView record, InstrumentationScopeView scope, ResourceView resource) {
    String[] found = {
      record.string(key),
      scope.attributes().string(key),
      key.equals("scope.name") ? scope.name() : key.equals("scope.version") ? scope.version() : "",
      resource.attributes().string(key)
    };
    for (@Nullable String value : found) {
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return fallback;
  }
}
