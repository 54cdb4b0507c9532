package io.beltline.model.otlp;

/**
 * Makes {@link AttributeEdits} to items that stand one behind the other, without an editor for
 * each. One thread.
 */
final class AttributeSweep {
  private final AttributePass pass = new AttributePass();

  AttributeSweep() {}

  /**
   * Goes on from where a level's walk is, and stops behind the last item or before the first that
   * is not written as usual.
   */
  void run(AttributeEdits edits, int tag, Level level, EditOutput output) {
    byte[] in = output.in;
    while (level.seekUsual(in)) {
      int from = level.foundFrom;
      int to = level.at;
      if (!pass.read(edits, in, from, to, tag)) {
        level.unread();
        return;
      }
      level.kept++;
      if (pass.changes(edits, in)) {
        boolean sameSize = pass.growth() == 0; // then the head stays, however it is written
        Bytes out = output.instead(sameSize ? from : level.foundTag, to);
        if (!sameSize) {
          out.head(level.childTag, to - from + pass.growth());
        }
        pass.write(edits, in, from, to, tag, out);
      }
    }
  }
}
