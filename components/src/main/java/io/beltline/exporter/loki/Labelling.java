package io.beltline.exporter.loki;

import io.beltline.exporter.loki.LabelLosses.Demoted;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.LogRecordView;
import java.util.HashSet;
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

  /** Where a record goes whose line is of a format. */
  Labelled of(LogRecordView record, LineFormat format) {
    AttributesView attributes = record.attributes();
    String tenant = choice.tenant(attributes);
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
    Set<String> used = used(chosen, moved.keySet());
    Placement placement = new Placement(metadata, Set.copyOf(moved.keySet()));
    boolean raw = format == LineFormat.RAW; // of which attributes are no part
    if (raw || metadata.isAllowed()) {
      collect(record, used, placement);
    }
    moved.keySet().removeIf(label -> isInLine(label, attributes, format));
    Lost lost = new Lost(Set.copyOf(moved.keySet()), raw ? placement.unplaced() : Map.of());
    return new Labelled(tenant, labels, metadata.pairs(), used, lost);
  }

  /** The keys of attributes that lines lack as they are labels; those of some labels stay. */
  private Set<String> used(Chosen chosen, Set<String> stay) {
    Set<String> used = new HashSet<>(Hints.ALL);
    LabelsConfig older = config.labels();
    if (!linesLackLabels) {
      return used;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (older == null) {
      chosen.values().keySet().forEach(key -> labels.put(key, key));
    } else {
      older.attributes().entrySet().forEach(e -> labels.put(e.getKey(), LabelsConfig.label(e)));
      older.resource().entrySet().forEach(e -> labels.put(e.getKey(), LabelsConfig.label(e)));
    }
    labels.forEach(
        (key, label) -> {
          if (!stay.contains(LabelNames.of(label))) {
            used.add(key);
          }
        });
    return used;
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

  private void collect(LogRecordView record, Set<String> used, Placement placement) {
    if (config.mapping().takesAll()) {
      placement.all(record.attributes(), used);
      placement.all(choice.attributes(), used);
      return;
    }
    for (String name : config.mapping().structuredMetadata()) {
      AnyValueView own = record.attributes().find(name);
      AnyValueView value = own != null ? own : choice.attributes().find(name);
      if (value != null) {
        placement.put(name, value, used);
      }
    }
  }
}
