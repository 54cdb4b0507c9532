package io.beltline.components.operators;

import java.util.Map;
import java.util.TreeMap;

/** The operators there are, by type. */
final class OperatorTypes {
  private static final Map<String, Class<? extends Record>> TYPES = new TreeMap<>();
  private static final Map<String, String> OUTPUTS =
      Map.of(
          "file_output", "the file exporter",
          "stdout", "the debug exporter",
          "drop_output", "the filter operator");

  static {
    TYPES.put("add", AddConfig.class);
    TYPES.put("assign_keys", AssignKeysConfig.class);
    TYPES.put("container", ContainerConfig.class);
    TYPES.put("copy", CopyConfig.class);
    TYPES.put("csv_parser", CsvParserConfig.class);
    TYPES.put("filter", FilterConfig.class);
    TYPES.put("flatten", FlattenConfig.class);
    TYPES.put("json_array_parser", JsonArrayParserConfig.class);
    TYPES.put("json_parser", JsonParserConfig.class);
    TYPES.put("key_value_parser", KeyValueParserConfig.class);
    TYPES.put("move", MoveConfig.class);
    TYPES.put("noop", NoopConfig.class);
    TYPES.put("recombine", RecombineConfig.class);
    TYPES.put("regex_parser", RegexParserConfig.class);
    TYPES.put("regex_replace", RegexReplaceConfig.class);
    TYPES.put("remove", RemoveConfig.class);
    TYPES.put("retain", RetainConfig.class);
    TYPES.put("router", RouterConfig.class);
    TYPES.put("sanitize_utf8", SanitizeUtf8Config.class);
    TYPES.put("scope_name_parser", ScopeNameParserConfig.class);
    TYPES.put("severity_parser", SeverityParserConfig.class);
    TYPES.put("syslog_parser", SyslogParserConfig.class);
    TYPES.put("time_parser", TimeParserConfig.class);
    TYPES.put("trace_parser", TraceParserConfig.class);
    TYPES.put("unquote", UnquoteConfig.class);
    TYPES.put("uri_parser", UriParserConfig.class);
  }

  private OperatorTypes() {}

  static Map<String, Class<? extends Record>> all() {
    return TYPES;
  }

  /** Why a type of the Collector is not here; null for one that is unknown. */
  static @org.jspecify.annotations.Nullable String refusal(String type) {
    String instead = OUTPUTS.get(type);
    if (instead != null) {
      return "writes entries out of the collector (expected: " + instead + " in a pipeline)";
    }
    return type.endsWith("_input") || type.equals("stdin")
        ? "reads entries itself (expected: the receiver of that name)"
        : null;
  }
}
