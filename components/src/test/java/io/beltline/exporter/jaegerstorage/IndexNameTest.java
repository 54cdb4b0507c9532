package io.beltline.exporter.jaegerstorage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexNameTest {
  /** 2024-01-15T23:59:59.999999999Z. */
  private static final long TIME = 1_705_363_199_999_999_999L;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | jaeger-span-2024-01-15 | jaeger-service-2024-01-15",
        "indices: {index_prefix: p, spans: {date_layout: 2006-01-02-15}}"
            + " | p-jaeger-span-2024-01-15-23 | p-jaeger-service-2024-01-15",
        "indices: {spans: {rotation: {periodic: {date_layout: \"2006.01\"}}}}"
            + " | jaeger-span-2024.01 | jaeger-service-2024-01-15",
        "indices: {spans: {rotation: {manual_rollover: }}, services: {rotation: {auto_rollover:"
            + " {write_alias: a}}}} | jaeger-span-write | a",
        "indices: {index_prefix: p, spans: {rotation: {auto_rollover: }}}"
            + " | p-jaeger-span-write | p-jaeger-service-2024-01-15",
        "use_aliases: true, indices: {index_prefix: p-}"
            + " | p-jaeger-span-write | p-jaeger-service-write",
        "use_aliases: true, span_read_alias: r, span_write_alias: w | w | jaeger-service-write"
      })
  void documentsGoWhereTheRotationSays(String yaml, String spans, String services) {
    String keys = yaml.strip().equals("''") ? "" : yaml;
    assertThat(IndexName.ofSpans(Storages.search(keys)).at(TIME)).isEqualTo(spans.strip());
    assertThat(IndexName.ofServices(Storages.search(keys)).at(TIME)).isEqualTo(services.strip());
  }
}
