package io.beltline.exporter.prometheus;

import io.beltline.components.prometheus.Exemplar;
import io.beltline.components.prometheus.Exponentials;
import io.beltline.components.prometheus.Kind;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.Names;
import io.beltline.components.prometheus.Sample;
import io.beltline.components.prometheus.Times;
import io.beltline.exporter.prometheus.FamilyNames.Named;
import io.beltline.model.Slice;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes families in one of the formats of text. Used for one scrape by one thread.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the text format</a>
 * @see <a
 *     href="https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md">
 *     OpenMetrics</a>
 */
final class Exposition {
  private final PageSettings settings;
  private final Format format;
  private final TextBuffer out;

  /** Quoted where the name needs it. */
  private String name = "";

  private String base = "";

  private Kind kind = Kind.UNKNOWN;
  private boolean quoted;
  private String labels = "";
  private Times times = new Times(0, 0, 0, 0, 0);

  private Exposition(PageSettings settings, int capacity) {
    this.settings = settings;
    this.format = settings.format();
    this.out = new TextBuffer(capacity);
  }

  /** The whole answer to a scrape. */
  static Slice of(Collection<Family> families, PageSettings settings, Losses losses, int capacity) {
    Exposition exposition = new Exposition(settings, capacity);
    for (Named named : FamilyNames.of(families, settings, losses)) {
      exposition.family(named, losses);
    }
    if (settings.format() == Format.OPEN_METRICS) {
      exposition.out.add("# EOF\n");
    }
    return exposition.out.toSlice();
  }

  private void family(Named named, Losses losses) {
    Family family = named.family();
    head("# HELP ", named.name()).add(escaped(family.help())).add('\n');
    head("# TYPE ", named.name()).add(format.word(named.kind())).add('\n');
    base = named.name();
    name = named.sample();
    quoted = !Names.isClassicMetric(name);
    named.series(settings.choice().escaping(), losses, this::series);
  }

  private void series(Kind told, String text, Sample sample) {
    kind = told;
    labels = text;
    sample(sample);
    long start = sample.times().start();
    boolean counts = kind == Kind.COUNTER || kind == Kind.HISTOGRAM || kind == Kind.SUMMARY;
    if (settings.tellsCreated() && counts && start > 0) {
      begin(base, "_created", "", 0);
      seconds(start);
      end(null);
    }
  }

  private TextBuffer head(String comment, String family) {
    out.add(comment);
    if (Names.isClassicMetric(family)) {
      out.add(family);
    } else {
      StringBuilder text = new StringBuilder();
      Labels.quoted(text, family);
      out.add(text.toString());
    }
    return out.add(' ');
  }

  private void sample(Sample sample) {
    times = sample.times();
    switch (sample) {
      case Sample.Scalar number -> number(number);
      case Sample.Histogram histogram -> histogram(histogram);
      case Sample.Exponential exponential -> histogram(Exponentials.told(exponential));
      case Sample.Summary summary -> summary(summary);
      case Sample.Info _ -> {
        begin("", "", 0).add('1');
        end(null);
      }
    }
  }

  private void number(Sample.Scalar number) {
    TextBuffer line = begin("", "", 0);
    if (number.isWhole()) {
      line.add(number.whole());
    } else {
      line.add(number.real());
    }
    end(kind == Kind.COUNTER ? number.exemplar() : null);
  }

  private void histogram(Sample.Histogram histogram) {
    long sum = 0;
    for (int i = 0; i < histogram.bounds().length; i++) {
      sum += histogram.counts()[i];
      if (histogram.bounds()[i] < Double.POSITIVE_INFINITY) {
        begin("_bucket", "le", histogram.bounds()[i]).add(sum);
        end(histogram.exemplar(i));
      }
    }
    long count = Math.max(sum, histogram.count());
    begin("_bucket", "le", Double.POSITIVE_INFINITY).add(count);
    end(histogram.exemplar(histogram.bounds().length));
    if (histogram.hasSum()) {
      begin("_sum", "", 0).add(histogram.sum());
      end(null);
    }
    begin("_count", "", 0).add(count);
    end(null);
  }

  private void summary(Sample.Summary summary) {
    for (int i = 0; i < summary.quantiles().length; i++) {
      begin("", "quantile", summary.quantiles()[i]).add(summary.values()[i]);
      end(null);
    }
    begin("_sum", "", 0).add(summary.sum());
    end(null);
    begin("_count", "", 0).add(summary.count());
    end(null);
  }

  /** Begins a line, up to the value. */
  private TextBuffer begin(String ending, String label, double bound) {
    return begin(name, ending, label, bound);
  }

  private TextBuffer begin(String metric, String ending, String label, double bound) {
    if (quoted) {
      StringBuilder text = new StringBuilder();
      Labels.quoted(text, metric + ending);
      out.add('{').add(text.toString());
    } else {
      out.add(metric).add(ending);
    }
    if (!labels.isEmpty() || !label.isEmpty()) {
      out.add(quoted ? ',' : '{').add(labels);
      if (!label.isEmpty()) {
        out.add(labels.isEmpty() ? "" : ",").add(label).add("=\"").bound(bound, format).add('"');
      }
      out.add('}');
    } else if (quoted) {
      out.add('}');
    }
    return out.add(' ');
  }

  private void end(@Nullable Exemplar exemplar) {
    if (settings.timestamps() && times.time() > 0) {
      out.add(' ');
      if (format == Format.OPEN_METRICS) {
        seconds(times.time());
      } else {
        out.add(times.time() / 1_000_000);
      }
    }
    if (exemplar != null && format == Format.OPEN_METRICS) {
      exemplar(exemplar);
    }
    out.add('\n');
  }

  private void exemplar(Exemplar exemplar) {
    out.add(" # {");
    if (!exemplar.traceId().isEmpty()) {
      out.add("trace_id=\"").add(exemplar.traceId()).add('"');
    }
    if (!exemplar.spanId().isEmpty()) {
      out.add(exemplar.traceId().isEmpty() ? "" : ",");
      out.add("span_id=\"").add(exemplar.spanId()).add('"');
    }
    out.add("} ").add(exemplar.value());
    if (exemplar.time() > 0) {
      out.add(' ');
      seconds(exemplar.time());
    }
  }

  private void seconds(long nanos) {
    long millis = nanos / 1_000_000;
    String fraction = Long.toString(1000 + millis % 1000);
    out.add(millis / 1000).add('.').add(fraction.substring(1));
  }

  private String escaped(String help) {
    String text = help.replace("\\", "\\\\").replace("\n", "\\n");
    return format == Format.OPEN_METRICS ? text.replace("\"", "\\\"") : text;
  }
}
