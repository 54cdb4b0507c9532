package io.beltline.processor.redaction;

/** Takes values out of a query of one kind of database. Safe for all threads; linear. */
@FunctionalInterface
interface QuerySanitizer {
  /** A query without its values. */
  String sanitize(String query);
}
