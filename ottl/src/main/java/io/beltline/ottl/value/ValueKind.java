package io.beltline.ottl.value;

/** What a value is. */
public enum ValueKind {
  /** Nothing: an absent attribute, an attribute without a value, {@code nil}. */
  NIL("nil"),
  /** True or false. */
  BOOL("a bool"),
  /** A 64-bit integer. */
  INT("an int"),
  /** A double. */
  DOUBLE("a double"),
  /** Bytes that are meant as UTF-8; they may be anything. */
  STRING("a string"),
  /** Bytes. */
  BYTES("bytes"),
  /** An ArrayValue on the wire. */
  LIST("a list"),
  /** A KeyValueList on the wire. */
  MAP("a map"),
  /** A moment with a time zone. */
  TIME("a time"),
  /** Nanoseconds between two moments. */
  DURATION("a duration"),
  /** Sixteen bytes. */
  TRACE_ID("a trace id"),
  /** Eight bytes. */
  SPAN_ID("a span id"),
  /** Sixteen bytes. */
  PROFILE_ID("a profile id"),
  /** Another message of OTLP, or a run of them: a status, all events of a span. */
  MESSAGE("a message");

  private final String words;

  ValueKind(String words) {
    this.words = words;
  }

  /** With an article, for messages. */
  public String words() {
    return words;
  }

  /** Whether it is one of the three kinds of ids. */
  public boolean isId() {
    return this == TRACE_ID || this == SPAN_ID || this == PROFILE_ID;
  }
}
