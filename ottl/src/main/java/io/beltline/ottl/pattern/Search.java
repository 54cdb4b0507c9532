package io.beltline.ottl.pattern;

/** What an automaton is asked. */
enum Search {
  /** Which patterns match a part of the text. */
  ANYWHERE,
  /** Where the first match ends: of several that begin there, the one RE2 prefers. */
  FIRST,
  /** Where a match that ends at a place can begin; texts are read from their end. */
  BACKWARDS
}
