package io.beltline.receiver.prometheus;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the API says of jobs and targets. Safe for all threads.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#targets">the API</a>
 */
final class ApiAnswers {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<Job> jobs;

  ApiAnswers(List<Job> jobs) {
    this.jobs = jobs;
  }

  /** The targets. */
  byte[] targets() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      begin(json);
      json.writeName("activeTargets");
      json.writeStartArray();
      for (Job job : jobs) {
        job.loops().forEach(loop -> target(json, job, loop));
      }
      json.writeEndArray();
      json.writeName("droppedTargets");
      json.writeStartArray();
      json.writeEndArray();
      end(json);
    }
    return out.toByteArray();
  }

  /** The names of the jobs. */
  byte[] pools() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      begin(json);
      json.writeName("scrapePools");
      json.writeStartArray();
      jobs.forEach(job -> json.writeString(job.name()));
      json.writeEndArray();
      end(json);
    }
    return out.toByteArray();
  }

  private static void begin(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("status", "success");
    json.writeName("data");
    json.writeStartObject();
  }

  private static void end(JsonGenerator json) {
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void target(JsonGenerator json, Job job, TargetLoop loop) {
    Target target = loop.target();
    TargetLoop.LastScrape last = loop.last();
    json.writeStartObject();
    json.writeName("discoveredLabels");
    labels(json, target.meta());
    json.writeName("labels");
    labels(json, target.labels());
    json.writeStringProperty("scrapePool", job.name());
    json.writeStringProperty("scrapeUrl", target.url().toString());
    json.writeStringProperty("globalUrl", target.url().toString());
    json.writeStringProperty("lastError", last.error());
    json.writeStringProperty("lastScrape", Instant.ofEpochSecond(0, last.unixNanos()).toString());
    json.writeNumberProperty("lastScrapeDuration", last.took().toNanos() / 1e9);
    String health = last.unixNanos() == 0 ? "unknown" : last.error().isEmpty() ? "up" : "down";
    json.writeStringProperty("health", health);
    json.writeStringProperty(
        "scrapeInterval", new PrometheusDuration(target.interval()).toString());
    json.writeStringProperty("scrapeTimeout", new PrometheusDuration(target.timeout()).toString());
    json.writeEndObject();
  }

  private static void labels(JsonGenerator json, Map<String, String> labels) {
    json.writeStartObject();
    labels.forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
