package io.beltline.components.timelayout;

/** A part of a layout: a directive, or text that must stand there. */
record Part(Directive directive, String literal) {

  /** The parts of times that layouts know. */
  enum Directive {
    LITERAL,
    YEAR,
    SHORT_YEAR,
    MONTH,
    PADDED_MONTH,
    MONTH_NAME,
    SHORT_MONTH_NAME,
    DAY,
    PADDED_DAY,
    SPACED_DAY,
    DAY_OF_YEAR,
    WEEKDAY,
    SHORT_WEEKDAY,
    HOUR,
    HOUR_12,
    PADDED_HOUR_12,
    HALF,
    MINUTE,
    PADDED_MINUTE,
    SECOND,
    PADDED_SECOND,
    FRACTION,
    FIXED_FRACTION,
    ZONE_NAME,
    OFFSET,
    OFFSET_COLON,
    OFFSET_HOURS,
    OFFSET_SECONDS,
    OFFSET_COLON_SECONDS,
    Z_OFFSET,
    Z_OFFSET_COLON,
    Z_OFFSET_HOURS,
    Z_OFFSET_SECONDS,
    Z_OFFSET_COLON_SECONDS
  }

  /** A fraction of a second, or nothing. */
  static final Part FRACTION = new Part(Directive.FRACTION, "");

  static Part literal(String text) {
    return new Part(Directive.LITERAL, text);
  }

  boolean is(Directive wanted) {
    return directive == wanted;
  }

  boolean isSecond() {
    return is(Directive.SECOND) || is(Directive.PADDED_SECOND);
  }

  boolean isFraction() {
    return is(Directive.FRACTION) || is(Directive.FIXED_FRACTION);
  }
}
