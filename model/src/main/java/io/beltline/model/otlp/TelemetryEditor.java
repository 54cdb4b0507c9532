package io.beltline.model.otlp;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks telemetry from front to back and edits what it passes.
 *
 * <p>Levels are walked by {@code nextResource}, {@code nextScope} and so on; leaving one out skips
 * what is below. The editors it shows are reused: each holds until the next step of its level. What
 * is not changed is copied in bulk, chunks without a change are shared, and telemetry without any
 * change is returned as it is. A scope or resource whose last item was removed goes too.
 *
 * <p>An editor can be used for one telemetry after another, by one thread at a time.
 *
 * @param <T> the telemetry
 */
public abstract sealed class TelemetryEditor<T extends Telemetry> implements Edit.Origin
    permits TracesEditor, MetricsEditor, LogsEditor {
  static final int RESOURCE = 1;
  static final int SCOPE = 2;
  static final int ITEM = 3;

  final Level[] levels;
  final EditOutput output = new EditOutput();

  /** The deepest level that is open. */
  int open;

  private final int leaf;
  private T telemetry;
  private List<Slice> chunks = List.of();
  private final List<Slice> done = new ArrayList<>();
  private final AttributeSweep sweep = new AttributeSweep();
  private int chunk;
  private boolean changed;

  /** Whether there are as many items as there were. */
  private boolean sameItems;

  TelemetryEditor(T nothing, Level... levels) {
    this.levels = levels;
    this.leaf = levels.length - 1;
    this.telemetry = nothing;
  }

  /** Starts at the front of telemetry. What was begun before and not finished is forgotten. */
  public void edit(T next) {
    telemetry = next;
    chunks = next.payload().chunks();
    done.clear();
    chunk = 0;
    changed = false;
    sameItems = true;
    open = 0;
    openChunk();
  }

  /** Ends the walk, wherever it is, and returns the telemetry as edited. */
  @SuppressWarnings("unchecked")
  public T finish() {
    while (chunk < chunks.size()) {
      closeChunk();
    }
    if (!changed) {
      return telemetry;
    }
    Payload payload = Payload.of(List.copyOf(done));
    T result = (T) (sameItems ? telemetry.withSameItems(payload) : telemetry.with(payload));
    edit(result);
    return result;
  }

  /** Goes on to the next resource. */
  public final boolean nextResource() {
    return next(RESOURCE);
  }

  /** Goes on to the next scope of the current resource. */
  public final boolean nextScope() {
    return next(SCOPE);
  }

  /**
   * Goes on to the next item, wherever it is: span, log record or data point.
   *
   * <p>{@code while (editor.next())} visits all.
   */
  public final boolean next() {
    int level = Math.min(open + 1, leaf);
    while (level > 0) {
      if (next(level)) {
        if (level == leaf) {
          return true;
        }
        level++;
      } else {
        level--;
      }
    }
    return false;
  }

  /**
   * Makes edits to the attributes of each item from the next one on, and ends where {@link #next}
   * would say that there is none left. It does what a walk with {@link AttributesEditor#apply}
   * does, for less.
   */
  public final void editItems(AttributeEdits edits) {
    while (next()) {
      AttributesEditor attributes = itemAttributes();
      attributes.apply(edits);
      close(leaf);
      sweep.run(edits, attributes.tag(), levels[leaf - 1], output);
    }
  }

  /** The attributes of the current item, whatever its type. */
  public abstract AttributesEditor itemAttributes();

  /** The resource of the current group. */
  public abstract ResourceEditor resource();

  /** The scope of the current group. */
  public abstract InstrumentationScopeEditor scope();

  /** The schema of the current resource. */
  public abstract String resourceSchemaUrl();

  /** Sets the schema of the current resource. */
  public abstract void resourceSchemaUrl(String url);

  /** The schema of the current scope. */
  public abstract String scopeSchemaUrl();

  /** Sets the schema of the current scope. */
  public abstract void scopeSchemaUrl(String url);

  /** Removes the current resource with all below it. */
  public final void removeResource() {
    remove(RESOURCE);
  }

  /** Removes the current scope with all below it. */
  public final void removeScope() {
    remove(SCOPE);
  }

  final boolean next(int level) {
    if (open < level - 1) {
      return false;
    }
    while (true) {
      close(level);
      if (chunk < chunks.size() && enter(level)) {
        return true;
      }
      if (level > RESOURCE || chunk >= chunks.size()) {
        return false;
      }
      closeChunk();
    }
  }

  private boolean enter(int level) {
    Level outer = levels[level - 1];
    if (!outer.visited) {
      writeHead(outer);
      outer.visited = true;
    }
    if (!outer.seek(output)) {
      return false;
    }
    Level inner = levels[level];
    inner.enter(outer, output);
    outer.kept++;
    open = level;
    if (level == leaf) {
      output.item = inner.to - inner.tagAt;
      MessageView item = item();
      Edit edit = item.edit();
      edit.reset();
      item.bind(output.in, inner.from, inner.to, 0);
      edit.comesFrom(this);
    }
    return true;
  }

  /** The editor of the items of the deepest level. */
  abstract MessageView item();

  final MessageView current(int level) {
    if (open < level) {
      throw new IllegalStateException("there is no current " + level + ". level: call next first");
    }
    return level == leaf ? item() : levels[level].head(output.in);
  }

  /** Copies the item to the end of the output, where it is edited in place. */
  @Override
  public void acquire(Edit root) {
    Level level = levels[leaf];
    if (open != leaf) {
      throw new IllegalStateException("the item was left: call next first");
    }
    Bytes out = output.upTo(level.to);
    root.buffer = out;
    root.view.bind(out.array, level.outFrom, out.size, 0);
  }

  @Override
  public boolean rewrites() {
    return true;
  }

  /** Leaves the item out of the output, at whose end it is written anew. */
  @Override
  public Bytes rewrite() {
    Level level = levels[leaf];
    if (open != leaf) {
      throw new IllegalStateException("the item was left: call next first");
    }
    return output.instead(level.from, level.to);
  }

  final void remove(int level) {
    if (open < level) {
      throw new IllegalStateException("nothing to remove: call next first");
    }
    for (int deeper = level + 1; deeper < levels.length; deeper++) {
      levels[deeper].open();
    }
    drop(level);
  }

  private void drop(int level) {
    Level gone = levels[level];
    output.drop(gone);
    sameItems = false;
    levels[level - 1].kept--;
    levels[level - 1].removed++;
    open = level - 1;
  }

  /** Adds an encoded child behind the current one of its level. */
  final void add(int level, int field, Slice message) {
    if (open < level - 1 || chunk >= chunks.size()) {
      throw new IllegalStateException("nothing to add to: call next first");
    }
    close(level);
    Level outer = levels[level - 1];
    if (!outer.visited) {
      writeHead(outer);
      outer.visited = true;
    }
    sameItems = false;
    Bytes out = output.upTo(outer.at);
    out.varint(Wire.tag(field, Wire.BYTES));
    out.varint(message.length());
    out.append(message.array(), message.offset(), message.end());
    outer.kept++;
  }

  /** Closes all from a level on downwards. */
  private void close(int level) {
    while (open >= level) {
      Level closing = levels[open];
      if (open < leaf) {
        finishHead(closing);
        if (closing.removed > 0 && closing.kept == 0 && !closing.seek(output)) {
          drop(open);
          continue;
        }
      }
      output.fixLength(closing);
      open--;
    }
  }

  private void writeHead(Level level) {
    if (level.headChanged()) {
      Bytes out = output.upTo(level.from);
      MessageView head = level.takeHead();
      out.append(head.array, head.from, head.to);
      level.headWritten = true;
    }
  }

  /** Writes what changed beside the children after these were walked, and the rest. */
  private void finishHead(Level level) {
    if (!level.visited) {
      writeHead(level);
    }
    if (level.headWritten) {
      while (level.seek(output)) {
        level.kept++;
      }
    }
    if (level.headChanged()) {
      Bytes out = output.upTo(level.to);
      MessageView head = level.takeHead();
      Bytes children = new Bytes();
      level.copy(out.array, level.outFrom, out.size, children, true);
      out.size = level.outFrom;
      out.append(head.array, head.from, head.to);
      out.append(children.array, 0, children.size);
    }
  }

  private void openChunk() {
    if (chunk < chunks.size()) {
      Slice next = chunks.get(chunk);
      output.start(next);
      Level top = levels[0];
      top.tagAt = next.offset();
      top.from = next.offset();
      top.to = next.end();
      top.outFrom = 0;
      top.open();
    }
  }

  private void closeChunk() {
    close(RESOURCE);
    changed |= output.isChanged();
    done.add(output.finish());
    chunk++;
    open = 0;
    openChunk();
  }
}
