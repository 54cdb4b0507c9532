package io.beltline.distribution.migrate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of the elasticsearch exporter, from an output of either program. */
public final class ElasticsearchOutput {
  private static final Pattern DATED = Pattern.compile("(.*?)([-_.]?)%\\{\\+([^}]+)\\}");

  private ElasticsearchOutput() {}

  /** From Filebeat's output. */
  public static Map<String, Object> filebeat(
      Options output, Map<String, Object> queue, Report report) {
    Map<String, Object> keys = new LinkedHashMap<>();
    String protocol = output.text("protocol", "http");
    nodes(output.texts("hosts"), protocol, output.text("path", ""), keys);
    put(keys, "user", output.text("username"));
    put(keys, "password", output.text("password"));
    apiKey(keys, output.text("api_key"));
    put(keys, "pipeline", output.text("pipeline"));
    index(output.text("index"), keys, output, report);
    tls(output.section("ssl"), keys);
    queue(
        keys,
        queue,
        output.text("bulk_max_size"),
        output.text("worker", output.text("workers", "")));
    String compression = output.text("compression_level");
    if (compression != null) {
      keys.put("compression", compression.equals("0") ? "none" : "gzip");
    }
    put(keys, "timeout", seconds(output.text("timeout")));
    output.pass(
        "loadbalance",
        "allow_older_versions",
        "preset",
        "max_retries",
        "backoff",
        "escape_html",
        "parameters");
    keys.put("mapping", Map.of("mode", "ecs"));
    return keys;
  }

  /** From Logstash's output. */
  public static Map<String, Object> logstash(Options output, Report report) {
    Map<String, Object> keys = new LinkedHashMap<>();
    boolean ssl = output.bool("ssl", output.bool("ssl_enabled", false));
    nodes(output.texts("hosts"), ssl ? "https" : "http", output.text("path", ""), keys);
    put(keys, "user", output.text("user"));
    put(keys, "password", output.text("password"));
    apiKey(keys, output.text("api_key"));
    put(keys, "cloudid", output.text("cloud_id"));
    put(keys, "pipeline", output.text("pipeline"));
    if (output.bool("data_stream", false)) {
      keys.put(
          "logs_index",
          output.text("data_stream_type", "logs")
              + "-"
              + output.text("data_stream_dataset", "generic")
              + "-"
              + output.text("data_stream_namespace", "default"));
    } else {
      index(output.text("index"), keys, output, report);
    }
    String authority = output.text("cacert", output.text("ssl_certificate_authorities", ""));
    if (!authority.isEmpty()) {
      keys.put("tls", Map.of("ca_file", authority));
    }
    output.pass(
        "manage_template",
        "template",
        "template_name",
        "template_overwrite",
        "ilm_enabled",
        "action",
        "ecs_compatibility",
        "sniffing");
    keys.put("mapping", Map.of("mode", "ecs"));
    return keys;
  }

  private static void nodes(
      List<String> hosts, String protocol, String path, Map<String, Object> keys) {
    List<String> nodes = new ArrayList<>();
    for (String host : hosts.isEmpty() ? List.of("localhost:9200") : hosts) {
      boolean whole = host.contains("://") || host.matches("\\$\\{[^:}]+\\}");
      String url = whole ? host : protocol + "://" + host;
      boolean port =
          whole
              || host.contains("${")
              || url.substring(url.indexOf("://") + 3).matches(".*:\\d+(/.*)?");
      nodes.add((port ? url : url + ":9200") + path);
    }
    keys.put("endpoints", nodes);
  }

  private static void put(Map<String, Object> keys, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      keys.put(key, value);
    }
  }

  /** An API key as {@code id:key} is sent in base64. */
  private static void apiKey(Map<String, Object> keys, @Nullable String key) {
    if (key != null && key.contains(":") && !key.startsWith("${")) {
      keys.put("api_key", Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    } else {
      put(keys, "api_key", key);
    }
  }

  private static @Nullable String seconds(@Nullable String time) {
    return time != null && time.matches("\\d+") ? time + "s" : time;
  }

  private static void index(
      @Nullable String index, Map<String, Object> keys, Options output, Report report) {
    if (index == null) {
      return;
    }
    Matcher dated = DATED.matcher(index);
    if (!index.contains("%{")) {
      keys.put("logs_index", index);
    } else if (dated.matches() && !String.valueOf(dated.group(1)).contains("%{")) {
      keys.put("logs_index", String.valueOf(dated.group(1)));
      Map<String, Object> format = new LinkedHashMap<>();
      format.put("enabled", true);
      format.put("prefix_separator", String.valueOf(dated.group(2)));
      format.put("date_format", TimeLayouts.joda(String.valueOf(dated.group(3))));
      keys.put("logstash_format", format);
    } else {
      report.missing(
          output.place("index"),
          output.part() + " index",
          "an index made of fields: set the attribute elasticsearch.index in a statement");
    }
  }

  private static void tls(@Nullable Options ssl, Map<String, Object> keys) {
    if (ssl == null) {
      return;
    }
    Map<String, Object> tls = new LinkedHashMap<>();
    List<String> authorities = ssl.texts("certificate_authorities");
    if (!authorities.isEmpty()) {
      tls.put("ca_file", authorities.getFirst());
    }
    put(tls, "cert_file", ssl.text("certificate"));
    put(tls, "key_file", ssl.text("key"));
    if (ssl.text("verification_mode", "full").equals("none")) {
      tls.put("insecure_skip_verify", true);
    }
    if (!tls.isEmpty()) {
      keys.put("tls", tls);
    }
  }

  private static void queue(
      Map<String, Object> keys, Map<String, Object> queue, @Nullable String bulk, String workers) {
    Map<String, Object> all = new LinkedHashMap<>(queue);
    if (!workers.isEmpty()) {
      all.put("num_consumers", Integer.valueOf(workers));
    }
    if (bulk != null) {
      Map<String, Object> batch = new LinkedHashMap<>();
      batch.put("sizer", "items");
      batch.put("min_size", Integer.valueOf(bulk));
      batch.put("max_size", Integer.valueOf(bulk));
      all.put("batch", batch);
    }
    if (!all.isEmpty()) {
      keys.put("sending_queue", all);
    }
  }
}
