package io.beltline.receiver.prometheusremotewrite;

import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A series of a request, read and not yet judged. One thread. */
final class IncomingSeries {
  /** A number at a time; times in Unix milliseconds, 0 for a start that is not known. */
  record Sample(double value, long time, long start) {}

  final SortedMap<String, String> labels = new TreeMap<>();
  final List<Sample> samples = new ArrayList<>(1);
  final List<IncomingHistogram> histograms = new ArrayList<>(0);
  final List<IncomingExemplar> exemplars = new ArrayList<>(0);
  int type;
  String help = "";
  String unit = "";

  /** What is wrong with it, empty if nothing is. */
  String problem = "";

  /** Notes the first thing that is wrong. */
  void wrong(String words) {
    problem = problem.isEmpty() ? words : problem;
  }

  /** Adds a label, which must be a new one. */
  void label(String name, String value) {
    if (name.isEmpty()) {
      wrong("a label has no name");
    } else if (labels.putIfAbsent(name, value) != null) {
      wrong("the label " + name + " is there twice");
    }
  }

  /** Whether it says more than that it is there. */
  boolean hasPoints() {
    return !samples.isEmpty() || !histograms.isEmpty();
  }

  String name() {
    return labels.getOrDefault("__name__", "");
  }
}
