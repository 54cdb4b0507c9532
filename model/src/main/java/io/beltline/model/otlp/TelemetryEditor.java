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

  /** An attribute with its tags and lengths is seldom longer. */
  private static final int ATTRIBUTE = 48;

  final Level[] levels;
  byte[] in = MessageView.NOTHING;

  /** The deepest level that is open. */
  int open;

  private final int leaf;
  private T telemetry;
  private List<Slice> chunks = List.of();
  private final List<Slice> done = new ArrayList<>();
  private int chunk;
  private boolean changed;
  private Bytes out = new Bytes();

  /** Up to where the input is in the output or left out. */
  private int copied;

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
    T result = (T) telemetry.with(Payload.of(List.copyOf(done)));
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
    if (!seek(outer)) {
      return false;
    }
    Level inner = levels[level];
    inner.tagAt = foundTag;
    inner.from = foundFrom;
    inner.to = outer.at;
    inner.outTag = outAt(foundTag);
    inner.outFrom = outAt(foundFrom);
    inner.lengthSize = foundFrom - foundLength;
    inner.open();
    outer.kept++;
    open = level;
    if (level == leaf) {
      MessageView item = item();
      Edit edit = item.edit();
      edit.reset();
      item.bind(in, inner.from, inner.to, 0);
      edit.comesFrom(this);
    }
    return true;
  }

  private int foundTag;
  private int foundLength;
  private int foundFrom;

  /** Finds the next child and goes behind it. */
  private boolean seek(Level outer) {
    return seekUsual(outer) || seekAny(outer);
  }

  /** The next child if it stands right here, in the field of the last one, and is not long. */
  private boolean seekUsual(Level outer) {
    int p = outer.at;
    int left = outer.to - p;
    if (left < Integer.BYTES) {
      return false;
    }
    int head = (int) MessageView.INT.get(in, p);
    int size = Wire.usualSize(head);
    if ((byte) head != outer.childTag || size < 0 || size > left - Wire.usualHead(head)) {
      return false;
    }
    foundTag = p;
    foundLength = p + 1;
    foundFrom = p + Wire.usualHead(head);
    outer.at = foundFrom + size;
    return true;
  }

  private boolean seekAny(Level outer) {
    byte[] b = in;
    int end = outer.to;
    int p = outer.at;
    while (p < end) {
      long opened = Wire.tagAt(b, p, end);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      if (outer.isChild(tag)) {
        long content = Wire.open(b, value, end);
        foundTag = p;
        foundLength = value;
        foundFrom = (int) (content >>> 32);
        outer.at = (int) content;
        outer.child = tag >>> 3;
        outer.childTag = tag;
        return true;
      }
      int after = Wire.skip(b, value, end, tag & 7);
      if (outer.headWritten) {
        leaveOut(p, after);
      }
      p = after;
    }
    outer.at = p;
    return false;
  }

  /** The editor of the items of the deepest level. */
  abstract MessageView item();

  final MessageView current(int level) {
    if (open < level) {
      throw new IllegalStateException("there is no current " + level + ". level: call next first");
    }
    return level == leaf ? item() : levels[level].head(in);
  }

  /** Copies the item to the end of the output, where it is edited in place. */
  @Override
  public void acquire(Edit root) {
    Level level = levels[leaf];
    if (open != leaf) {
      throw new IllegalStateException("the item was left: call next first");
    }
    flush(level.to);
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
    flush(level.from);
    copied = level.to;
    return out;
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
    if (copied <= gone.tagAt) {
      flush(gone.tagAt);
    } else {
      out.size = gone.outTag;
    }
    changed = true;
    copied = gone.to;
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
    flush(outer.at);
    out.varint(Wire.tag(field, Wire.BYTES));
    out.varint(message.length());
    out.append(message.array(), message.offset(), message.end());
    outer.kept++;
  }

  private int outAt(int position) {
    return out.size + position - copied;
  }

  private void flush(int upTo) {
    changed = true;
    if (out.array.length == 0) {
      out.array = new byte[likelySize()];
    }
    if (copied < upTo) {
      out.append(in, copied, upTo);
      copied = upTo;
    }
  }

  /** What a chunk takes in which each item gains an attribute: others are as the current one. */
  private int likelySize() {
    long size = chunks.get(chunk).length();
    Level level = levels[leaf];
    long items = open == leaf ? size / (level.to - level.tagAt) + 1 : 0;
    long more = Math.clamp(items * ATTRIBUTE, size / 8, size / 2);
    return (int) Math.min(Integer.MAX_VALUE - 8, size + more + 64);
  }

  private void leaveOut(int start, int end) {
    flush(start);
    copied = end;
  }

  /** Closes all from a level on downwards. */
  private void close(int level) {
    while (open >= level) {
      Level closing = levels[open];
      if (open < leaf) {
        finishHead(closing);
        if (closing.removed > 0 && closing.kept == 0 && !seek(closing)) {
          drop(open);
          continue;
        }
      }
      if (copied >= closing.from) {
        fixLength(closing);
      }
      open--;
    }
  }

  private void fixLength(Level closing) {
    int length = outAt(closing.to) - closing.outFrom;
    if (length != closing.to - closing.from) {
      int size = Wire.sizeOf(length);
      if (size != closing.lengthSize) {
        flush(closing.to);
        out.shift(closing.outFrom, size - closing.lengthSize);
      }
      Wire.put(out.array, closing.outFrom - closing.lengthSize, length);
    }
  }

  private void writeHead(Level level) {
    if (level.headChanged()) {
      flush(level.from);
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
      while (seek(level)) {
        level.kept++;
      }
    }
    if (level.headChanged()) {
      flush(level.to);
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
      in = next.array();
      copied = next.offset();
      out = new Bytes();
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
    Slice before = chunks.get(chunk);
    if (out.size == 0 && copied == before.offset()) {
      done.add(before);
    } else {
      flush(before.end());
      done.add(new Slice(out.array, 0, out.size));
    }
    chunk++;
    open = 0;
    openChunk();
  }
}
