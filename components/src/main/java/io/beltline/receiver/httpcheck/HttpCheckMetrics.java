package io.beltline.receiver.httpcheck;

import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;
import static io.beltline.components.scrape.PointAttribute.integer;
import static io.beltline.components.scrape.PointAttribute.text;
import static io.beltline.components.scrape.PointAttribute.texts;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import java.util.List;

/** The metrics of {@code http_check}. */
final class HttpCheckMetrics {
  private static final PointAttribute URL = text("http.url", "The URL that was asked.");
  private static final PointAttribute RULE =
      text(
          "validation.type",
          "What was expected.",
          "contains",
          "not_contains",
          "json_path",
          "size",
          "regex");

  static final MetricSpec CONNECT =
      phase("client.connection", "How long it took to connect; 0 where a connection was reused.")
          .by(URL, text("network.transport", "The protocol below HTTP.", "tcp"));
  static final MetricSpec SEND =
      phase("client.request", "How long it took to write the request.").by(URL);
  static final MetricSpec LOOKUP =
      phase("dns.lookup", "How long it took to look up the host; 0 where that was not needed.")
          .by(URL);
  static final MetricSpec DURATION =
      gauge("httpcheck.duration", "ms", "How long the check took.").by(URL);
  static final MetricSpec ERROR =
      level("httpcheck.error", "{error}", "Checks that got no answer.")
          .by(URL, text("error.message", "What went wrong."));
  static final MetricSpec RECEIVE =
      phase("response", "How long it took to read the answer, from its first byte.").by(URL);
  static final MetricSpec SIZE =
      gauge("httpcheck.response.size", "By", "The size of the answer's body.").by(URL).onRequest();
  static final MetricSpec STATUS =
      level("httpcheck.status", "1", "1 for the class of the answer's status, 0 for the others.")
          .by(
              URL,
              integer("http.status_code", "The status; only where the value is 1."),
              text("http.method", "The method."),
              text("http.status_class", "A class of statuses.", "1xx", "2xx", "3xx", "4xx", "5xx"));
  static final MetricSpec CERTIFICATE =
      gauge(
              "httpcheck.tls.cert_remaining",
              "s",
              "How long the certificate is still valid; below 0 if it is not.")
          .by(
              URL,
              text("http.tls.issuer", "Who has issued it."),
              text("http.tls.cn", "The common name of its subject."),
              texts("http.tls.san", "The other names of its subject."))
          .onRequest();
  static final MetricSpec HANDSHAKE =
      phase("tls.handshake", "How long the TLS handshake took; 0 where there was none.").by(URL);
  static final MetricSpec FAILED =
      level("httpcheck.validation.failed", "{validation}", "What was not as expected.")
          .by(URL, RULE)
          .onRequest();
  static final MetricSpec PASSED =
      level("httpcheck.validation.passed", "{validation}", "What was as expected.")
          .by(URL, RULE)
          .onRequest();

  static final MetricTable TABLE =
      new MetricTable(
          "http_check",
          "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/httpcheckreceiver",
          "",
          List.of(
              CONNECT,
              SEND,
              LOOKUP,
              DURATION,
              ERROR,
              RECEIVE,
              SIZE,
              STATUS,
              CERTIFICATE,
              HANDSHAKE,
              FAILED,
              PASSED));

  private HttpCheckMetrics() {}

  private static MetricSpec phase(String name, String description) {
    return gauge("httpcheck." + name + ".duration", "ns", description).onRequest();
  }
}
