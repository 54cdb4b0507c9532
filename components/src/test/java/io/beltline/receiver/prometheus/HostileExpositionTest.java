package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.transport.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expositions that take far more memory or time than their bytes let one expect. */
class HostileExpositionTest {
  private static final int MIB = 1 << 20;
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";

  private final Pages pages = new Pages();

  @AfterEach
  void close() {
    pages.close();
  }

  private Scraping scraping(String more, Memory memory) {
    return new Scraping(Scraping.yaml(pages, "/metrics", more), memory);
  }

  private static Map<String, Double> told(Scraping scraping) {
    assertThat(scraping.next.received()).isNotEmpty();
    return Told.numbers(scraping.next.received().getLast().telemetry());
  }

  private static Slice delimited(WireWriter family) {
    return new WireWriter().rawVarint(family.size()).raw(family.toSlice()).toSlice();
  }

  /** A histogram of few bytes and 2 x 19,999 buckets: all but four lie in gaps. */
  private static Slice gaps() {
    WireWriter hist = new WireWriter();
    hist.varint(1, 4).float64(2, 4).sint32(5, 8);
    for (int side : new int[] {9, 12}) {
      for (int offset : new int[] {0, 19_997}) {
        int span = hist.begin(side);
        hist.sint32(1, offset).varint(2, 1);
        hist.end(span);
      }
      int deltas = hist.begin(side + 1);
      hist.rawVarint(2).rawVarint(0);
      hist.end(deltas);
    }
    return hist.toSlice();
  }

  @Test
  void gapsBetweenSpansAreNotWrittenWithoutMemoryForThem() {
    Slice hist = gaps();
    WireWriter family = new WireWriter();
    family.string(1, "latency").varint(3, 4);
    for (int i = 0; i < 40_000; i++) { // 4 MiB that would become 1.6 GB
      int metric = family.begin(4);
      int label = family.begin(1);
      family.string(1, "i").string(2, String.valueOf(i));
      family.end(label);
      family.bytes(7, hist);
      family.end(metric);
    }
    pages.put("/metrics", HttpResponse.of(200, PROTOBUF, delimited(family)));
    Memory memory = new Memory(192 * MIB);
    try (Scraping scraping = scraping("scrape_native_histograms: true\n", memory)) {
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("up{}", 0.0).hasSize(5);
      assertThat(scraping.settings.meter().count("beltline_prometheus_receiver_failed_scrapes"))
          .isEqualTo(1);
      pages.put("/metrics", Pages.TEXT, "a 1\n");
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("up{}", 1.0).containsEntry("a{}", 1.0);
    }
    assertThat(memory.peak()).isGreaterThan(100 * MIB).isLessThanOrEqualTo(192 * MIB);
    assertThat(memory.held()).isZero();
  }

  @Test
  void numbersOfNativeHistogramsAreReadWithinTheMemory() {
    WireWriter hist = new WireWriter();
    hist.varint(1, 1).sint32(5, 8);
    int deltas = hist.begin(13);
    for (int i = 0; i < 4 * MIB; i++) { // a byte each, an object each when it is read
      hist.rawVarint(0);
    }
    hist.end(deltas);
    WireWriter family = new WireWriter();
    family.string(1, "latency").varint(3, 4);
    int metric = family.begin(4);
    family.bytes(7, hist.toSlice());
    family.end(metric);
    pages.put("/metrics", HttpResponse.of(200, PROTOBUF, delimited(family)));
    Memory memory = new Memory(64 * MIB);
    try (Scraping scraping = scraping("scrape_native_histograms: true\n", memory)) {
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("up{}", 0.0).hasSize(5);
    }
    assertThat(memory.peak()).isGreaterThan(32 * MIB).isLessThanOrEqualTo(64 * MIB);
  }

  @Test
  void helpIsNotWrittenForEachScopeWithoutMemoryForIt() {
    StringBuilder page = new StringBuilder("# HELP a " + "x".repeat(MIB) + "\n# TYPE a gauge\n");
    for (int i = 0; i < 3_000; i++) { // would become 3 GB
      page.append("a{otel_scope_name=\"s").append(i).append("\"} 1\n");
    }
    pages.put("/metrics", Pages.TEXT, page.toString());
    Memory memory = new Memory(64 * MIB);
    try (Scraping scraping = scraping("", memory)) {
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("up{}", 0.0).hasSize(5);
    }
    assertThat(memory.peak()).isGreaterThan(32 * MIB).isLessThanOrEqualTo(64 * MIB);
    assertThat(memory.held()).isZero();
  }

  @Test
  void familiesAndTheirTextsAreHeldInMemoryAndGivenBack() {
    pages.put("/metrics", Pages.TEXT, "# HELP a " + "x".repeat(4 * MIB) + "\na 1\n");
    Memory memory = new Memory(64 * MIB);
    try (Scraping scraping = scraping("", memory)) {
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("a{}", 1.0);
      assertThat(memory.held()).isGreaterThan(8 * MIB);
      pages.put("/metrics", Pages.TEXT, "# HELP a x\na 1\n");
      scraping.scrape();
      assertThat(memory.held()).isLessThan(MIB);
    }
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      many.append("# TYPE f").append(i).append(" gauge\n");
    }
    pages.put("/metrics", Pages.TEXT, many.toString());
    try (Scraping scraping = scraping("", memory)) {
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("up{}", 0.0);
    }
    assertThat(memory.held()).isZero();
  }

  @Test
  void longLabelsOfManyBucketsEndTheScrapeWhenTheMemoryDoes() {
    WireWriter hist = new WireWriter();
    for (int i = 0; i < 500_000; i++) {
      int bucket = hist.begin(3);
      hist.varint(1, i).float64(2, i);
      hist.end(bucket);
    }
    WireWriter family = new WireWriter();
    family.string(1, "latency").varint(3, 4);
    int metric = family.begin(4);
    int label = family.begin(1);
    family.string(1, "a").string(2, "\"".repeat(MIB));
    family.end(label);
    family.bytes(7, hist.toSlice());
    family.end(metric);
    pages.put("/metrics", HttpResponse.of(200, PROTOBUF, delimited(family)));
    try (Scraping scraping = scraping("", new Memory(128 * MIB))) {
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("up{}", 0.0).hasSize(5);
    }
  }

  @Test
  void bucketsInFallingOrderWithExemplarsAreJoined() {
    int buckets = 150_000;
    StringBuilder page = new StringBuilder("# TYPE a histogram\n");
    page.append("a_bucket{le=\"+Inf\"} ").append(buckets).append('\n');
    for (int i = buckets; i > 0; i--) {
      page.append("a_bucket{le=\"%d\"} %d # {} %d\n".formatted(i, i, i));
    }
    page.append("a_count ").append(buckets).append("\n# EOF\n");
    pages.put("/metrics", "application/openmetrics-text; version=1.0.0", page.toString());
    try (Scraping scraping = scraping("", new Memory(256 * MIB))) {
      String json = scraping.scrape();
      assertThat(json).contains("'explicitBounds':[1.0,2.0,3.0,").contains("'count':'150000'");
      assertThat(json.split("'filteredAttributes'|'asDouble'", -1)).hasSizeGreaterThan(buckets);
    }
  }

  @Test
  void pointsWithoutMemoryAreCountedAndTheirEndsToldLater() {
    endsAreToldLater(0);
  }

  @Test
  void endsAreNotToldWhereNoMemoryIsLeftAtAll() {
    endsAreToldLater(1);
  }

  /** What is told where others have taken all memory there is, and so much more. */
  private void endsAreToldLater(long more) {
    pages.put("/metrics", Pages.TEXT, "a 1\nb 2\n");
    Memory memory = new Memory(64 * MIB);
    try (Scraping scraping = scraping("", memory)) {
      scraping.scrape();
      int before = scraping.next.received().size();
      memory.resize(memory.held() - more);
      scraping.scrape();
      assertThat(scraping.next.received()).hasSize(before);
      assertThat(scraping.settings.meter().count("beltline_prometheus_receiver_overloaded_points"))
          .isEqualTo(5 + 2); // five of the target, two ends
      memory.resize(64 * MIB);
      pages.put("/metrics", Pages.TEXT, "b 3\n");
      scraping.scrape();
      assertThat(told(scraping)).containsEntry("a{}", null).containsEntry("b{}", 3.0);
    }
  }

  @Test
  void whatIsWrongWithHistogramsHasFixedWords() {
    try (Scraping scraping = scraping("scrape_native_histograms: true\n", new Memory(64 * MIB))) {
      for (int i = 0; i < 20; i++) {
        WireWriter hist = new WireWriter();
        hist.varint(1, 10 + i).float64(2, 4).sint32(5, 3);
        int span = hist.begin(12);
        hist.sint32(1, 0).varint(2, 1);
        hist.end(span);
        int deltas = hist.begin(13);
        hist.rawVarint(2 * 9);
        hist.end(deltas);
        WireWriter family = new WireWriter();
        family.string(1, "latency").varint(3, 4);
        int metric = family.begin(4);
        family.bytes(7, hist.toSlice());
        family.end(metric);
        pages.put("/metrics", HttpResponse.of(200, PROTOBUF, delimited(family)));
        scraping.scrape();
      }
      assertThat(
              scraping
                  .settings
                  .meter()
                  .count(
                      "beltline_scraper_faults",
                      Map.of(
                          "scraper",
                          "shop",
                          "what",
                          "point",
                          "reason",
                          "a histogram has a count that is not that of its buckets")))
          .isEqualTo(20);
    }
  }

  @Test
  void aBucketThatWasLeftOutOnceIsThereAgain() {
    String page =
        """
        # TYPE size histogram
        size_bucket{le="10"} 5 %1$d
        size_bucket{le="1"} 2 %2$d
        size_bucket{le="+Inf"} 9 %1$d
        size_count 9 %1$d
        """;
    pages.put("/metrics", Pages.TEXT, page.formatted(1000, 1000));
    try (Scraping scraping = scraping("", new Memory(64 * MIB))) {
      assertThat(scraping.scrape()).contains("'explicitBounds':[1.0,10.0]");
      pages.put("/metrics", Pages.TEXT, page.formatted(2000, 1999));
      assertThat(scraping.scrape()).contains("'explicitBounds':[10.0]");
      pages.put("/metrics", Pages.TEXT, page.formatted(3000, 3000));
      assertThat(scraping.scrape()).contains("'explicitBounds':[1.0,10.0]");
    }
  }
}
