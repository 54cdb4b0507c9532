package io.beltline.exporter.loki;

import io.beltline.api.Context;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the labels of records, by hints or by the older keys, and finds the tenant. One thread.
 */
final class LabelChoice {
  private static final String EXPORTER = "exporter";

  /** The label of the severity. */
  static final String LEVEL = "level";

  private final LokiExporterConfig config;
  private final String usualTenant;
  private final String tenantAttribute;
  private ResourceView view = new ResourceView();
  private AttributesView resource = view.attributes();
  private Chosen fixed = new Chosen();
  private Chosen tenantLabels = new Chosen();
  private @Nullable String tenantHint;

  LabelChoice(LokiExporterConfig config, Tenants tenants, Context context) {
    this.config = config;
    this.usualTenant = tenants.of(context);
    TenantConfig older = config.tenant();
    this.tenantAttribute = older == null ? "" : older.attribute();
  }

  /** Goes to the next resource. */
  void resource(ResourceView next) {
    view = next;
    resource = next.attributes();
    fixed = new Chosen();
    tenantLabels = new Chosen();
    tenantHint = resource.string(Hints.TENANT);
    if (config.labels() != null) {
      return;
    }
    DefaultLabelsConfig usual = config.defaultLabelsEnabled();
    if (usual.exporter()) {
      fixed.put(EXPORTER, "OTLP");
    }
    if (usual.job()) {
      fixed.put("job", job());
    }
    if (usual.instance()) {
      fixed.put("instance", text("service.instance.id"));
    }
    all(Hints.names(resource, Hints.RESOURCE_LABELS), resource, fixed);
    all(Hints.names(resource, Hints.TENANT), resource, tenantLabels);
  }

  private String job() {
    String name = text("service.name");
    String space = text("service.namespace");
    return name.isEmpty() || space.isEmpty() ? name : space + "/" + name;
  }

  private String text(String key) {
    AnyValueView value = resource.find(key);
    return value == null ? "" : value.asString();
  }

  private static void all(List<String> names, AttributesView attributes, Chosen labels) {
    for (String name : names) {
      String value = Hints.value(attributes, name);
      if (value != null) {
        labels.put(name, value);
      }
    }
  }

  /** The labels of a record of the resource. */
  Chosen labels(LogRecordView record, AttributesView attributes) {
    LabelsConfig older = config.labels();
    Chosen labels = new Chosen();
    if (older != null) {
      olderLabels(older, record, attributes, labels);
    } else {
      labels.putAll(fixed);
      hinted(record, attributes, labels);
    }
    for (String name : config.mapping().labels()) {
      String own = Hints.value(attributes, name);
      String value = own != null ? own : Hints.value(resource, name);
      if (value != null) {
        labels.put(name, value);
      }
    }
    return labels;
  }

  private void hinted(LogRecordView record, AttributesView attributes, Chosen labels) {
    all(Hints.names(attributes, Hints.RESOURCE_LABELS), resource, labels);
    all(Hints.names(attributes, Hints.ATTRIBUTE_LABELS), attributes, labels);
    if (config.defaultLabelsEnabled().level() && record.severityNumber() != 0) {
      AnyValueView own = attributes.find(LEVEL);
      labels.put(LEVEL, own != null ? own.asString() : Severity.name(record.severityNumber()));
    }
    if (tenantHint == null) {
      all(Hints.names(attributes, Hints.TENANT), attributes, labels);
    } else {
      labels.putAll(tenantLabels);
    }
  }

  private void olderLabels(
      LabelsConfig older, LogRecordView record, AttributesView attributes, Chosen labels) {
    texts(older.attributes(), attributes, labels);
    texts(older.resource(), resource, labels);
    older
        .record()
        .forEach(
            (field, label) ->
                labels.put(
                    label.isEmpty() ? field : label,
                    switch (field) {
                      case "traceID" -> record.traceId().isZero() ? "" : record.traceId().hex();
                      case "spanID" -> record.spanId().isZero() ? "" : record.spanId().hex();
                      case "severity" -> record.severityText();
                      default -> Severity.name(record.severityNumber());
                    }));
  }

  private static void texts(Map<String, String> wanted, AttributesView from, Chosen labels) {
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      String value = from.string(entry.getKey());
      if (value != null) {
        labels.put(LabelsConfig.label(entry), value);
      }
    }
  }

  /** The tenant of a record. */
  String tenant(AttributesView attributes) {
    String hint = tenantHint != null ? tenantHint : attributes.string(Hints.TENANT);
    String key = hint != null && config.labels() == null ? hint : tenantAttribute;
    if (key.isEmpty()) {
      return usualTenant;
    }
    String ofResource = resource.string(key);
    String found = ofResource != null ? ofResource : attributes.string(key);
    return found == null || found.isBlank() ? usualTenant : found.strip();
  }

  /** What the line of a record is made of. */
  LineFormat format(AttributesView attributes, Losses losses) {
    AnyValueView hint = resource.find(Hints.FORMAT);
    AnyValueView word = hint != null ? hint : attributes.find(Hints.FORMAT);
    if (word == null) {
      return config.usualFormat();
    }
    LineFormat named = LineFormat.ofHint(word.asString());
    if (named == null) {
      losses.unknownFormat(word.asString(), config.usualFormat());
    }
    return named == null ? config.usualFormat() : named;
  }

  /** A walk over the attributes of the resource. */
  AttributesView attributes() {
    return view.attributes();
  }
}
