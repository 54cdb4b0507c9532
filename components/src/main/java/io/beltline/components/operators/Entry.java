package io.beltline.components.operators;

import io.beltline.components.expression.Environment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log record on its way through operators. One thread at a time.
 *
 * <p>Values are null, Boolean, Long, Double, String, byte[], List and Map with texts as keys.
 */
public final class Entry implements Environment {
  private String source;
  private @Nullable Origin origin;
  private List<Origin> others = List.of();
  private Map<String, @Nullable Object> attributes = new FlatMap();
  private Map<String, @Nullable Object> resource = new FlatMap();
  private @Nullable Object body;

  /** The body as long as nobody has replaced it: a text of well-formed UTF-8. */
  private byte @Nullable [] utf8;

  /** Nanoseconds since 1970-01-01T00:00:00Z; 0 if not known. */
  long timeUnixNanos;

  /** When it was read, in the same terms. */
  long observedUnixNanos;

  /** A severity number of OTLP; 0 if not known. */
  int severity;

  /** The severity as it was written. */
  String severityText = "";

  /** The trace's id, 16 bytes; empty if there is none. */
  byte[] traceId = {};

  /** The span's id, 8 bytes; empty if there is none. */
  byte[] spanId = {};

  /** The trace's flags. */
  int traceFlags;

  /** Whether it is a part of a line, and not the last. */
  boolean partial;

  /** The name of the scope; empty if there is none. */
  String scopeName = "";

  /**
   * An entry with a body alone.
   *
   * @param source names what it was read from, so that lines of different sources are not mixed
   * @param origin is released when the entry comes to its end
   */
  public Entry(String source, Origin origin, @Nullable Object body, long observedUnixNanos) {
    this.source = source;
    this.origin = origin;
    this.body = body;
    this.observedUnixNanos = observedUnixNanos;
  }

  /**
   * An entry with a text as its body, which becomes a String if somebody asks for it.
   *
   * @param utf8 well-formed UTF-8; it becomes the entry's
   */
  public static Entry ofText(String source, Origin origin, byte[] utf8, long observedUnixNanos) {
    Entry entry = new Entry(source, origin, null, observedUnixNanos);
    entry.utf8 = utf8;
    return entry;
  }

  /** What it was read from. */
  public String source() {
    return source;
  }

  /** Narrows what it was read from: one stream of a file that holds several. */
  void within(String part) {
    source = source + "\0" + part;
  }

  /** The body. */
  public @Nullable Object body() {
    if (body == null && utf8 != null) {
      body = new String(utf8, StandardCharsets.UTF_8);
    }
    return body;
  }

  /** Sets the body. */
  public void body(@Nullable Object value) {
    body = value;
    utf8 = null;
  }

  /** The body as well-formed UTF-8 if it is a text whose bytes are known; not to be changed. */
  byte @Nullable [] utf8() {
    return utf8;
  }

  /** The attributes, to read and to change. */
  public Map<String, @Nullable Object> attributes() {
    return attributes;
  }

  /** The resource's attributes, to read and to change. */
  public Map<String, @Nullable Object> resource() {
    return resource;
  }

  void attributes(Map<String, @Nullable Object> map) {
    attributes = map;
  }

  void resource(Map<String, @Nullable Object> map) {
    resource = map;
  }

  /** Sets when it was read, in nanoseconds since 1970-01-01T00:00:00Z. */
  public void observed(long unixNanos) {
    observedUnixNanos = unixNanos;
  }

  /** Sets its time, in nanoseconds since 1970-01-01T00:00:00Z. */
  public void time(long unixNanos) {
    timeUnixNanos = unixNanos;
  }

  /**
   * Sets its severity.
   *
   * @param number one of OTLP's; 0 if not known
   * @param text as it was written
   */
  public void severity(int number, String text) {
    severity = number;
    severityText = text;
  }

  /**
   * Sets what it belongs to.
   *
   * @param trace the trace's id, 16 bytes, or none
   * @param span the span's id, 8 bytes, or none
   */
  public void within(byte[] trace, byte[] span) {
    traceId = trace;
    spanId = span;
  }

  /** Sets the name of its scope. */
  public void scope(String name) {
    scopeName = name;
  }

  /** Takes over what another entry stands for: it has become a part of this one. */
  void absorb(Entry other) {
    if (others.isEmpty()) {
      others = other.others.isEmpty() ? new ArrayList<>() : other.others;
      other.others = List.of();
    }
    other.surrender(others);
  }

  /** Gives what it stands for to somebody else, who releases it. */
  public void surrender(List<Origin> to) {
    if (origin != null) {
      to.add(origin);
      origin = null;
    }
    if (!others.isEmpty()) {
      to.addAll(others);
      others = List.of();
    }
  }

  /** Says that it has come to its end, once. */
  public void release() {
    Origin own = origin;
    List<Origin> rest = others;
    origin = null;
    others = List.of();
    if (own != null) {
      own.release();
    }
    rest.forEach(Origin::release);
  }

  /** A copy that shares nothing but its origins. */
  Entry copy() {
    Entry copy = new Entry(source, Origin.NONE, Values.copy(body), observedUnixNanos);
    copy.utf8 = utf8;
    copy.origin = origin;
    copy.others = others.isEmpty() ? List.of() : new ArrayList<>(others);
    if (origin != null) {
      origin.hold();
    }
    others.forEach(Origin::hold);
    copy.attributes = Values.copy(attributes);
    copy.resource = Values.copy(resource);
    copy.timeUnixNanos = timeUnixNanos;
    copy.severity = severity;
    copy.severityText = severityText;
    copy.traceId = traceId;
    copy.spanId = spanId;
    copy.traceFlags = traceFlags;
    copy.scopeName = scopeName;
    copy.partial = partial;
    return copy;
  }

  @Override
  public @Nullable Object variable(String name) {
    return switch (name) {
      case "body", "$" -> body();
      case "attributes" -> attributes;
      case "resource" -> resource;
      case "timestamp" ->
          Instant.ofEpochSecond(
              Math.floorDiv(timeUnixNanos, 1_000_000_000L),
              Math.floorMod(timeUnixNanos, 1_000_000_000L));
      default -> null;
    };
  }
}
