package io.beltline.receiver.prometheusremotewrite;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.components.prometheus.incoming.IncomingLabel;
import io.beltline.components.protobuf.WireFields;
import io.beltline.model.Slice;
import io.beltline.receiver.prometheusremotewrite.IncomingSeries.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the body of a request. What is no protobuf throws {@link
 * io.beltline.model.MalformedTelemetryException}; what is wrong with a series is noted with it.
 * What is made of the body is asked for before. One thread.
 */
final class RequestReader {

  /** What version 1.0 says of a metric. */
  record About(int type, String help, String unit) {}

  /** What objects take on the heap, and where it is theirs alone in OTLP. */
  private static final int SERIES = 320;

  private static final int REFERENCE = 40;
  private static final int SAMPLE = 56;
  private static final int TEXT = 56;
  private static final int ABOUT = 240;

  /** How many bytes a character may be in OTLP. */
  static final int WIDEST = 3;

  private final Room room;
  private final List<IncomingSeries> all = new ArrayList<>();
  private final Map<String, About> families = new HashMap<>();
  private final List<String> symbols = new ArrayList<>();

  /**
   * A reader of one body.
   *
   * @param room asked before anything is made of the bytes
   */
  RequestReader(Room room) {
    this.room = room;
  }

  /** The series, in the order they came. */
  List<IncomingSeries> series() {
    return all;
  }

  /** What version 1.0 said of metrics, by their names. */
  Map<String, About> families() {
    return families;
  }

  /** Reads {@code prometheus.WriteRequest}. */
  void first(Slice body) {
    WireFields.each(
        body.array(),
        body.offset(),
        body.end(),
        field -> {
          switch (field.number()) {
            case 1 -> firstSeries(field);
            case 3 -> family(field);
            default -> {}
          }
        });
  }

  private void family(WireFields.Field message) {
    room.take(ABOUT);
    String[] text = {"", "", ""};
    int[] type = {0};
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> type[0] = (int) field.varint();
            case 2 -> text[0] = field.text();
            case 4 -> text[1] = field.text();
            case 5 -> text[2] = field.text();
            default -> {}
          }
        });
    families.put(text[0], new About(type[0], text[1], text[2]));
  }

  private void firstSeries(WireFields.Field message) {
    room.take(SERIES);
    IncomingSeries series = new IncomingSeries();
    all.add(series);
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> label(field, series);
            case 2 -> series.samples.add(sample(field));
            case 3 ->
                series.exemplars.add(
                    IncomingExemplar.read(field, WireFields.Field::varint, 0, room));
            case 4 -> series.histograms.add(histogram(field));
            default -> {}
          }
        });
  }

  private void label(WireFields.Field message, IncomingSeries series) {
    IncomingLabel label = IncomingLabel.read(message, room);
    series.label(label.name(), label.value());
  }

  /** Reads {@code io.prometheus.write.v2.Request}. */
  void second(Slice body) {
    WireFields.each(
        body.array(),
        body.offset(),
        body.end(),
        field -> {
          if (field.number() == 4) {
            room.take(TEXT);
            symbols.add(field.text());
          }
        });
    WireFields.each(
        body.array(),
        body.offset(),
        body.end(),
        field -> {
          if (field.number() == 5) {
            secondSeries(field);
          }
        });
  }

  private void secondSeries(WireFields.Field message) {
    room.take(SERIES);
    IncomingSeries series = new IncomingSeries();
    all.add(series);
    List<Long> refs = new ArrayList<>();
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> field.varints(ref -> reference(refs, ref));
            case 2 -> series.samples.add(sample(field));
            case 3 -> series.histograms.add(histogram(field));
            case 4 -> series.exemplars.add(secondExemplar(field, series));
            case 5 -> metadata(field, series);
            default -> {}
          }
        });
    labels(refs, series).forEach(series::label);
  }

  private void reference(List<Long> refs, long ref) {
    room.take(REFERENCE);
    refs.add(ref);
  }

  /** Labels of references; a name that comes twice is noted. */
  private SortedMap<String, String> labels(List<Long> refs, IncomingSeries series) {
    SortedMap<String, String> labels = new TreeMap<>();
    if (refs.size() % 2 != 0) {
      series.wrong("a label has no value");
    }
    for (int i = 0; i + 1 < refs.size(); i += 2) {
      String name = symbol(refs.get(i), series);
      String value = symbol(refs.get(i + 1), series);
      room.take(IncomingLabel.ROOM + WIDEST * ((long) name.length() + value.length()));
      if (labels.put(name, value) != null) {
        series.wrong("the label " + name + " is there twice");
      }
    }
    return labels;
  }

  private String symbol(long ref, IncomingSeries series) {
    if (ref < 0 || ref >= symbols.size()) {
      series.wrong("there is no symbol " + Long.toUnsignedString(ref));
      return "";
    }
    return symbols.get((int) ref);
  }

  private IncomingExemplar secondExemplar(WireFields.Field message, IncomingSeries series) {
    room.take(IncomingExemplar.ROOM);
    List<Long> refs = new ArrayList<>();
    double[] value = {0};
    long[] time = {0};
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> field.varints(ref -> reference(refs, ref));
            case 2 -> value[0] = field.float64();
            case 3 -> time[0] = field.varint();
            default -> {}
          }
        });
    return new IncomingExemplar(labels(refs, series), value[0], time[0]);
  }

  private void metadata(WireFields.Field message, IncomingSeries series) {
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> series.type = (int) field.varint();
            case 3 -> series.help = symbol(field.varint(), series);
            case 4 -> series.unit = symbol(field.varint(), series);
            default -> {}
          }
        });
  }

  private Sample sample(WireFields.Field message) {
    room.take(SAMPLE);
    double[] value = {0};
    long[] times = {0, 0};
    WireFields.each(
        message.in(),
        message.from(),
        message.to(),
        field -> {
          switch (field.number()) {
            case 1 -> value[0] = field.float64();
            case 2 -> times[0] = field.varint();
            case 3 -> times[1] = field.varint();
            default -> {}
          }
        });
    return new Sample(value[0], times[0], times[1]);
  }

  private IncomingHistogram histogram(WireFields.Field message) {
    IncomingHistogram histogram = new IncomingHistogram();
    histogram.read(message.in(), message.from(), message.to(), room);
    return histogram;
  }
}
