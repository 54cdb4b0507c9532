package io.beltline.components.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private static final Translation CLASSIC = Translation.ESCAPED_WITH_SUFFIXES;

  @ParameterizedTest
  @CsvSource({
    "system.io, By, COUNTER, system_io_bytes_total",
    "system.network.dropped, {packets}, COUNTER, system_network_dropped_total",
    "network.io, By/s, GAUGE, network_io_bytes_per_second",
    "requests, {req}/s, GAUGE, requests_per_second",
    "latency, s, OTHER, latency_seconds",
    "latency, ms, GAUGE, latency_milliseconds",
    "load, 1, GAUGE, load_ratio",
    "queue.size, 1, OTHER, queue_size",
    "requests, 1, COUNTER, requests_total",
    "total_requests, 1, COUNTER, requests_total",
    "cpu_ratio, 1, GAUGE, cpu_ratio",
    "disk.bytes.used, By, GAUGE, disk_bytes_used",
    "usage, %, GAUGE, usage_percent",
    "speed, m/m, GAUGE, speed_meters_per_minute",
    "a__b--c, '', GAUGE, a_b_c",
    "2xx, '', GAUGE, _2xx",
    "job:rate:5m, '', GAUGE, job:rate:5m",
    "x, Foo.Bar, GAUGE, x_Foo_Bar",
    "'', '', GAUGE, _",
    "größe, m, GAUGE, gr_e_meters"
  })
  void metricNames(String name, String unit, Names.Type type, String expected) {
    assertThat(Names.metric(CLASSIC, "", name, unit, type)).isEqualTo(expected);
  }

  @Test
  void namespaceComesFirst() {
    assertThat(Names.metric(CLASSIC, "my.app", "hits", "", Names.Type.COUNTER))
        .isEqualTo("my_app_hits_total");
    assertThat(Names.metric(CLASSIC, "my__app", "hits", "", Names.Type.COUNTER))
        .isEqualTo("my__app_hits_total");
    assertThat(Names.metric(CLASSIC, "app", "2xx", "", Names.Type.GAUGE)).isEqualTo("app_2xx");
  }

  @Test
  void withoutSuffixesNamesAreOnlyEscaped() {
    assertThat(Names.metric(Translation.ESCAPED, "", "system.io", "By", Names.Type.COUNTER))
        .isEqualTo("system_io");
    assertThat(Names.metric(Translation.UTF8, "ns", "system.io", "By", Names.Type.COUNTER))
        .isEqualTo("ns_system.io");
  }

  @ParameterizedTest
  @CsvSource({
    "a__b, a__b",
    "_a, _a",
    "a_, a_",
    "a..b, a_b",
    "a._b, a__b",
    ".a., a",
    "2xx, _2xx",
    "__, __",
    "'', _"
  })
  void withoutSuffixesUnderscoresStay(String name, String expected) {
    assertThat(Names.metric(Translation.ESCAPED, "", name, "By", Names.Type.COUNTER))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "system.io, By, COUNTER, system.io_bytes_total",
    "system.io_total, By, COUNTER, system.io_bytes_total",
    "network.io, By/s, GAUGE, network.io_bytes_per_second",
    "load, 1, GAUGE, load_ratio",
    "queue.size, 1, OTHER, queue.size"
  })
  void utf8NamesKeepTheirCharacters(String name, String unit, Names.Type type, String expected) {
    assertThat(Names.metric(Translation.UTF8_WITH_SUFFIXES, "", name, unit, type))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.method, http_method",
    "a..b, a_b",
    "2xx, key_2xx",
    "_private, key_private",
    "__name__, key_name_",
    "a:b, a_b",
    "'', key_empty",
    "plain_name, plain_name"
  })
  void labelNames(String key, String expected) {
    assertThat(Names.label(CLASSIC, key)).isEqualTo(expected);
  }

  @Property(tries = 500, seed = "20261123")
  void metricNamesAreAlwaysValidAndStay(
      @ForAll("texts") String name, @ForAll("units") String unit, @ForAll Names.Type type) {
    String once = Names.metric(CLASSIC, "", name, unit, type);
    assertThat(once).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
    assertThat(Names.metric(CLASSIC, "", once, unit, type)).isEqualTo(once);
    assertThat(Names.isClassicMetric(once)).isTrue();
  }

  @Property(tries = 500, seed = "20261123")
  void labelNamesAreAlwaysValidAndStay(@ForAll("texts") String key) {
    String once = Names.label(CLASSIC, key);
    assertThat(once).matches("[a-zA-Z][a-zA-Z0-9_]*");
    assertThat(Names.label(CLASSIC, once)).isEqualTo(once);
    assertThat(Names.isClassicLabel(once)).isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.strings().withChars("ab_.:19-/ ").ofMaxLength(20),
        Arbitraries.of("total", "ratio", "bytes_total", "seconds", "per_second", "a.total.b"));
  }

  @Provide
  Arbitrary<String> units() {
    return Arbitraries.of(
        "", "1", "s", "ms", "By", "By/s", "{x}", "{x}/s", "%", "m/mo", "Foo", "a b/c d", "/", "s/");
  }
}
