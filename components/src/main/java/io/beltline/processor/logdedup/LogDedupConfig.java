package io.beltline.processor.logdedup;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What users write under {@code log_dedup}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/logdedupprocessor">the
 *     keys and defaults</a>
 */
public record LogDedupConfig(
    @Doc("How long equal records are gathered.") @Default("10s") Duration interval,
    @Doc("OTTL conditions: only records that one holds for are gathered. Without any, all are.")
        @Default("[]")
        List<String> conditions,
    @Doc("The attribute that says how many records were gathered.") @Default("log_count")
        String logCountAttribute,
    @Doc("Fields of body or attributes by which records are equal. Without any, by all.")
        @Default("[]")
        List<String> includeFields,
    @Doc("Fields of body or attributes that are left out of the comparison and of the result.")
        @Default("[]")
        List<String> excludeFields,
    @Doc("The time zone of the first and last time.") @Default("UTC") String timezone,
    @Doc("Request headers by whose values records are kept apart.") @Default("[]")
        List<String> metadataKeys,
    @Doc("How many combinations of such values there may be; 0 is no limit.") @Default("0")
        int metadataCardinalityLimit)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (interval.isZero() || interval.isNegative()) {
      problems.add("interval", "must be positive (expected: a duration such as 10s)");
    }
    if (logCountAttribute.isEmpty()) {
      problems.add("log_count_attribute", "must not be empty (expected: such as log_count)");
    }
    if (!includeFields.isEmpty() && !excludeFields.isEmpty()) {
      problems.add("include_fields", "cannot be used together with exclude_fields");
    }
    fields("include_fields", includeFields, problems);
    fields("exclude_fields", excludeFields, problems);
    if (excludeFields.contains(FieldPath.BODY)) {
      problems.add("exclude_fields", "cannot hold the whole body (expected: such as body.id)");
    }
    try {
      ZoneId.of(timezone);
    } catch (DateTimeException unknown) {
      problems.add(
          "timezone", "\"" + timezone + "\" is no time zone (expected: such as Europe/Berlin)");
    }
    Set<String> keys = new HashSet<>();
    for (String key : metadataKeys) {
      if (!keys.add(key.toLowerCase(Locale.ROOT))) {
        problems.add("metadata_keys", "\"" + key + "\" is there twice");
      }
    }
    if (metadataCardinalityLimit < 0) {
      problems.add("metadata_cardinality_limit", "must be 0 or more");
    }
    Eligibility.compile(conditions, problems);
  }

  private static void fields(String key, List<String> fields, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      FieldPath path = FieldPath.parse(fields.get(i));
      if (path == null) {
        problems.add(
            key + "::" + i,
            "\""
                + fields.get(i)
                + "\" is no field (expected: such as body.id or attributes.host\\.name)");
      } else if (!seen.add(fields.get(i))) {
        problems.add(key + "::" + i, "\"" + fields.get(i) + "\" is there twice");
      }
    }
  }
}
