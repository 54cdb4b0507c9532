package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.ProtobufExposition;
import io.beltline.components.exposition.TextExposition;
import io.beltline.components.otlp.Room;
import io.beltline.transport.http.HttpReply;

/** Reads expositions by their content types. Stateless. */
final class ExpositionReader {
  private ExpositionReader() {}

  /**
   * Reads one into the series of its target; if it is none, or there is no room for what it has,
   * the counts say so.
   */
  static void read(HttpReply.Response response, JobSettings job, TargetSeries series, Room room) {
    try {
      checked(response, job, series, room);
    } catch (Room.NoRoomException none) {
      series.counts().fail(ScrapeCounts.MEMORY, "there is no memory for what it tells now");
    }
  }

  private static void checked(
      HttpReply.Response response, JobSettings job, TargetSeries series, Room room) {
    ScrapeCounts counts = series.counts();
    ScrapeProtocol told = ScrapeProtocol.of(response.header("content-type"));
    ScrapeProtocol format = told == null ? job.fallback() : told;
    boolean complete =
        switch (format) {
          case PROTOBUF ->
              new ProtobufExposition(job.wantsNative(), job.wantsClassic(), series, room)
                  .read(response.body());
          case OPEN_METRICS_0, OPEN_METRICS_1 ->
              new TextExposition(true, series, room).read(response.body());
          case TEXT_0, TEXT_1 -> new TextExposition(false, series, room).read(response.body());
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
