package io.beltline.components.exposition;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.components.prometheus.incoming.IncomingLabel;
import io.beltline.components.protobuf.WireFields;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the protobuf format: messages {@code io.prometheus.client.MetricFamily}, each behind its
 * length. A family that cannot be read is told and left out, the others are read. One thread.
 *
 * @see <a
 *     href="https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto">the
 *     messages</a>
 */
public final class ProtobufExposition {
  private static final MetricType[] TYPES = {
    MetricType.COUNTER,
    MetricType.GAUGE,
    MetricType.SUMMARY,
    MetricType.UNKNOWN,
    MetricType.HISTOGRAM,
    MetricType.GAUGE_HISTOGRAM
  };

  private final boolean wantsNative;
  private final boolean wantsClassic;
  private final ExpositionSink sink;
  private final Room room;
  private final KeyText key = new KeyText();

  /**
   * A reader.
   *
   * @param wantsNative whether native histograms are told; else their classic form
   * @param wantsClassic whether the classic form is told besides the native one
   * @param room asked before anything is made of the bytes that is more than they are
   */
  public ProtobufExposition(
      boolean wantsNative, boolean wantsClassic, ExpositionSink sink, Room room) {
    this.wantsNative = wantsNative;
    this.wantsClassic = wantsClassic;
    this.sink = sink;
    this.room = room;
  }

  /**
   * Reads an exposition; false if it ends within a message.
   *
   * @throws Room.NoRoomException if there is no room for it
   */
  public boolean read(Slice body) {
    byte[] in = body.array();
    int to = body.end();
    for (int at = body.offset(); at < to && !sink.isOver(); ) {
      long length;
      int from;
      try {
        length = Wire.varint(in, at, to);
        from = Wire.skipVarint(in, at, to);
      } catch (MalformedTelemetryException broken) {
        return false;
      }
      if (length < 0 || length > to - from) {
        return false;
      }
      at = from + (int) length;
      try {
        family(in, from, at);
      } catch (MalformedTelemetryException broken) {
        sink.malformed("a family that is no protobuf", in, from, Math.min(at, from + 64));
      }
    }
    return true;
  }

  private void family(byte[] in, int from, int to) {
    String[] texts = {"", "", ""};
    int[] number = {0};
    WireFields.each(
        in,
        from,
        to,
        field -> {
          switch (field.number()) {
            case 1 -> texts[0] = field.text();
            case 2 -> texts[1] = field.text();
            case 3 -> number[0] = (int) field.varint();
            case 5 -> texts[2] = field.text();
            default -> {}
          }
        });
    boolean known = number[0] >= 0 && number[0] < TYPES.length;
    MetricType type = known ? TYPES[number[0]] : MetricType.UNKNOWN;
    byte[] name = texts[0].getBytes(StandardCharsets.UTF_8);
    sink.type(name, 0, name.length, type);
    if (!texts[1].isEmpty()) {
      sink.help(name, 0, name.length, texts[1]);
    }
    if (!texts[2].isEmpty()) {
      sink.unit(name, 0, name.length, texts[2]);
    }
    WireFields.each(
        in,
        from,
        to,
        field -> {
          if (field.number() == 4 && !sink.isOver()) {
            metric(texts[0], field, name);
          }
        });
  }

  private void metric(String family, WireFields.Field message, byte[] name) {
    try {
      new OneMetric(family).read(message);
    } catch (MalformedTelemetryException broken) {
      sink.malformed("a metric that is no protobuf", name, 0, name.length);
    }
  }

  /** One metric of a family: its labels and what it tells. */
  private final class OneMetric {
    private final String family;
    private final List<IncomingLabel> labels = new ArrayList<>();
    private @Nullable String laidOut;
    private long time = ExpositionSink.NO_TIME;

    OneMetric(String family) {
      this.family = family;
    }

    void read(WireFields.Field message) {
      List<WireFields.Field> values = new ArrayList<>(1);
      WireFields.each(
          message.in(),
          message.from(),
          message.to(),
          field -> {
            switch (field.number()) {
              case 1 -> labels.add(IncomingLabel.read(field, room));
              case 2, 3, 4, 5, 7 -> values.add(field);
              case 6 -> time = field.varint() == 0 ? time : field.varint();
              default -> {}
            }
          });
      for (WireFields.Field value : values) {
        switch (value.number()) {
          case 4 -> summary(value);
          case 7 -> histogram(Histograms.read(value, room));
          default -> number(value);
        }
      }
    }

    private void number(WireFields.Field message) {
      double[] value = {0};
      long[] created = {0};
      List<IncomingExemplar> exemplars = new ArrayList<>(0);
      boolean counter = message.number() == 3;
      WireFields.each(
          message.in(),
          message.from(),
          message.to(),
          field -> {
            switch (field.number()) {
              case 1 -> value[0] = field.float64();
              case 2 -> exemplars.add(Exemplars.read(field, room));
              case 3 -> created[0] = counter ? Exemplars.nanos(field) : 0;
              default -> {}
            }
          });
      sample("", "", 0, value[0], exemplars);
      created(created[0]);
    }

    private void summary(WireFields.Field message) {
      double[] totals = {0, 0};
      long[] created = {0};
      WireFields.each(
          message.in(),
          message.from(),
          message.to(),
          field -> {
            switch (field.number()) {
              case 1 -> totals[0] = IncomingHistogram.unsigned(field.varint());
              case 2 -> totals[1] = field.float64();
              case 3 -> quantile(field);
              case 4 -> created[0] = Exemplars.nanos(field);
              default -> {}
            }
          });
      sample("_sum", "", 0, totals[1], List.of());
      sample("_count", "", 0, totals[0], List.of());
      created(created[0]);
    }

    private void quantile(WireFields.Field message) {
      double[] pair = {0, 0};
      WireFields.each(
          message.in(),
          message.from(),
          message.to(),
          field -> {
            if (field.number() == 1 || field.number() == 2) {
              pair[field.number() - 1] = field.float64();
            }
          });
      sample("", "quantile", pair[0], pair[1], List.of());
    }

    private void histogram(Histograms all) {
      boolean isNative = wantsNative && all.isNative();
      if (isNative) {
        List<IncomingExemplar> exemplars = new ArrayList<>(all.exemplars);
        if (exemplars.isEmpty()) {
          all.buckets.forEach(bucket -> exemplars.addAll(bucket.exemplars()));
        }
        key("", "", 0);
        sink.histogram(key.array(), 0, key.size(), all.hist, time, exemplars);
        created(all.created);
      }
      if (isNative && !wantsClassic) {
        return;
      }
      boolean infinite = false;
      for (Histograms.Bucket bucket : all.buckets) {
        if (sink.isOver()) {
          return;
        }
        infinite |= bucket.bound() == Double.POSITIVE_INFINITY;
        sample("_bucket", "le", bucket.bound(), bucket.count(), bucket.exemplars());
      }
      if (!infinite) {
        sample("_bucket", "le", Double.POSITIVE_INFINITY, all.hist.count(), List.of());
      }
      sample("_sum", "", 0, all.hist.sum(), List.of());
      sample("_count", "", 0, all.hist.count(), List.of());
      if (all.created != 0) {
        key("_count", "", 0);
        sink.created(key.array(), 0, key.size(), all.created);
      }
    }

    private void created(long nanos) {
      if (nanos != 0) {
        sink.created(key.array(), 0, key.size(), nanos);
      }
    }

    private void sample(
        String suffix, String extra, double bound, double value, List<IncomingExemplar> exemplars) {
      key(suffix, extra, bound);
      sink.sample(key.array(), 0, key.size(), value, time, exemplars);
    }

    private void key(String suffix, String extra, double bound) {
      if (suffix.equals(laidOut)) {
        key.reset(); // a histogram repeats its labels for each bucket
      } else {
        key.name(family, suffix);
        labels.forEach(label -> key.label(label.name(), label.value()));
        key.mark();
        laidOut = suffix;
      }
      if (!extra.isEmpty()) {
        key.label(extra, FloatText.of(bound));
      }
      key.close();
    }
  }
}
