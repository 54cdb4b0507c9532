package io.beltline.config;

/** A configuration record with rules beyond its types. */
public interface Validated {

  /** Reports every broken rule; called once after binding, nested records first. */
  void validate(Problems problems);

  /** Takes problems; the reader adds file, line and column by the key. */
  @FunctionalInterface
  interface Problems {

    /**
     * Reports a problem.
     *
     * @param key the key path relative to the record, {@code ""} for the record itself
     * @param message what is wrong and what was expected: {@code "must be positive (expected: a
     *     duration such as 5s)"}
     */
    void add(String key, String message);
  }
}
