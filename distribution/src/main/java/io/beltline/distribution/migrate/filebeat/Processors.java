package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Report;
import io.beltline.distribution.migrate.Steps;
import org.jspecify.annotations.Nullable;

/** Processors become statements and filters, in their order. One thread. */
final class Processors {
  private final Report report;
  private final Steps steps;
  private final FieldProcessors fields;
  private final TextProcessors texts;

  Processors(Report report, Steps steps) {
    this.report = report;
    this.steps = steps;
    this.fields = new FieldProcessors(steps);
    this.texts = new TextProcessors(steps, report);
  }

  /** Migrates the list under a key. */
  void all(Options owner, String key) {
    list(owner.node(key));
  }

  private void list(@Nullable ConfigNode node) {
    if (node instanceof ConfigList list) {
      list.items().forEach(this::item);
    } else if (node instanceof ConfigMap) {
      item(node);
    }
  }

  private void item(ConfigNode node) {
    if (!(node instanceof ConfigMap map) || map.entries().isEmpty()) {
      return;
    }
    ConfigNode condition = map.value("if");
    if (condition != null) {
      String asked = Conditions.of(condition);
      if (asked == null) {
        report.missing(map.position(), "processors if", "a condition without a counterpart");
        return;
      }
      steps.choose(asked, () -> list(map.value("then")), () -> list(map.value("else")));
      return;
    }
    String type = map.keys().iterator().next();
    ConfigNode inner = map.value(type);
    ConfigMap own = inner instanceof ConfigMap given ? given : ConfigMap.empty(map.position());
    processor(type, new Options("processor " + type, map.position(), own));
  }

  private void processor(String type, Options options) {
    ConfigNode when = options.node("when");
    String condition = when == null ? "" : Conditions.of(when);
    if (condition == null) {
      report.missing(options.place(), options.part(), "a condition without a counterpart");
      return;
    }
    options.pass("ignore_missing", "fail_on_error", "ignore_failure", "id", "tag");
    int before = steps.all().size();
    Runnable add = () -> known(type, options);
    if (condition.isEmpty()) {
      add.run();
    } else {
      steps.choose(condition, add, () -> {});
    }
    if (type.equals("add_host_metadata")) {
      report.differs(
          options.place(),
          options.part(),
          "what resource_detection finds is copied: add that processor in front");
    } else if (steps.all().size() > before) {
      report.done(options.place(), options.part(), "statements");
    } else {
      report.missing(options.place(), options.part(), reason(type));
    }
    options.tellRest(report);
  }

  private void known(String type, Options options) {
    switch (type) {
      case "drop_event" -> steps.drop("");
      case "add_fields" -> fields.addFields(options);
      case "add_labels" -> fields.addLabels(options);
      case "add_tags" ->
          Fields.tags(options.texts("tags"), options.text("target", "tags"), steps, "");
      case "drop_fields" -> fields.drop(options);
      case "include_fields" -> fields.keep(options);
      case "rename" -> fields.rename(options, true);
      case "copy_fields" -> fields.rename(options, false);
      case "convert" -> fields.convert(options);
      case "add_id" -> fields.id(options);
      case "fingerprint" -> fields.fingerprint(options);
      case "dissect" -> texts.dissect(options);
      case "decode_json_fields" -> texts.json(options);
      case "decode_base64_field" -> texts.base64(options);
      case "timestamp" -> texts.timestamp(options);
      case "replace" -> texts.replace(options);
      case "truncate_fields" -> texts.truncate(options);
      case "lowercase" -> texts.letters(options, "ToLowerCase");
      case "uppercase" -> texts.letters(options, "ToUpperCase");
      case "add_host_metadata" -> {
        options.pass("netinfo", "cache", "geo", "replace_fields");
        fields.host();
      }
      default -> options.pass(options.keys().toArray(String[]::new));
    }
  }

  private static String reason(String type) {
    return switch (type) {
      case "script" -> "JavaScript is not run: write it as statements of the transform processor";
      case "add_docker_metadata", "add_kubernetes_metadata" ->
          "the container operator names the pod by the file's path; labels are not looked up";
      case "add_cloud_metadata" -> "see the detectors of the resource_detection processor";
      default -> "there is nothing like it";
    };
  }
}
