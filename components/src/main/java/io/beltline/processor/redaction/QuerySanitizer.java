package io.beltline.processor.redaction;

/** Takes values out of a query of one kind of database. Safe for all threads; linear. */
@FunctionalInterface
interface QuerySanitizer {
  /**
   * A query without its values.
   *
   * @param system the database it is for, in lower case; empty if nothing says it
   */
  String sanitize(String query, String system);
}
