package io.beltline.distribution.migrate.logstash;

import io.beltline.config.ConfigNode;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters become statements, in their order. One thread. */
final class Filters {
  private final Steps steps;
  private final Report report;
  private final ParsingFilters parsing;
  private final Mutations mutations;

  Filters(Steps steps, Report report) {
    this.steps = steps;
    this.report = report;
    this.parsing = new ParsingFilters(steps, report);
    this.mutations = new Mutations(steps);
  }

  /** Migrates one filter. */
  void filter(String name, Options options) {
    int before = steps.all().size();
    options.pass("id", "enable_metric", "periodic_flush");
    String success = known(name, options);
    if (success == null) {
      options.pass(options.keys().toArray(String[]::new));
      report.missing(options.place(), options.part(), reason(name));
      return;
    }
    common(options, success);
    if (steps.all().size() > before) {
      report.done(options.place(), options.part(), "statements");
    }
    options.tellRest(report);
  }

  /** Adds the steps of a filter; where it succeeds, or null if there is nothing like it. */
  private @Nullable String known(String name, Options options) {
    return switch (name) {
      case "grok" -> parsing.grok(options);
      case "date" -> parsing.date(options);
      case "json" -> parsing.json(options);
      case "kv" -> parsing.pairs(options);
      case "csv" -> parsing.csv(options);
      case "dissect" -> parsing.dissect(options);
      case "useragent" -> parsing.userAgent(options);
      case "mutate" -> mutations.all(options);
      case "fingerprint" -> parsing.fingerprint(options);
      case "translate" -> mutations.translate(options);
      case "uuid" -> {
        steps.add("set(" + target(options, "target", "uuid") + ", UUID())");
        options.pass("overwrite");
        yield "";
      }
      case "truncate" -> mutations.truncate(options);
      case "drop" -> {
        options.pass("percentage");
        if (options.has("percentage")) {
          report.differs(options.place("percentage"), options.part(), "all are dropped");
        }
        steps.drop("");
        yield "";
      }
      default -> null;
    };
  }

  private static String target(Options options, String key, String otherwise) {
    return Ottl.field(Ottl.name(options.text(key, otherwise)));
  }

  private static String reason(String name) {
    return switch (name) {
      case "ruby" -> "Ruby is not run: write it as statements of the transform processor";
      case "geoip" -> "places are not looked up: let an ingest pipeline of Elasticsearch do it";
      case "aggregate", "elapsed" -> "records are not put together here";
      case "dns", "http", "jdbc_streaming", "elasticsearch", "memcached" ->
          "nothing is looked up while records pass";
      default -> "there is nothing like it";
    };
  }

  /** What every filter does when it succeeds. */
  private void common(Options options, String success) {
    for (Map.Entry<String, ConfigNode> field : options.pairs("add_field").entrySet()) {
      steps.add(
          "set("
              + Ottl.template("%{" + field.getKey() + "}")
              + ", "
              + Ottl.value(field.getValue())
              + ")",
          success);
    }
    for (String tag : options.texts("add_tag")) {
      steps.add("append(log.attributes[\"tags\"], " + Ottl.template(tag) + ")", success);
    }
    for (String field : options.texts("remove_field")) {
      mutations.remove(Ottl.name(field), success);
    }
    for (String tag : options.texts("remove_tag")) {
      String tags = "log.attributes[\"tags\"]";
      steps.add(
          "delete_index(" + tags + ", Index(" + tags + ", " + Ottl.quote(tag) + "))",
          Ottl.and(
              success,
              "IsList(" + tags + ") and ContainsValue(" + tags + ", " + Ottl.quote(tag) + ")"));
    }
  }
}
