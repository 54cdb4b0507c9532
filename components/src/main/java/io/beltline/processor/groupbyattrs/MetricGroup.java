package io.beltline.processor.groupbyattrs;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** A metric and the points that were grouped under it. One thread. */
final class MetricGroup {
  private final MetricShell shell;
  private final List<Slice> points = new ArrayList<>();

  MetricGroup(MetricShell shell) {
    this.shell = shell;
  }

  void add(Slice point) {
    points.add(point);
  }

  void write(WireWriter to) {
    shell.write(points, to);
  }
}
