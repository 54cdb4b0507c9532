package io.beltline.receiver.httpcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.components.scrape.ScrapeRig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of real servers. */
class HttpCheckTest {
  private static final String ALL =
      "metrics: {httpcheck.client.connection.duration: {enabled: true},"
          + " httpcheck.client.request.duration: {enabled: true},"
          + " httpcheck.dns.lookup.duration: {enabled: true},"
          + " httpcheck.response.duration: {enabled: true},"
          + " httpcheck.response.size: {enabled: true},"
          + " httpcheck.tls.cert_remaining: {enabled: true},"
          + " httpcheck.tls.handshake.duration: {enabled: true},"
          + " httpcheck.validation.failed: {enabled: true},"
          + " httpcheck.validation.passed: {enabled: true}}, ";

  @TempDir private Path folder;

  private static ScrapeRig start(String keys) {
    return ScrapeRig.start(new HttpCheckFactory(), "{" + keys + "}");
  }

  private static String target(String url, String keys) {
    return "targets: [{endpoint: '" + url + "'" + keys + "}]";
  }

  /** The values of a metric of one point a URL, as whole numbers. */
  private static long value(List<String> lines, String metric) {
    List<String> found = lines.stream().filter(line -> line.startsWith(metric + "{")).toList();
    assertThat(found).as(metric).hasSize(1);
    String line = found.getFirst();
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void theClassOfTheStatusIsTold() {
    try (Site site = Site.answering(404, "no");
        ScrapeRig rig = start(target(site.url(), ""))) {
      String url = "http.url=" + site.url() + "} ";
      assertThat(rig.scrape())
          .containsExactly(
              "httpcheck.duration{" + url + "0",
              "httpcheck.status{http.method=GET, http.status_class=1xx, " + url + "0",
              "httpcheck.status{http.method=GET, http.status_class=2xx, " + url + "0",
              "httpcheck.status{http.method=GET, http.status_class=3xx, " + url + "0",
              "httpcheck.status{http.method=GET, http.status_class=4xx, http.status_code=404, "
                  + url
                  + "1",
              "httpcheck.status{http.method=GET, http.status_class=5xx, " + url + "0");
      assertThat(rig.json())
          .contains("{\"key\":\"http.status_code\",\"value\":{\"intValue\":\"404\"}}")
          .contains("contrib/receiver/httpcheckreceiver\"")
          .doesNotContain("\"isMonotonic\"");
      assertThat(rig.meter().count("otelcol_scraper_scraped_metric_points")).isEqualTo(6);
    }
  }

  @Test
  void whatDoesNotAnswerIsAnError() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    try (ScrapeRig rig = start(target("http://127.0.0.1:" + port, ", method: head"))) {
      List<String> lines = rig.scrape();
      assertThat(lines)
          .hasSize(7)
          .anyMatch(
              line ->
                  line.startsWith("httpcheck.error{error.message=http://127.0.0.1:" + port)
                      && line.endsWith("1"))
          .anyMatch(line -> line.contains("http.method=HEAD, http.status_class=5xx"))
          .noneMatch(line -> line.startsWith("httpcheck.status") && line.endsWith(" 1"));
      assertThat(
              rig.meter()
                  .count(
                      "beltline_scraper_faults",
                      Map.of("scraper", "http_check", "what", "check", "reason", "connect")))
          .isEqualTo(1);
    }
  }

  @Test
  void bodiesAreSentAndAllUrlsAreAsked() {
    try (Site site = Site.answering(200, "ok");
        ScrapeRig rig =
            start(
                "targets: [{endpoint: '%1$s/a', endpoints: ['%1$s/b', '%1$s/c?x=y'], method: POST,"
                        .formatted(site.url())
                    + " body: '{\"a\": 1}', auto_content_type: true, headers: {X-Key: v}}]")) {
      assertThat(rig.scrape()).hasSize(18);
      assertThat(site.requests())
          .extracting(request -> request.path())
          .containsExactlyInAnyOrder("/a", "/b", "/c");
      assertThat(site.requests())
          .allSatisfy(
              request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.header("content-type")).isEqualTo("application/json");
                assertThat(request.header("x-key")).isEqualTo("v");
                assertThat(request.body().toUtf8()).isEqualTo("{\"a\": 1}");
              });
    }
  }

  @Test
  void credentialsOfUrlsAreUsedAndNotTold() {
    try (Site site = Site.answering(200, "ok");
        ScrapeRig rig = start(target(site.url().replace("//", "//u:secret@"), ""))) {
      assertThat(rig.scrape()).noneMatch(line -> line.contains("secret"));
      assertThat(site.requests().getFirst().header("authorization")).startsWith("Basic ");
    }
  }

  @Test
  void partsOfAnExchangeAreTimed() {
    try (Site site = Site.answering(200, "x".repeat(5000));
        ScrapeRig rig =
            start(ALL + target(site.url().replace("127.0.0.1", "localhost") + "/", ""))) {
      List<String> first = rig.scrape();
      assertThat(value(first, "httpcheck.dns.lookup.duration")).isPositive();
      assertThat(value(first, "httpcheck.client.connection.duration")).isPositive();
      assertThat(value(first, "httpcheck.client.request.duration")).isPositive();
      assertThat(value(first, "httpcheck.response.duration")).isPositive();
      assertThat(value(first, "httpcheck.tls.handshake.duration")).isZero();
      assertThat(value(first, "httpcheck.response.size")).isEqualTo(5000);
      assertThat(first)
          .anyMatch(line -> line.contains("network.transport=tcp"))
          .noneMatch(line -> line.contains("cert_remaining"));
      assertThat(value(rig.scrape(), "httpcheck.client.connection.duration")).isZero();
    }
  }

  @Test
  void theCertificateIsTold() {
    try (Site site = Site.secure(folder);
        ScrapeRig rig =
            start(ALL + target(site.url(), ", tls: {ca_file: '" + folder + "/cert.pem'}"))) {
      List<String> lines = rig.scrape();
      assertThat(value(lines, "httpcheck.tls.handshake.duration")).isPositive();
      assertThat(lines)
          .anyMatch(line -> line.contains("http.status_class=2xx") && line.endsWith("1"));
      String json = rig.json();
      assertThat(json)
          .contains("{\"key\":\"http.tls.issuer\",\"value\":{\"stringValue\":\"CN=shop,O=Acme\"}}")
          .contains("{\"key\":\"http.tls.cn\",\"value\":{\"stringValue\":\"shop\"}}")
          .contains(
              "{\"key\":\"http.tls.san\",\"value\":{\"arrayValue\":{\"values\":["
                  + "{\"stringValue\":\"127.0.0.1\"},{\"stringValue\":\"https://shop.example/\"},"
                  + "{\"stringValue\":\"shop.example\"},{\"stringValue\":\"a@shop.example\"}]}}}");
      Matcher left =
          Pattern.compile("cert_remaining[^\\n]*?\"asInt\":\"(-?[0-9]+)\"").matcher(json);
      assertThat(left.find()).isTrue();
      long now = rig.clock().unixNanos() / 1_000_000_000;
      long real = System.currentTimeMillis() / 1000; // the certificate is made by the real clock
      assertThat(Long.parseLong(left.group(1)) + now - real)
          .isBetween(29L * 86_400, 30L * 86_400 + 60);
    }
  }

  @Test
  void anUntrustedCertificateIsAnError() {
    try (Site site = Site.secure(folder);
        ScrapeRig rig = start(target(site.url(), ""))) {
      assertThat(rig.scrape()).anyMatch(line -> line.startsWith("httpcheck.error{"));
      assertThat(
              rig.meter()
                  .count(
                      "beltline_scraper_faults",
                      Map.of("scraper", "http_check", "what", "check", "reason", "tls")))
          .isEqualTo(1);
    }
  }

  @Test
  void answersAreValidated() {
    try (Site site = Site.answering(200, "{\"status\": \"ok\", \"count\": 5}");
        ScrapeRig rig =
            start(
                ALL
                    + target(
                        site.url(),
                        ", validations: [{contains: ok, not_contains: error}, {contains: bad},"
                            + " {json_path: status, equals: ok}, {json_path: $.count, equals: '5'},"
                            + " {json_path: gone}, {min_size: 5, max_size: 10},"
                            + " {regex: '\"count\": [0-9]+'}]"))) {
      String url = "{http.url=" + site.url() + ", validation.type=";
      assertThat(rig.scrape())
          .filteredOn(line -> line.contains("validation"))
          .containsExactly(
              "httpcheck.validation.failed" + url + "contains} 1",
              "httpcheck.validation.failed" + url + "json_path} 1",
              "httpcheck.validation.failed" + url + "size} 1",
              "httpcheck.validation.passed" + url + "contains} 1",
              "httpcheck.validation.passed" + url + "json_path} 2",
              "httpcheck.validation.passed" + url + "not_contains} 1",
              "httpcheck.validation.passed" + url + "regex} 1",
              "httpcheck.validation.passed" + url + "size} 1");
    }
  }

  @Test
  void answersWithoutMemoryForThemAreCounted() {
    Admission none =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            return bytes < 1000;
          }

          @Override
          public void release(long bytes) {}
        };
    try (Site site = Site.answering(200, "x".repeat(900));
        ScrapeRig rig =
            ScrapeRig.start(
                new HttpCheckFactory(),
                "{" + target(site.url(), ", validations: [{contains: x}]") + "}",
                none)) {
      assertThat(rig.scrape()).isEmpty();
      assertThat(
              rig.meter()
                  .count(
                      "beltline_scraper_faults",
                      Map.of("scraper", "http_check", "what", "check", "reason", "memory")))
          .isEqualTo(1);
    }
  }
}
