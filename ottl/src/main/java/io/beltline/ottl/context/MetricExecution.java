package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.NumberDataPointEditor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation over metrics.
 *
 * <p>Statements on a metric see it whole, in an editor of its own, since they may change its type;
 * statements on data points see what stands beside the data through the walk.
 */
public final class MetricExecution extends WalkedExecution<MetricsEditor> {
  /** More metrics than statements would make on purpose. */
  private static final int MAX_ADDED = 100_000;

  private final MetricEditor whole = new MetricEditor();
  private final WholeData wholeData = new WholeData();
  private final WalkedData walkedData = new WalkedData();
  private final Deque<Slice> added = new ArrayDeque<>();
  private final Map<Integer, MetricDraft> drafts = new LinkedHashMap<>();
  private int addedInScope;
  private boolean isWhole;
  private @Nullable NumberDataPointEditor wholePoint;
  private @Nullable ExemplarEditor exemplar;

  /** An evaluation of what was laid out. */
  public MetricExecution(Layout layout, Environment environment) {
    super(layout, environment, new MetricsEditor());
  }

  /** Stands on a metric as a whole. */
  public void whole(Slice metric) {
    whole.wrap(metric);
    wholePoint = null;
    isWhole = true;
  }

  /** Whether the metric as a whole was changed. */
  public boolean wholeChanged() {
    return whole.changed();
  }

  /** The metric as a whole as it is now, in bytes of its own. */
  public Slice wholeBytes() {
    return Slice.of(whole.toSlice().toByteArray());
  }

  /**
   * The points of an added metric, which is a sum or a gauge, each to be stood on by {@link
   * #wholePoint}.
   */
  public EditCursor<NumberDataPointEditor> wholePoints() {
    return whole.dataCase() == MetricView.SUM
        ? whole.sum().dataPoints()
        : whole.gauge().dataPoints();
  }

  /** Stands on a data point of the metric as a whole. */
  public void wholePoint(NumberDataPointEditor next) {
    wholePoint = next;
  }

  /** Ends with the points of a metric: what grew out of them is added. */
  public void endPoints() {
    if (!drafts.isEmpty()) {
      drafts.values().forEach(draft -> addMetric(draft.encode()));
      drafts.clear();
    }
  }

  /** Stands on what the walk shows. */
  public void walked() {
    wholePoint = null;
    isWhole = false;
  }

  /** Begins with a scope: nothing is added yet. */
  public void beginScope() {
    added.clear();
    drafts.clear();
    addedInScope = 0;
  }

  /** The next metric that statements added to the scope, or null. */
  public @Nullable Slice nextAdded() {
    return added.poll();
  }

  /** Stands on an exemplar of the current data point. */
  public void exemplar(ExemplarEditor next) {
    exemplar = next;
  }

  /** The exemplars of the current data point, or null if its kind has none. */
  public @Nullable EditCursor<ExemplarEditor> exemplars() {
    return PointPaths.exemplars(point());
  }

  @Override
  public MetricEditor metric() {
    return isWhole ? whole : editor().metric();
  }

  @Override
  public int metricCase() {
    return isWhole ? whole.dataCase() : editor().dataCase();
  }

  @Override
  public MetricData metricData() {
    return isWhole ? wholeData : walkedData;
  }

  @Override
  public void addMetric(Slice metric) {
    if (++addedInScope > MAX_ADDED) {
      throw new io.beltline.ottl.EvaluationException(
          "statements added more than " + MAX_ADDED + " metrics to one scope");
    }
    added.add(metric);
  }

  @Override
  public MetricDraft draft(int index, Supplier<MetricDraft> first) {
    return drafts.computeIfAbsent(index, key -> first.get());
  }

  @Override
  public MessageView point() {
    return isWhole ? pointOfWhole() : editor().point();
  }

  @Override
  public AttributesEditor pointAttributes() {
    return isWhole ? pointOfWhole().attributes() : editor().attributes();
  }

  private NumberDataPointEditor pointOfWhole() {
    NumberDataPointEditor point = wholePoint;
    if (point == null) {
      throw new IllegalStateException("no data point of a whole metric in this execution");
    }
    return point;
  }

  @Override
  public ExemplarEditor exemplar() {
    return exemplar == null ? super.exemplar() : exemplar;
  }

  private final class WalkedData implements MetricData {
    @Override
    public int temporality() {
      return editor().data().aggregationTemporality();
    }

    @Override
    public void temporality(int value) {
      editor().data().aggregationTemporality(value);
    }

    @Override
    public boolean monotonic() {
      return editor().data().isMonotonic();
    }

    @Override
    public void monotonic(boolean value) {
      editor().data().isMonotonic(value);
    }
  }

  private final class WholeData implements MetricData {
    @Override
    public int temporality() {
      return switch (whole.dataCase()) {
        case MetricView.SUM -> whole.sum().aggregationTemporality();
        case MetricView.HISTOGRAM -> whole.histogram().aggregationTemporality();
        case MetricView.EXPONENTIAL_HISTOGRAM ->
            whole.exponentialHistogram().aggregationTemporality();
        default -> 0;
      };
    }

    @Override
    public void temporality(int value) {
      switch (whole.dataCase()) {
        case MetricView.SUM -> whole.sum().aggregationTemporality(value);
        case MetricView.HISTOGRAM -> whole.histogram().aggregationTemporality(value);
        case MetricView.EXPONENTIAL_HISTOGRAM ->
            whole.exponentialHistogram().aggregationTemporality(value);
        default -> {}
      }
    }

    @Override
    public boolean monotonic() {
      return whole.sum().isMonotonic();
    }

    @Override
    public void monotonic(boolean value) {
      whole.sum().isMonotonic(value);
    }
  }
}
