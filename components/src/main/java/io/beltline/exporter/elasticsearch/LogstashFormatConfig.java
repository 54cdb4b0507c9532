package io.beltline.exporter.elasticsearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;

/**
 * Names of indices that end with a date: {@code logstash_format}.
 *
 * @param enabled whether they do
 * @param prefixSeparator what stands in front of the date
 * @param dateFormat the date as strftime writes it
 */
public record LogstashFormatConfig(
    @Default("false") @Doc("Add the document's date to the name of its index.") boolean enabled,
    @Default("\"-\"") @Doc("What stands in front of the date.") String prefixSeparator,
    @Default("\"%Y.%m.%d\"") @Doc("The date as strftime writes it, in UTC.") String dateFormat)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    try {
      IndexDate.of(prefixSeparator, dateFormat);
    } catch (IllegalArgumentException noDate) {
      problems.add("date_format", String.valueOf(noDate.getMessage()));
    }
  }

  IndexDate date() {
    return enabled ? IndexDate.of(prefixSeparator, dateFormat) : IndexDate.NONE;
  }
}
