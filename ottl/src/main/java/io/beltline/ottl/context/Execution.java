package io.beltline.ottl.context;

import io.beltline.api.Context;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.InstrumentationScopeEditor;
import io.beltline.model.otlp.KeyValueListEditor;
import io.beltline.model.otlp.LogRecordEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.ProfileEditor;
import io.beltline.model.otlp.ResourceEditor;
import io.beltline.model.otlp.SpanEditor;
import io.beltline.model.otlp.SpanEventEditor;
import io.beltline.model.otlp.SpanLinkEditor;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one evaluation: the record at hand, registers, and what statements keep between
 * them. By one thread at a time; used for one request after another.
 *
 * <p>The record's parts are reached through methods of which each signal has its own; a path that
 * was compiled for a context asks only for what that context has.
 */
public abstract class Execution {
  private static final byte[] NOTHING = new byte[0];
  private static final int NOBODY = -1;

  private final Cell[] cells;
  private final @Nullable Object[] memory;
  private final Cache own = new Cache();
  private final Cache shared = new Cache();
  private Cache cache = own;
  private int remover = NOBODY;
  private final ValueWriter scratch = new ValueWriter(256);
  private final Environment environment;
  private Context request = Context.EMPTY;

  /** A temporary storage. */
  private static final class Cache {
    private final KeyValueListEditor entries = new KeyValueListEditor();
    private boolean used;
  }

  /** An evaluation of something that was laid out. */
  protected Execution(Layout layout, Environment environment) {
    this.cells = new Cell[layout.cells()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell();
    }
    this.memory = new @Nullable Object[layout.memory()];
    this.environment = environment;
  }

  /** Starts on another request. */
  public final void begin(Context context) {
    request = context;
    remover = NOBODY;
    clearCaches();
  }

  /** Lets go of what the last request left in registers. */
  public final void release() {
    for (Cell cell : cells) {
      cell.forget();
    }
    clearCaches();
    request = Context.EMPTY;
  }

  /** What travels beside the telemetry. */
  public final Context request() {
    return request;
  }

  /** The host. */
  public final Environment environment() {
    return environment;
  }

  /** A register. */
  public final Cell cell(int index) {
    return cells[index];
  }

  /** Something that lives as long as this evaluation, made when it is first asked for. */
  @SuppressWarnings("unchecked") // each index belongs to one place in the code
  public final <T> T memory(int index, Supplier<T> first) {
    Object there = memory[index];
    if (there == null) {
      there = first.get();
      memory[index] = there;
    }
    return (T) there;
  }

  /** A writer for what is written to telemetry at once. */
  public final ValueWriter scratch() {
    return scratch;
  }

  /** The temporary storage. */
  public final AttributesEditor cache() {
    if (!cache.used) {
      cache.entries.wrap(NOTHING, 0, 0);
      cache.used = true;
    }
    return cache.entries.values();
  }

  /**
   * Begins a group's statements on a record: with an empty temporary storage, or with the one of
   * the request.
   *
   * @param withShared whether it is that of the request
   */
  public final void beginGroup(boolean withShared) {
    cache = withShared ? shared : own;
    own.used = false;
  }

  private void clearCaches() {
    cache = own;
    own.used = false;
    shared.used = false;
  }

  /** Asks for the record at hand to be removed, by a rule of some number. */
  public final void remove(int rule) {
    remover = rule;
  }

  /** Whether the record at hand is to be removed: nothing runs on it any more. */
  public final boolean isRemoved() {
    return remover != NOBODY;
  }

  /** The rule that removes the record at hand; begins another record. */
  public final int takeRemover() {
    int rule = remover;
    remover = NOBODY;
    return rule;
  }

  /** The resource. */
  public ResourceEditor resource() {
    throw absent(ContextName.RESOURCE);
  }

  /** The schema of the resource. */
  public String resourceSchemaUrl() {
    throw absent(ContextName.RESOURCE);
  }

  /** Sets the schema of the resource. */
  public void resourceSchemaUrl(String url) {
    throw absent(ContextName.RESOURCE);
  }

  /** The instrumentation scope. */
  public InstrumentationScopeEditor scope() {
    throw absent(ContextName.SCOPE);
  }

  /** The schema of the scope. */
  public String scopeSchemaUrl() {
    throw absent(ContextName.SCOPE);
  }

  /** Sets the schema of the scope. */
  public void scopeSchemaUrl(String url) {
    throw absent(ContextName.SCOPE);
  }

  /** The log record. */
  public LogRecordEditor log() {
    throw absent(ContextName.LOG);
  }

  /** The span. */
  public SpanEditor span() {
    throw absent(ContextName.SPAN);
  }

  /** The span event. */
  public SpanEventEditor event() {
    throw absent(ContextName.SPAN_EVENT);
  }

  /** Which event of its span it is, from 0. */
  public int eventIndex() {
    throw absent(ContextName.SPAN_EVENT);
  }

  /** The span link. */
  public SpanLinkEditor link() {
    throw absent(ContextName.SPAN_LINK);
  }

  /** The metric: what stands beside its data, and in the metric context the data too. */
  public MetricEditor metric() {
    throw absent(ContextName.METRIC);
  }

  /** Which data the metric has: a number of MetricView, or 0. */
  public int metricCase() {
    throw absent(ContextName.METRIC);
  }

  /** The editor of the metric's data, which has a temporality; of a sum also monotonicity. */
  public MetricData metricData() {
    throw absent(ContextName.METRIC);
  }

  /** Adds a metric behind all others of the scope; statements will see it too. */
  public void addMetric(io.beltline.model.Slice metric) {
    throw absent(ContextName.METRIC);
  }

  /**
   * A metric that grows while the points of the current metric are visited, and is added as by
   * {@link #addMetric} once the last was.
   *
   * @param index belongs to one place in the code
   */
  public MetricDraft draft(int index, Supplier<MetricDraft> first) {
    throw absent(ContextName.METRIC);
  }

  /** The data point: an editor of one of the four kinds. */
  public MessageView point() {
    throw absent(ContextName.DATA_POINT);
  }

  /** The attributes of the data point. */
  public AttributesEditor pointAttributes() {
    throw absent(ContextName.DATA_POINT);
  }

  /** The exemplar. */
  public ExemplarEditor exemplar() {
    throw absent(ContextName.EXEMPLAR);
  }

  /** The profile. */
  public ProfileEditor profile() {
    throw absent(ContextName.PROFILE);
  }

  /** The tables that all profiles of a request share. */
  public ProfileTables tables() {
    throw absent(ContextName.PROFILE);
  }

  private static IllegalStateException absent(ContextName name) {
    return new IllegalStateException("no " + name + " in this execution");
  }

  /** What a metric's data has beside its points. */
  public interface MetricData {
    /** The aggregation temporality. */
    int temporality();

    /** Sets the aggregation temporality. */
    void temporality(int value);

    /** Whether a sum is monotonic. */
    boolean monotonic();

    /** Sets whether a sum is monotonic. */
    void monotonic(boolean value);
  }
}
