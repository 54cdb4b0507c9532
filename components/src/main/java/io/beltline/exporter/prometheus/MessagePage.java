package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.BucketSpans;
import io.beltline.components.prometheus.Exemplar;
import io.beltline.components.prometheus.Exponentials;
import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.NativeBuckets;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Times;
import io.beltline.exporter.prometheus.FamilyNames.Named;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes families as messages {@code io.prometheus.client.MetricFamily}, each behind its length:
 * the only format with native histograms. Used for one scrape by one thread.
 *
 * @see <a
 *     href="https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto">the
 *     messages</a>
 */
final class MessagePage {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final PageSettings settings;
  private final WireWriter page;
  private final WireWriter plain = new WireWriter(4096);
  private final WireWriter natives = new WireWriter(4096);
  private WireWriter out = plain;

  private MessagePage(PageSettings settings, int capacity) {
    this.settings = settings;
    this.page = new WireWriter(capacity);
  }

  /** The whole answer to a scrape. */
  static Slice of(Collection<Family> families, PageSettings settings, Losses losses, int capacity) {
    MessagePage page = new MessagePage(settings, capacity);
    for (Named named : FamilyNames.of(families, settings, losses)) {
      page.family(named, losses);
    }
    return page.page.toSlice();
  }

  /**
   * Prometheus 2 judges by the first series of a message whether all are native histograms: those
   * of a family that are, and those that are not, stand in messages of their own.
   */
  private void family(Named named, Losses losses) {
    begin(plain, named);
    begin(natives, named);
    int head = plain.size();
    named.series(settings.choice().escaping(), losses, this::metric);
    for (WireWriter message : List.of(plain, natives)) {
      if (message.size() > head) {
        page.rawVarint(message.size()).raw(message.toSlice());
      }
    }
  }

  private static void begin(WireWriter message, Named named) {
    Family family = named.family();
    message.reset();
    message.string(1, named.name());
    message.string(2, family.help());
    message.varint(3, type(family.kind()));
  }

  private static int type(Kind kind) {
    return switch (kind) {
      case COUNTER -> 0;
      case GAUGE, INFO -> 1;
      case SUMMARY -> 2;
      case UNKNOWN -> 3;
      case HISTOGRAM -> 4;
    };
  }

  private void metric(Kind kind, String labels, Sample sample) {
    out =
        sample instanceof Sample.Exponential exponential && isNative(exponential) ? natives : plain;
    int metric = out.begin(4);
    Labels.each(labels, (name, value) -> pair(1, name, value));
    switch (sample) {
      case Sample.Scalar number -> number(kind, number);
      case Sample.Histogram histogram -> {
        int message = out.begin(7);
        classic(histogram);
        created(15, histogram.times());
        out.end(message);
      }
      case Sample.Exponential exponential -> exponential(exponential);
      case Sample.Summary summary -> summary(summary);
      case Sample.Info _ -> {
        int gauge = out.begin(2);
        out.float64(1, 1);
        out.end(gauge);
      }
    }
    if (settings.timestamps() && sample.times().time() > 0) {
      out.varint(6, sample.times().time() / NANOS_PER_MILLI);
    }
    out.end(metric);
  }

  private void number(Kind kind, Sample.Scalar number) {
    int message = out.begin(kind == Kind.COUNTER ? 3 : kind == Kind.UNKNOWN ? 5 : 2);
    out.float64(1, number.isWhole() ? number.whole() : number.real());
    if (kind == Kind.COUNTER) {
      exemplar(2, number.exemplar());
      created(3, number.times());
    }
    out.end(message);
  }

  private void summary(Sample.Summary summary) {
    int message = out.begin(4);
    out.varint(1, summary.count());
    out.float64(2, summary.sum());
    for (int i = 0; i < summary.quantiles().length; i++) {
      int quantile = out.begin(3);
      out.float64(1, summary.quantiles()[i]);
      out.float64(2, summary.values()[i]);
      out.end(quantile);
    }
    created(4, summary.times());
    out.end(message);
  }

  /** In both forms, so that scrapers that take no native histograms have one too. */
  private void exponential(Sample.Exponential sample) {
    int message = out.begin(7);
    classic(Exponentials.told(sample));
    if (isNative(sample)) {
      NativeBuckets buckets = NativeBuckets.of(sample);
      out.sint32(5, buckets.schema());
      out.float64(6, buckets.zeroThreshold());
      out.varint(7, sample.zeroCount());
      BucketSpans.write(out, buckets.negative(), 9, 10);
      BucketSpans.write(out, buckets.positive(), 12, 13);
      for (Exemplar exemplar : sample.exemplars()) {
        exemplar(16, exemplar.time() > 0 ? exemplar : null);
      }
    }
    created(15, sample.times());
    out.end(message);
  }

  /**
   * Whether Prometheus takes it: it knows no coarser resolution, and gives up a whole scrape for a
   * count that is not that of the buckets.
   */
  private static boolean isNative(Sample.Exponential sample) {
    return sample.scale() >= NativeBuckets.COARSEST
        && sample.zeroCount() + sample.positive().total() + sample.negative().total()
            == sample.count();
  }

  private void classic(Sample.Histogram histogram) {
    double[] bounds = histogram.bounds();
    long sum = 0;
    int buckets = 0;
    for (long count : histogram.counts()) {
      sum += count;
    }
    long count = Math.max(sum, histogram.count());
    out.varint(1, count);
    out.float64(2, histogram.hasSum() ? histogram.sum() : Double.NaN);
    for (sum = 0; buckets < bounds.length; buckets++) {
      sum += histogram.counts()[buckets];
      if (bounds[buckets] < Double.POSITIVE_INFINITY) {
        bucket(bounds[buckets], sum, histogram.exemplar(buckets));
      }
    }
    bucket(Double.POSITIVE_INFINITY, count, histogram.exemplar(bounds.length));
  }

  private void bucket(double bound, long count, @Nullable Exemplar exemplar) {
    int message = out.begin(3);
    out.varint(1, count);
    out.float64(2, bound);
    exemplar(3, exemplar);
    out.end(message);
  }

  private void exemplar(int field, @Nullable Exemplar exemplar) {
    if (exemplar == null) {
      return;
    }
    int message = out.begin(field);
    if (!exemplar.traceId().isEmpty()) {
      pair(1, "trace_id", exemplar.traceId());
    }
    if (!exemplar.spanId().isEmpty()) {
      pair(1, "span_id", exemplar.spanId());
    }
    out.float64(2, exemplar.value());
    if (exemplar.time() > 0) {
      time(3, exemplar.time());
    }
    out.end(message);
  }

  private void created(int field, Times times) {
    if (times.start() > 0) {
      time(field, times.start());
    }
  }

  private void time(int field, long nanos) {
    int message = out.begin(field);
    out.varint(1, nanos / NANOS_PER_SECOND);
    out.varint(2, nanos % NANOS_PER_SECOND);
    out.end(message);
  }

  private void pair(int field, String name, String value) {
    int message = out.begin(field);
    out.string(1, name);
    out.string(2, value);
    out.end(message);
  }
}
