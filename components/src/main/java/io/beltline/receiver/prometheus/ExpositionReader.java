package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.ProtobufExposition;
import io.beltline.components.exposition.TextExposition;
import io.beltline.transport.http.HttpReply;

/** Reads expositions by their content types. Stateless. */
final class ExpositionReader {
  private ExpositionReader() {}

  /** Reads one into the series of its target; if it is none, the counts say so. */
  static void read(HttpReply.Response response, JobSettings job, TargetSeries series) {
    ScrapeCounts counts = series.counts();
    ScrapeProtocol told = ScrapeProtocol.of(response.header("content-type"));
    ScrapeProtocol format = told == null ? job.fallback() : told;
    boolean complete =
        switch (format) {
          case PROTOBUF ->
              new ProtobufExposition(job.wantsNative(), job.wantsClassic(), series)
                  .read(response.body());
          case OPEN_METRICS_0, OPEN_METRICS_1 ->
              new TextExposition(true, series).read(response.body());
          case TEXT_0, TEXT_1 -> new TextExposition(false, series).read(response.body());
        };
    if (!complete) {
      counts.fail("truncated", "its exposition does not end as it must");
    } else if (counts.malformedLines() > 0 && (told == null || counts.scrapedSamples() == 0)) {
      counts.fail(
          "format",
          "it gives no exposition, content type \"" + response.header("content-type") + "\"");
    }
  }
}
