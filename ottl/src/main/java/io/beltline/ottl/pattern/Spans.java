package io.beltline.ottl.pattern;

import org.jspecify.annotations.Nullable;

/**
 * What finds where matches begin and end: one automaton reads forwards up to the end RE2 prefers,
 * one from there backwards. Safe for all threads.
 *
 * <p>Source: https://swtch.com/~rsc/regexp/regexp3.html.
 */
record Spans(Automaton forwards, Automaton backwards) {

  /** For an expression that repeats nothing that can be empty, or null if it is too large. */
  static @Nullable Spans of(Regex tree) {
    Program there = Program.of(tree);
    Program back = Program.backwards(tree);
    return there == null || back == null
        ? null
        : new Spans(new Automaton(there, Search.FIRST), new Automaton(back, Search.BACKWARDS));
  }
}
