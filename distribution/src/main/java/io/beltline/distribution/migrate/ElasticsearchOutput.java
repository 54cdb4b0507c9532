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
    apiKey(keys, output, report);
    put(keys, "pipeline", output.text("pipeline"));
    index(output, keys, report);
    tls(output.section("ssl"), keys, report);
    queue(
        keys,
        queue,
        output.number("bulk_max_size", report),
        output.number(output.has("worker") ? "worker" : "workers", report));
    String compression = output.text("compression_level");
    if (compression != null) {
      keys.put("compression", compression.equals("0") ? "none" : "gzip");
    }
    put(keys, "timeout", seconds(output.text("timeout")));
    differs(output, "loadbalance", "false", "batches go to all hosts in turn", report);
    differs(output, "preset", null, "its numbers are not taken over: set sending_queue", report);
    differs(
        output,
        "max_retries",
        null,
        "retries end after retry_on_failure::max_elapsed_time",
        report);
    differs(output, "backoff", null, "is not taken over: set retry_on_failure", report);
    output.pass("allow_older_versions", "escape_html");
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
    apiKey(keys, output, report);
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
      index(output, keys, report);
    }
    Map<String, Object> tls = new LinkedHashMap<>();
    authority(output, output.has("cacert") ? "cacert" : "ssl_certificate_authorities", tls, report);
    if (!tls.isEmpty()) {
      keys.put("tls", tls);
    }
    String action = output.text("action", "index");
    if (!action.equals("index") && !action.equals("create")) {
      report.missing(
          output.place("action"), output.part() + " action", "documents are created, nothing else");
    }
    output.pass(
        "manage_template",
        "template_name",
        "template_overwrite",
        "ilm_enabled",
        "ecs_compatibility");
    if (output.bool("sniffing", false)) {
      String interval = seconds(output.text("sniffing_delay", "5"));
      keys.put("discover", Map.of("on_start", true, "interval", String.valueOf(interval)));
      report.done(output.place("sniffing"), output.part() + " sniffing", "discover");
    }
    keys.put("mapping", Map.of("mode", "ecs"));
    return keys;
  }

  /** Tells of an option that there is no key for, if it has a value, or has any. */
  private static void differs(
      Options output, String key, @Nullable String value, String words, Report report) {
    output.pass(key);
    if (output.has(key) && (value == null || value.equals(output.text(key)))) {
      report.differs(output.place(key), output.part() + " " + key, words);
    }
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
  private static void apiKey(Map<String, Object> keys, Options output, Report report) {
    String key = output.text("api_key");
    if (key != null && key.contains("${")) {
      put(keys, "api_key", key);
      report.differs(
          output.place("api_key"),
          output.part() + " api_key",
          "the exporter takes id:key in base64: encode what the variable holds");
    } else if (key != null && key.contains(":")) {
      keys.put("api_key", Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    } else {
      put(keys, "api_key", key);
    }
  }

  private static @Nullable String seconds(@Nullable String time) {
    return time != null && time.matches("\\d+") ? time + "s" : time;
  }

  private static void index(Options output, Map<String, Object> keys, Report report) {
    String index = output.text("index");
    Matcher dated = DATED.matcher(index == null ? "" : index);
    if (dated.matches() && !String.valueOf(dated.group(1)).contains("%{")) {
      keys.put("logs_index", String.valueOf(dated.group(1)));
      Map<String, Object> format = new LinkedHashMap<>();
      format.put("enabled", true);
      format.put("prefix_separator", String.valueOf(dated.group(2)));
      format.put("date_format", TimeLayouts.joda(String.valueOf(dated.group(3))));
      keys.put("logstash_format", format);
    } else if (index != null && index.contains("%{")) {
      report.missing(
          output.place("index"),
          output.part() + " index",
          "an index made of fields: set the attribute elasticsearch.index in a statement");
    } else {
      put(keys, "logs_index", index);
    }
  }

  private static void tls(@Nullable Options ssl, Map<String, Object> keys, Report report) {
    if (ssl == null || !ssl.bool("enabled", true)) {
      return;
    }
    Map<String, Object> tls = new LinkedHashMap<>();
    authority(ssl, "certificate_authorities", tls, report);
    pem(tls, "cert", ssl.text("certificate"));
    pem(tls, "key", ssl.text("key"));
    String mode = ssl.text("verification_mode", "full");
    if (mode.equals("none")) {
      tls.put("insecure_skip_verify", true);
    } else if (!mode.equals("full") && !mode.equals("strict")) {
      report.missing(
          ssl.place("verification_mode"),
          ssl.part() + " verification_mode",
          "\"" + mode + "\": the name in the certificate is checked, too");
    }
    ssl.tellRest(report);
    if (!tls.isEmpty()) {
      keys.put("tls", tls);
    }
  }

  private static void authority(
      Options options, String key, Map<String, Object> tls, Report report) {
    List<String> authorities = options.texts(key);
    pem(tls, "ca", authorities.isEmpty() ? null : authorities.getFirst());
    for (String other : authorities.stream().skip(1).toList()) {
      report.missing(
          options.place(key),
          options.part() + " " + key,
          (other.contains("\n") ? "a further one" : other)
              + " is left out: put all into the first file");
    }
  }

  /** A file, or the text itself. */
  private static void pem(Map<String, Object> tls, String key, @Nullable String value) {
    boolean text = value != null && value.strip().startsWith("-----BEGIN");
    put(tls, key + (text ? "_pem" : "_file"), value);
  }

  private static void queue(
      Map<String, Object> keys,
      Map<String, Object> queue,
      @Nullable Object bulk,
      @Nullable Object workers) {
    Map<String, Object> all = new LinkedHashMap<>(queue);
    if (workers != null) {
      all.put("num_consumers", workers);
    }
    if (bulk != null && !(bulk instanceof Long size && size <= 0)) { // such batches are not cut
      Map<String, Object> batch = new LinkedHashMap<>();
      batch.put("sizer", "items");
      batch.put("min_size", bulk);
      batch.put("max_size", bulk);
      all.put("batch", batch);
    }
    if (!all.isEmpty()) {
      keys.put("sending_queue", all);
    }
  }
}
