package io.beltline.exporter.prometheus;

import static io.beltline.exporter.prometheus.Exporters.attribute;
import static io.beltline.exporter.prometheus.Exporters.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over a real socket. */
class PrometheusExporterTest {

  @Test
  void scrapersGetTheFormatTheyAskFor() throws Exception {
    try (Exporters exporters = new Exporters("enable_open_metrics: true\n")) {
      exporters.send(gauge("g", "1"));
      HttpResponse<String> text = get(exporters, "/metrics", "text/plain");
      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(text.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/plain; version=0.0.4; charset=utf-8");
      assertThat(text.body()).isEqualTo("# HELP g \n# TYPE g gauge\ng 1\n");
      HttpResponse<String> open =
          get(exporters, "/metrics", "application/openmetrics-text; version=1.0.0");
      assertThat(open.headers().firstValue("content-type").orElseThrow())
          .startsWith("application/openmetrics-text; version=1.0.0");
      assertThat(open.body()).endsWith("g 1\n# EOF\n");
      assertThat(get(exporters, "/", "*/*").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void scrapesAndPointsDoNotWaitForEachOther() throws Exception {
    try (Exporters exporters = new Exporters("")) {
      List<Thread> writers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        int writer = w;
        writers.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < 200; i++) {
                        exporters.send(
                            gauge("g" + i % 7, "" + i, attribute("w", writer + "-" + i)));
                      }
                    }));
      }
      for (int i = 0; i < 20; i++) {
        Lines.parse(get(exporters, "/metrics", "text/plain").body(), false);
      }
      for (Thread writer : writers) {
        writer.join();
      }
      assertThat(Lines.parse(get(exporters, "/metrics", "text/plain").body(), false)).hasSize(800);
    }
  }

  @Test
  void whatIsNoTelemetryIsADeadLetter() {
    try (Exporters exporters = new Exporters("")) {
      ExportResult result = exporters.bytes(new byte[] {0x0a, 5, 1});
      assertThat(((Refused) result).refusal().action()).isEqualTo(Action.DEAD_LETTER);
    }
  }

  private static HttpResponse<String> get(Exporters exporters, String path, String accept)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + exporters.exporter.port() + path);
      return client.send(
          HttpRequest.newBuilder(uri).header("accept", accept).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
