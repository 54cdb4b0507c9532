package io.beltline.model.otlp;

/** One open message in a walk that copies as it goes: where it stands in the input and output. */
final class Level implements Edit.Origin {
  int tagAt;
  int from;
  int to;

  /** Where the walk goes on in the input. */
  int at;

  /** Where the message's tag and content stand in the output, or will. */
  int outTag;

  int outFrom;
  int lengthSize;
  int kept;
  int removed;

  /** True once children were walked: what stands before them cannot be written first any more. */
  boolean visited;

  /** True if the fields beside the children were written already, edited. */
  boolean headWritten;

  /** The number of the child's field that was entered last. */
  int child;

  /** Its tag; no byte before the first. */
  int childTag = Integer.MAX_VALUE;

  /** Where the child that was found last stands: its tag, its length, its content up to here. */
  int foundTag;

  private int foundLength;
  int foundFrom;

  private final boolean[] children;
  private final MessageView head;
  private boolean headBound;
  private int headStamp;

  /**
   * @param head an editor for the fields beside the children
   * @param children the numbers of the fields that are walked
   */
  Level(MessageView head, int... children) {
    this.head = head;
    this.children = new boolean[16];
    for (int number : children) {
      this.children[number] = true;
    }
  }

  boolean isChild(int tag) {
    int number = tag >>> 3;
    return (tag & 7) == Wire.BYTES && number < children.length && children[number];
  }

  void open() {
    at = from;
    kept = 0;
    removed = 0;
    visited = false;
    headWritten = false;
    headBound = false;
  }

  /** Opens the child that an outer message found. */
  void enter(Level outer, EditOutput output) {
    tagAt = outer.foundTag;
    from = outer.foundFrom;
    to = outer.at;
    outTag = output.place(tagAt);
    outFrom = output.place(from);
    lengthSize = from - outer.foundLength;
    open();
  }

  /** Finds the next child and goes behind it. */
  boolean seek(EditOutput output) {
    return seekUsual(output.in) || seekAny(output);
  }

  /** The next child if it stands right here, in the field of the last one, and is not long. */
  boolean seekUsual(byte[] in) {
    int p = at;
    int left = to - p;
    if (left < Integer.BYTES) {
      return false;
    }
    int bytes = (int) MessageView.INT.get(in, p);
    int size = Wire.usualSize(bytes);
    int ahead = Wire.usualHead(bytes);
    if ((byte) bytes != childTag || size < 0 || size > left - ahead) {
      return false;
    }
    foundTag = p;
    foundLength = p + 1;
    foundFrom = p + ahead;
    at = foundFrom + size;
    return true;
  }

  private boolean seekAny(EditOutput output) {
    byte[] b = output.in;
    int p = at;
    while (p < to) {
      long opened = Wire.tagAt(b, p, to);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      if (isChild(tag)) {
        long content = Wire.open(b, value, to);
        foundTag = p;
        foundLength = value;
        foundFrom = (int) (content >>> 32);
        at = (int) content;
        child = tag >>> 3;
        childTag = tag;
        return true;
      }
      int after = Wire.skip(b, value, to, tag & 7);
      if (headWritten) {
        output.instead(p, after);
      }
      p = after;
    }
    at = p;
    return false;
  }

  /** Goes back before the child that was found last. */
  void unread() {
    at = foundTag;
  }

  /** The editor of the fields beside the children. */
  MessageView head(byte[] in) {
    if (!headBound) {
      head.wrap(in, from, to);
      head.edit().origin = this;
      headBound = true;
      headStamp = head.edit().stamp;
    }
    return head;
  }

  boolean headChanged() {
    return headBound && head.edit().owned && head.edit().stamp != headStamp;
  }

  MessageView takeHead() {
    headStamp = head.edit().stamp;
    return head;
  }

  /** Copies the fields beside the children. */
  @Override
  public void acquire(Edit root) {
    Bytes own = new Bytes();
    copy(root.view.array, from, to, own, false);
    own.room(32);
    root.buffer = own;
    root.view.bind(own.array, 0, own.size, 0);
  }

  @Override
  public boolean rewrites() {
    return false; // what stands beside children is edited in place
  }

  @Override
  public Bytes rewrite() {
    throw new IllegalStateException("what stands beside children is edited in place");
  }

  /** Copies the fields that are children, or those that are not. */
  void copy(byte[] source, int start, int end, Bytes target, boolean wanted) {
    int p = start;
    int run = start;
    while (p < end) {
      long opened = Wire.tagAt(source, p, end);
      int after = Wire.skip(source, (int) (opened >>> 32), end, (int) opened & 7);
      if (isChild((int) opened) != wanted) {
        target.append(source, run, p);
        run = after;
      }
      p = after;
    }
    target.append(source, run, end);
  }
}
