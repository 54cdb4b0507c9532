package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.processor.redaction.RedactionProcessorConfig.DatabaseConfig;
import io.beltline.processor.redaction.RedactionProcessorConfig.DbSanitizerConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes values out of queries, by the kind of database they are for. Safe for all threads. */
final class DbSanitizer {
  private static final AttributeKey SYSTEM_NAME = AttributeKey.of("db.system.name");
  private static final AttributeKey SYSTEM = AttributeKey.of("db.system");
  private static final Set<String> SQL =
      Set.of("other_sql", "mysql", "postgresql", "mariadb", "sqlite");

  /** The sanitizer of one kind. */
  private record Kind(Set<String> systems, Set<String> attributes, QuerySanitizer sanitizer) {}

  private final List<Kind> kinds = new ArrayList<>();
  private final boolean withoutSystem;

  /**
   * A sanitizer.
   *
   * @param withoutSystem whether attributes are sanitized by all kinds where nothing says which
   *     database they are for
   */
  DbSanitizer(DbSanitizerConfig config, boolean withoutSystem) {
    this.withoutSystem = withoutSystem;
    add(config.sql(), SQL, SqlSanitizer::sanitize);
    add(config.redis(), Set.of("redis"), (query, _) -> CommandSanitizer.redis(query));
    add(config.valkey(), Set.of("valkey"), (query, _) -> CommandSanitizer.redis(query));
    add(config.memcached(), Set.of("memcached"), (query, _) -> CommandSanitizer.memcached(query));
    add(config.mongo(), Set.of("mongodb"), (query, _) -> JsonSanitizer.sanitize(query));
    add(config.opensearch(), Set.of("opensearch"), (query, _) -> JsonSanitizer.sanitize(query));
    add(config.es(), Set.of("elasticsearch"), (query, _) -> JsonSanitizer.sanitize(query));
  }

  private void add(DatabaseConfig config, Set<String> systems, QuerySanitizer sanitizer) {
    if (config.enabled()) {
      kinds.add(new Kind(systems, Set.copyOf(config.attributes()), sanitizer));
    }
  }

  boolean isIdle() {
    return kinds.isEmpty();
  }

  /** The keys of all attributes that hold queries. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>();
    kinds.forEach(kind -> keys.addAll(kind.attributes));
    return keys;
  }

  /** The database that attributes speak of, in lower case, or "". */
  static String system(AttributesView attributes) {
    AnyValueView name = attributes.find(SYSTEM_NAME);
    String system = name == null ? "" : name.stringValue();
    if (system.isEmpty()) {
      AnyValueView older = attributes.find(SYSTEM);
      system = older == null ? "" : older.stringValue();
    }
    return system.toLowerCase(Locale.ROOT);
  }

  /** An attribute's text without values. */
  String attribute(String key, String text, String system) {
    String result = text;
    for (Kind kind : kinds) {
      boolean fits = system.isEmpty() ? withoutSystem : kind.systems.contains(system);
      if (fits && kind.attributes.contains(key)) {
        result = kind.sanitizer.sanitize(result, system);
      }
    }
    return result;
  }

  /** A span's name without values. */
  String spanName(String name, String system) {
    String result = name;
    for (Kind kind : kinds) {
      if (kind.systems.contains(system)) {
        result = kind.sanitizer.sanitize(result, system);
      }
    }
    return result;
  }

  /** A text of a log body without values, by all kinds. */
  String body(String text) {
    String result = text;
    for (Kind kind : kinds) {
      result = kind.sanitizer.sanitize(result, "");
    }
    return result;
  }
}
