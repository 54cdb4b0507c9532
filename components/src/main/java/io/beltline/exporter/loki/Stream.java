package io.beltline.exporter.loki;

import io.beltline.components.loki.StreamLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/** The lines of one tenant and one set of labels. One thread. */
final class Stream {
  private final String tenant;
  private final SortedMap<String, String> labels;
  private final String text;
  private final List<Line> lines = new ArrayList<>();

  Stream(String tenant, SortedMap<String, String> labels) {
    this.tenant = tenant;
    this.labels = labels;
    this.text = StreamLabels.text(labels);
  }

  String tenant() {
    return tenant;
  }

  SortedMap<String, String> labels() {
    return labels;
  }

  /** Its labels as they are sent. */
  String text() {
    return text;
  }

  /** What it is known by where its lines wait by themselves. */
  String lane() {
    return tenant.isEmpty() ? text : tenant + " " + text;
  }

  void add(Line line) {
    lines.add(line);
  }

  /** Its lines by time; those of one time as they came. */
  List<Line> lines() {
    lines.sort(Comparator.comparingLong(Line::time));
    return lines;
  }
}
