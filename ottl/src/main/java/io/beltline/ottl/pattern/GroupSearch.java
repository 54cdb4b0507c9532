package io.beltline.ottl.pattern;

import org.jspecify.annotations.Nullable;

/**
 * What finds the groups of an expression: one pass where it will do, else two, and RE2/J for what
 * is too large, has rare parts or repeats without limit what can be empty. Safe for all threads.
 *
 * @param form RE2/J's form
 * @param one one pass, or null
 * @param two two passes, or null
 */
record GroupSearch(Re2Form form, @Nullable OnePass one, @Nullable TwoPass two) {

  /**
   * Chooses.
   *
   * @param tree the tree of the expression, or null if it has rare parts
   * @param anchored whether a match can begin at the start of the text only
   */
  static GroupSearch of(Re2Form form, @Nullable Regex tree, boolean anchored) {
    Program program = tree == null || tree.loopsEmpty() ? null : Program.withGroups(tree);
    if (program == null) {
      return new GroupSearch(form, null, null);
    }
    OnePass one = anchored ? OnePassBuilder.build(program) : null;
    return new GroupSearch(form, one, one == null ? TwoPass.of(program, anchored) : null);
  }

  /** A finder for a text of UTF-8 in which bytes that are part of no character are marked. */
  GroupFinder finder(byte[] text, int from, int to) {
    int[] slots = new int[2 * form.groupCount() + 2];
    if (one != null) {
      return new GroupFinder.One(one, slots, text, from, to);
    }
    return two == null
        ? new GroupFinder.Re2(form.pattern(), slots, text, from, to)
        : new GroupFinder.Two(two, form::pattern, slots, text, from, to);
  }
}
