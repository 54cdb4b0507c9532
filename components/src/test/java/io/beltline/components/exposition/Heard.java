package io.beltline.components.exposition;

import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an exposition tells, a line each. */
final class Heard implements ExpositionSink {
  final List<String> lines = new ArrayList<>();
  final List<String> malformed = new ArrayList<>();

  private static String text(byte[] in, int from, int to) {
    return new String(in, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public int expected(byte[] in, int from, int to) {
    return 0;
  }

  @Override
  public void type(byte[] in, int from, int to, MetricType type) {
    lines.add("type " + text(in, from, to) + " " + type.word());
  }

  @Override
  public void help(byte[] in, int from, int to, String text) {
    lines.add("help " + text(in, from, to) + " " + text);
  }

  @Override
  public void unit(byte[] in, int from, int to, String unit) {
    lines.add("unit " + text(in, from, to) + " " + unit);
  }

  @Override
  public void sample(
      byte[] in, int from, int to, double value, long time, List<IncomingExemplar> exemplars) {
    String when = time == NO_TIME ? "" : " @" + time;
    String more = exemplars.isEmpty() ? "" : " " + exemplars;
    try {
      lines.add(SeriesText.labels(in, from, to) + " " + value + when + more);
    } catch (MalformedSeriesException wrong) {
      malformed.add(wrong.what());
    }
  }

  @Override
  public void histogram(
      byte[] in,
      int from,
      int to,
      IncomingHistogram histogram,
      long time,
      List<IncomingExemplar> exemplars) {
    var positive = histogram.positive();
    lines.add(
        text(in, from, to)
            + " native "
            + histogram.count()
            + " "
            + histogram.sum()
            + " "
            + (positive == null ? "null" : positive.offset() + ":" + positive.size()));
  }

  @Override
  public void created(byte[] in, int from, int to, long start) {
    lines.add("created " + text(in, from, to) + " " + start);
  }

  @Override
  public void malformed(String what, byte[] in, int from, int to) {
    malformed.add(what);
  }

  @Override
  public boolean isOver() {
    return false;
  }
}
