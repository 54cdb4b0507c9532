package io.beltline.components.metrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.MessageEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A metric that is worked on: its name and its data points can be changed, all else stays as it is,
 * fields the protocol does not know included. It is not read before it is asked for. One thread.
 */
public final class MetricDraft {
  private final Slice bytes;
  private final PointEditors editors;
  private Slice name = Slice.EMPTY;
  private int kind;
  private boolean changed;
  private @Nullable List<Slice> points;

  /** What is done to one point. */
  @FunctionalInterface
  public interface PointEdit {
    /**
     * Edits a point.
     *
     * @param point an editor of the metric's kind of point
     * @return false to remove it
     */
    boolean keep(MessageView point, AttributesEditor attributes);
  }

  /**
   * A metric as it came.
   *
   * @param bytes the content of its message; shared
   * @param editors used by one draft after another
   */
  public MetricDraft(Slice bytes, PointEditors editors) {
    this.bytes = bytes;
    this.editors = editors;
    byte[] b = bytes.array();
    int end = bytes.end();
    for (int p = bytes.offset(); p < end; ) {
      long opened = Wire.tagAt(b, p, end);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      p = Wire.skip(b, value, end, tag & 7);
      if (tag == Wire.tag(MetricView.NAME, Wire.BYTES)) {
        int from = (int) (Wire.open(b, value, end) >>> 32);
        name = new Slice(b, from, p - from);
      } else if (MetricFields.isData(tag)) {
        kind = tag >>> 3;
      }
    }
  }

  private MetricDraft(MetricDraft other, List<Slice> points) {
    this.bytes = other.bytes;
    this.editors = other.editors;
    this.name = other.name;
    this.kind = other.kind;
    this.points = new ArrayList<>(points);
    this.changed = true;
  }

  /** A new metric that is as this one with other points. */
  public MetricDraft with(List<Slice> otherPoints) {
    return new MetricDraft(this, otherPoints);
  }

  /** The name in UTF-8. */
  public Slice name() {
    return name;
  }

  /** Gives it another name. */
  public void rename(Slice other) {
    if (!name.equals(other)) {
      name = other;
      changed = true;
    }
  }

  /** What it is: a number of {@link MetricView}, 0 if it has no data. */
  public int kind() {
    return kind;
  }

  /** What it is in the words of the protocol, for messages. */
  public String kindName() {
    return switch (kind) {
      case MetricView.GAUGE -> "gauge";
      case MetricView.SUM -> "sum";
      case MetricView.HISTOGRAM -> "histogram";
      case MetricView.EXPONENTIAL_HISTOGRAM -> "exponential histogram";
      case MetricView.SUMMARY -> "summary";
      default -> "metric without data";
    };
  }

  /** Its unit. */
  public String unit() {
    MetricView view = new MetricView();
    view.wrap(bytes);
    return view.unit();
  }

  /** The number of its temporality; 0 if it has none. */
  public int temporality() {
    return hasTemporality() ? data().aggregationTemporality() : 0;
  }

  /** Whether it is a sum that only grows. */
  public boolean monotonic() {
    return kind == MetricView.SUM && data().isMonotonic();
  }

  private boolean hasTemporality() {
    return kind == MetricView.SUM
        || kind == MetricView.HISTOGRAM
        || kind == MetricView.EXPONENTIAL_HISTOGRAM;
  }

  /** What stands beside the points; sums and histograms have the same numbers for it. */
  private SumView data() {
    WireWriter joined = new WireWriter();
    MetricFields.copyRest(bytes, kind, joined);
    SumView view = new SumView();
    view.wrap(joined.toSlice());
    return view;
  }

  /** The points, each the content of its message. The list must not be written. */
  public List<Slice> points() {
    List<Slice> known = points;
    if (known == null) {
      known = new ArrayList<>();
      MetricFields.points(bytes, kind, known);
      points = known;
    }
    return known;
  }

  /** Puts others in place of the points. The list belongs to the draft from now on. */
  @SuppressWarnings("ReferenceEquality") // equal points in other places would be a change, too
  public void points(List<Slice> others) {
    if (others != points) {
      points = others;
      changed = true;
    }
  }

  /** Edits the points one after another. Says how many were removed. */
  public int edit(PointEdit edit) {
    List<Slice> list = points();
    int kept = 0;
    for (int i = 0; i < list.size(); i++) {
      MessageView point = editors.wrap(kind, list.get(i));
      boolean keep = edit.keep(point, editors.attributes(kind));
      if (keep && ((MessageEditor) point).changed()) {
        list.set(kept, point.toSlice());
        changed = true;
      } else if (keep && kept != i) {
        list.set(kept, list.get(i));
      }
      kept += keep ? 1 : 0;
    }
    int removed = list.size() - kept;
    if (removed > 0) {
      list.subList(kept, list.size()).clear();
      changed = true;
    }
    return removed;
  }

  /** Adds an attribute to the points that have none of its key. */
  public void insert(Attribute attribute) {
    int field = MetricFields.attributes(kind);
    replace(
        point -> {
          editors.wrap(kind, point);
          return editors.attributes(kind).contains(attribute.key())
              ? point
              : MetricFields.joined(point, field, attribute.encoded());
        });
  }

  /** Puts another in place of each point, or leaves it if it is given back. */
  @SuppressWarnings("ReferenceEquality") // the same slice or another
  public void replace(UnaryOperator<Slice> replacement) {
    List<Slice> list = points();
    for (int i = 0; i < list.size(); i++) {
      Slice before = list.get(i);
      Slice after = replacement.apply(before);
      if (after != before) {
        list.set(i, after);
        changed = true;
      }
    }
  }

  /** The points whose attributes pass a test. */
  public List<Slice> pointsWhere(Predicate<? super AttributesView> test) {
    List<Slice> passed = new ArrayList<>();
    for (Slice point : points()) {
      editors.wrap(kind, point);
      if (test.test(editors.attributes(kind))) {
        passed.add(point);
      }
    }
    return passed;
  }

  /** Whether the name or a point is another than the metric came with. */
  public boolean changed() {
    return changed;
  }

  /** The content of the metric's message; the bytes it came with if nothing was changed. */
  public Slice encode() {
    List<Slice> content = points;
    if (!changed) {
      return bytes;
    }
    WireWriter out =
        new WireWriter(content == null ? bytes.length() + name.length() + 8 : roomFor(content));
    if (name.length() > 0) {
      out.bytes(MetricView.NAME, name);
    }
    MetricFields.copyHead(bytes, content == null, out);
    if (kind != 0 && content != null) {
      int data = out.begin(kind);
      for (Slice point : content) {
        out.bytes(MetricFields.POINTS, point);
      }
      MetricFields.copyRest(bytes, kind, out);
      out.end(data);
    }
    return out.toSlice();
  }

  private int roomFor(List<Slice> content) {
    long room = name.length() + 128L;
    for (Slice point : content) {
      room += point.length() + 6L;
    }
    return (int) Math.min(room, Integer.MAX_VALUE / 2);
  }
}
