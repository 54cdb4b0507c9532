package io.beltline.receiver.prometheus;

import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.WireWriter;

/** A number. */
final class NumberPoint extends SeriesPoint {
  double number;

  /** The last scrape that gave it a value. */
  int told;

  NumberPoint(byte[] attributes) {
    super(attributes);
  }

  @Override
  void value(WireWriter out, double stale, long when, boolean ended) {
    Points.number(out, ended ? stale : number, start, when, exemplars);
  }
}
