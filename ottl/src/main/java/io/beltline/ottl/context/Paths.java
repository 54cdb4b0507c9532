package io.beltline.ottl.context;

import io.beltline.config.Suggestion;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds paths to the fields they name. Stateless; safe for all threads. */
public final class Paths {
  private static final String REQUEST = "otelcol";
  private static final String CACHE = "cache";

  private Paths() {}

  /** Compiles an index of a path. */
  @FunctionalInterface
  public interface KeyCompiler {
    /** The expression of an index. */
    Expression compile(Syntax key) throws InvalidStatementException;
  }

  /**
   * A path with what it leads to.
   *
   * @param access reads and sets it
   * @param owner the context it belongs to, or null for what belongs to no record
   */
  public record Bound(PathAccess access, @Nullable ContextName owner) {}

  /** The fields of a context, for messages and documentation. */
  public static List<String> fields(ContextName context) {
    List<String> names = new ArrayList<>(table(context).stream().map(Field::name).toList());
    names.add(CACHE);
    return names;
  }

  private static List<Field> table(ContextName context) {
    return switch (context) {
      case RESOURCE -> ResourcePaths.RESOURCE;
      case SCOPE -> ResourcePaths.SCOPE;
      case SPAN -> SpanPaths.SPAN;
      case SPAN_EVENT -> SpanPaths.EVENT;
      case SPAN_LINK -> SpanPaths.LINK;
      case METRIC -> MetricPaths.FIELDS;
      case DATA_POINT -> PointPaths.POINT;
      case EXEMPLAR -> PointPaths.EXEMPLAR;
      case LOG -> LogPaths.FIELDS;
      case PROFILE -> ProfilePaths.FIELDS;
    };
  }

  /**
   * Binds a path. Without a context in front it belongs to the statement's own.
   *
   * @throws InvalidStatementException if there is no such field
   */
  public static Bound bind(Syntax.Path path, ContextName context, Layout layout, KeyCompiler keys)
      throws InvalidStatementException {
    List<Syntax.Segment> segments = path.segments();
    Syntax.Segment first = segments.getFirst();
    if (first.name().equals(REQUEST)) {
      return new Bound(field(path, segments, 1, RequestPaths.FIELDS, REQUEST, layout, keys), null);
    }
    ContextName owner = ContextName.of(first.name());
    boolean prefixed = owner != null && segments.size() > 1;
    if (owner == null) {
      owner = context;
    }
    if (!context.sees(owner)) {
      throw new InvalidStatementException(
          first.at(),
          "a statement on a "
              + context
              + " does not see "
              + owner
              + Suggestion.expected(owner.word(), context.prefixes()));
    }
    int from = prefixed ? 1 : 0;
    if (segments.get(from).name().equals(CACHE)) {
      return new Bound(cache(path, segments, from, owner, context, layout, keys), null);
    }
    return new Bound(field(path, segments, from, table(owner), owner.word(), layout, keys), owner);
  }

  private static PathAccess cache(
      Syntax.Path path,
      List<Syntax.Segment> segments,
      int from,
      ContextName owner,
      ContextName context,
      Layout layout,
      KeyCompiler keys)
      throws InvalidStatementException {
    if (owner != context) {
      throw new InvalidStatementException(
          path.at(),
          owner
              + ".cache is not the cache of a statement on a "
              + context
              + " (expected: "
              + context
              + ".cache)");
    }
    return field(path, segments, from, List.of(ResourcePaths.CACHE), owner.word(), layout, keys);
  }

  private static PathAccess field(
      Syntax.Path path,
      List<Syntax.Segment> segments,
      int from,
      List<Field> table,
      String owner,
      Layout layout,
      KeyCompiler keys)
      throws InvalidStatementException {
    List<Syntax.Segment> rest = segments.subList(from, segments.size());
    String name = String.join(".", rest.stream().map(Syntax.Segment::name).toList());
    Field field = null;
    for (Field candidate : table) {
      if (candidate.name().equals(name)) {
        field = candidate;
      }
    }
    if (field == null) {
      throw unknown(path, rest, name, table, owner);
    }
    for (Syntax.Segment segment : rest.subList(0, rest.size() - 1)) {
      if (!segment.keys().isEmpty()) {
        throw notIndexed(segment, segment.name());
      }
    }
    if (from == 1 && !segments.getFirst().keys().isEmpty()) {
      throw notIndexed(segments.getFirst(), segments.getFirst().name());
    }
    return access(path.names(), field, rest.getLast(), layout, keys);
  }

  private static InvalidStatementException notIndexed(Syntax.Segment segment, String name) {
    return new InvalidStatementException(
        segment.keys().getFirst().at(), name + " cannot be indexed");
  }

  private static InvalidStatementException unknown(
      Syntax.Path path, List<Syntax.Segment> rest, String name, List<Field> table, String owner) {
    List<String> names = table.stream().map(Field::name).toList();
    for (int length = rest.size() - 1; length > 0; length--) {
      String front =
          String.join(".", rest.stream().limit(length).map(Syntax.Segment::name).toList());
      if (names.contains(front)) {
        String key = rest.get(length).name();
        return new InvalidStatementException(
            rest.get(length).at(),
            front + " has no field \"" + key + "\" (expected: " + front + "[\"" + key + "\"])");
      }
    }
    return new InvalidStatementException(
        path.at(), owner + " has no field \"" + name + "\"" + Suggestion.expected(name, names));
  }

  private static PathAccess access(
      String text, Field field, Syntax.Segment last, Layout layout, KeyCompiler compiler)
      throws InvalidStatementException {
    if (last.keys().isEmpty()) {
      return PathAccess.of(text, field, layout);
    }
    if (!field.isIndexed()) {
      throw notIndexed(last, field.name());
    }
    List<Expression> expressions = new ArrayList<>();
    for (Syntax key : last.keys()) {
      expressions.add(compiler.compile(key));
    }
    Keys keys = new Keys(expressions);
    return switch (field) {
      case MapField map -> new IndexedMap(text, map, keys, layout);
      case ValueField value -> new IndexedValue(text, value, keys, layout);
      case RequestMap request -> request.indexed(text, keys, layout);
      case ProfileAttributes attributes -> attributes.indexed(text, keys, layout);
      case TraceStateField state -> {
        if (last.keys().size() > 1) {
          throw new InvalidStatementException(
              last.keys().get(1).at(), "trace_state takes one index (expected: a vendor's name)");
        }
        yield new TraceStateEntry(text, state, keys, layout);
      }
      default -> throw notIndexed(last, field.name());
    };
  }
}
