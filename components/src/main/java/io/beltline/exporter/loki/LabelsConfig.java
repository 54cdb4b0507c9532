package io.beltline.exporter.loki;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Labels as they were written before hints: {@code labels}. With it there are no default labels and
 * no hints.
 *
 * @param attributes attributes of records and the labels they become; an empty label is named as
 *     the attribute
 * @param resource the same for attributes of the resource
 * @param record the same for fields of the record
 */
public record LabelsConfig(
    @Default("{}") @Doc("Attributes of records: label; without a value: named as the attribute.")
        Map<String, String> attributes,
    @Default("{}") @Doc("Attributes of the resource: label.") Map<String, String> resource,
    @Default("{}") @Doc("traceID, spanID, severity, severityN: label.") Map<String, String> record)
    implements Validated {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Set<String> FIELDS = Set.of("traceID", "spanID", "severity", "severityN");

  @Override
  public void validate(Problems problems) {
    if (attributes.isEmpty() && resource.isEmpty() && record.isEmpty()) {
      problems.add("", "is empty (expected: attributes, resource or record with an entry)");
    }
    names("attributes", attributes, problems);
    names("resource", resource, problems);
    names("record", record, problems);
    for (String field : record.keySet()) {
      if (!FIELDS.contains(field)) {
        problems.add(
            "record::" + field,
            "is no field of a record (expected: traceID, spanID, severity or severityN)");
      }
    }
  }

  private static void names(String section, Map<String, String> labels, Problems problems) {
    labels.forEach(
        (from, label) -> {
          String name = label.isEmpty() ? from : label;
          if (!NAME.matcher(name).matches()) {
            problems.add(
                section + "::" + from,
                ("\"%s\" is no name of a label (expected: letters, digits and underscores, no digit"
                        + " in front)")
                    .formatted(name));
          }
        });
  }

  /** The label for an entry of one of the maps. */
  static String label(Map.Entry<String, String> entry) {
    return entry.getValue().isEmpty() ? entry.getKey() : entry.getValue();
  }
}
