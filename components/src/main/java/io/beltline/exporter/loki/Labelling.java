package io.beltline.exporter.loki;

import io.beltline.exporter.loki.LabelLosses.Demoted;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.LogRecordView;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes the stream and the structured metadata of a record out of its labels: keeps to the limits,
 * and moves what goes beyond; what finds no room in structured metadata stays in the line, or is
 * counted as lost where lines have none of it. One thread.
 */
final class Labelling {
  private final LokiExporterConfig config;
  private final LabelChoice choice;
  private final Cardinalities cardinalities;
  private final LabelLosses losses;
  private final Predicate<String> takesMetadata;
  private final boolean linesLackLabels;

  /**
   * A labelling.
   *
   * @param takesMetadata whether a tenant takes structured metadata
   */
  Labelling(
      LokiExporterConfig config,
      LabelChoice choice,
      Cardinalities cardinalities,
      LabelLosses losses,
      Predicate<String> takesMetadata) {
    this.config = config;
    this.choice = choice;
    this.cardinalities = cardinalities;
    this.losses = losses;
    this.takesMetadata = takesMetadata;
    this.linesLackLabels =
        config.labels() == null || config.usualFormat() != LineFormat.JSON; // as Go has it
  }

  /** Where a record of a tenant goes whose line is of a format. */
  Labelled of(String tenant, LogRecordView record, LineFormat format) {
    AttributesView attributes = record.attributes();
    Chosen chosen = choice.labels(record, attributes);
    Map<String, String> moved = new LinkedHashMap<>();
    SortedMap<String, String> labels = fitting(chosen.named(), moved);
    cardinalities.admit(
        tenant,
        labels,
        (label, value, reason) -> {
          moved.put(label, value);
          losses.demoted(label, reason);
        });
    if (labels.isEmpty()) {
      labels.put("exporter", "OTLP");
      losses.unlabelled();
    }
    Metadata metadata = new Metadata(takesMetadata.test(tenant));
    traceContext(record, metadata);
    moved.entrySet().removeIf(pair -> metadata.put(pair.getKey(), pair.getValue()) == null);
    Used used = used(chosen, label -> !moved.containsKey(label), attributes);
    Used lostLabels = moved.isEmpty() ? Used.NONE : used(chosen, moved::containsKey, attributes);
    Placement placement = new Placement(metadata, used, lostLabels);
    boolean raw = format == LineFormat.RAW; // of which attributes are no part
    if (raw || metadata.isAllowed()) {
      collect(record, placement);
    }
    moved.keySet().removeIf(label -> isInLine(label, attributes, format));
    Lost lost = new Lost(Set.copyOf(moved.keySet()), raw ? placement.unplaced() : Map.of());
    return new Labelled(tenant, labels, metadata.pairs(), used, lost);
  }

  /**
   * The attributes that lines lack as labels tell them: those of the same value only, as the label
   * may come from another place.
   *
   * @param labels the names of labels that count
   */
  private Used used(Chosen chosen, Predicate<String> labels, AttributesView attributes) {
    Used used = new Used();
    LabelsConfig older = config.labels();
    if (!linesLackLabels) {
      return used;
    }
    Map<String, String> values = new HashMap<>(chosen.values());
    values.keySet().removeIf(key -> !labels.test(LabelNames.of(key)));
    if (older == null) {
      values.forEach(
          (key, value) -> {
            Used.add(used.ofRecord(), key, value, attributes);
            Used.add(used.ofResource(), key, value, choice.attributes());
          });
    } else {
      older(older.attributes(), values, used.ofRecord(), attributes);
      older(older.resource(), values, used.ofResource(), choice.attributes());
    }
    return used;
  }

  private static void older(
      Map<String, String> wanted,
      Map<String, String> values,
      Set<String> used,
      AttributesView attributes) {
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      String value = values.get(LabelsConfig.label(entry));
      if (value != null) {
        Used.add(used, entry.getKey(), value, attributes);
      }
    }
  }

  /** Whether lines tell what a label says: all but that of the severity are made of attributes. */
  private static boolean isInLine(String label, AttributesView attributes, LineFormat format) {
    return switch (format) {
      case RAW -> false;
      case BODY -> true;
      case JSON, LOGFMT -> !label.equals(LabelChoice.LEVEL) || attributes.find(label) != null;
    };
  }

  /** The labels that are neither too many nor too long. */
  private SortedMap<String, String> fitting(Map<String, String> named, Map<String, String> moved) {
    LimitsConfig limits = config.limits();
    SortedMap<String, String> labels = new TreeMap<>();
    named.forEach(
        (name, value) -> {
          boolean isLong =
              Pair.bytes(name) > limits.maxLabelNameLength()
                  || Pair.bytes(value) > limits.maxLabelValueLength();
          if (!isLong && labels.size() < limits.maxLabels()) {
            labels.put(name, value);
            return;
          }
          moved.put(name, value);
          losses.demoted(name, isLong ? Demoted.LENGTH : Demoted.LABELS);
        });
    return labels;
  }

  private void traceContext(LogRecordView record, Metadata metadata) {
    if (config.mapping().traceContext()) {
      metadata.put("trace_id", record.traceId().isZero() ? "" : record.traceId().hex());
      metadata.put("span_id", record.spanId().isZero() ? "" : record.spanId().hex());
    }
  }

  private void collect(LogRecordView record, Placement placement) {
    if (config.mapping().takesAll()) {
      placement.allOfRecord(record.attributes());
      placement.allOfResource(choice.attributes());
      return;
    }
    for (String name : config.mapping().structuredMetadata()) {
      AnyValueView own = record.attributes().find(name);
      AnyValueView ofResource = own != null ? null : choice.attributes().find(name);
      if (own != null) {
        placement.ofRecord(name, own);
      } else if (ofResource != null) {
        placement.ofResource(name, ofResource);
      }
    }
  }
}
