package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.AttributesView;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.PathAccess;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Values;
import java.util.List;

/** Editors of single fields and of maps as a whole. */
final class MapEditors {
  private static final Parameter TARGET = required("target", ParameterKind.PATH);

  private MapEditors() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor(
            "set", List.of(TARGET, required("value", ParameterKind.VALUE)), MapEditors::set),
        OttlFunction.editor("clear", List.of(TARGET), MapEditors::clear),
        OttlFunction.editor(
            "delete_key",
            List.of(TARGET, required("key", ParameterKind.STRING)),
            MapEditors::deleteKey),
        OttlFunction.editor(
            "delete_matching_keys",
            List.of(TARGET, required("pattern", ParameterKind.STRING)),
            a -> matchingKeys(a, true)),
        OttlFunction.editor(
            "keep_matching_keys",
            List.of(TARGET, required("pattern", ParameterKind.STRING)),
            a -> matchingKeys(a, false)),
        OttlFunction.editor(
            "keep_keys",
            List.of(TARGET, required("keys", ParameterKind.VALUES)),
            MapEditors::keepKeys),
        OttlFunction.editor(
            "limit",
            List.of(
                TARGET,
                required("limit", ParameterKind.INT_LITERAL),
                required("priority_keys", ParameterKind.VALUES)),
            MapEditors::limit),
        OttlFunction.editor(
            "merge_maps",
            List.of(
                TARGET,
                required("source", ParameterKind.MAP),
                required("strategy", ParameterKind.TEXT_LITERAL)),
            MapEditors::mergeMaps),
        OttlFunction.editor(
            "flatten",
            List.of(
                TARGET,
                optional("prefix", ParameterKind.TEXT_LITERAL),
                optional("depth", ParameterKind.INT_LITERAL),
                optional("resolveConflicts", ParameterKind.BOOL_LITERAL)),
            Flattening::of));
  }

  private static Edition set(Arguments a) {
    PathAccess target = a.path("target");
    Expression value = a.value("value");
    Cell constant = value.constant();
    if (constant != null) {
      return constant.isNil() ? x -> false : target.presetTo(constant)::apply;
    }
    return x -> {
      Cell found = value.eval(x);
      return !found.isNil() && target.set(x, found);
    };
  }

  private static Edition clear(Arguments a) {
    PathAccess target = a.path("target");
    return x -> {
      Cell there = target.eval(x);
      return !there.isNil() && target.set(x, emptied(there));
    };
  }

  /** The empty value of the kind that another has. */
  private static Cell emptied(Cell value) {
    Cell empty = new Cell();
    return switch (value.kind()) {
      case NIL -> empty;
      case BOOL -> empty.bool(false);
      case INT -> empty.integer(0);
      case DOUBLE -> empty.number(0);
      case STRING -> empty.text("");
      case BYTES -> empty.bytes(new byte[0]);
      case LIST -> empty.list(Slice.EMPTY);
      case MAP -> empty.map(Slice.EMPTY);
      case TIME -> empty.unixNanos(0);
      case DURATION -> empty.duration(0);
      case TRACE_ID, SPAN_ID, PROFILE_ID -> empty.id(value.kind(), new byte[0], 0, 0);
      case MESSAGE -> empty.message(value.sort(), Slice.EMPTY);
    };
  }

  private static Edition deleteKey(Arguments a) {
    PathAccess target = a.path("target");
    Expression key = a.value("key");
    Cell constant = key.constant();
    if (constant != null) {
      AttributeKey known = AttributeKey.of(constant.text());
      PathAccess.MapEdit edit = entries -> entries.delete(known);
      return x -> target.edit(x, edit);
    }
    return x -> {
      AttributeKey found = AttributeKey.of(key.eval(x).text());
      return target.edit(x, entries -> entries.delete(found));
    };
  }

  private static Edition matchingKeys(Arguments a, boolean delete)
      throws InvalidStatementException {
    PathAccess target = a.path("target");
    PatternArgument pattern = a.pattern("pattern");
    return x -> {
      var wanted = pattern.get(x);
      return target.edit(
          x,
          entries ->
              KeyFilter.keep(
                  entries,
                  key ->
                      delete
                          != wanted.find(key.array(), key.offset(), key.offset() + key.length())));
    };
  }

  private static Edition keepKeys(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    TextsArgument keys = TextsArgument.of(a, "keys");
    return x -> {
      TextsArgument.Texts wanted = keys.get(x);
      return target.edit(x, entries -> KeyFilter.keep(entries, wanted::contains));
    };
  }

  private static Edition limit(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    long limit = a.integer("limit");
    TextsArgument priority = TextsArgument.of(a, "priority_keys");
    if (limit < 0) {
      throw a.problem("limit", "limit must not be negative (expected: a number from 0)");
    }
    if (limit < a.values("priority_keys").size()) {
      throw a.problem("priority_keys", "there are more priority_keys than the limit of " + limit);
    }
    return x -> {
      TextsArgument.Texts first = priority.get(x);
      return target.edit(x, entries -> limit(entries, limit, first));
    };
  }

  private static boolean limit(AttributesEditor entries, long limit, TextsArgument.Texts priority) {
    int count = entries.count();
    if (count <= limit) {
      return false;
    }
    long room = limit;
    while (entries.next()) {
      room -= priority.contains(entries.keyUtf8()) ? 1 : 0;
    }
    long[] left = {room};
    return entries.removeIf(e -> !priority.contains(e.keyUtf8()) && left[0]-- <= 0) > 0;
  }

  private static Edition mergeMaps(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    Expression source = a.value("source");
    String strategy = a.word("strategy", "", List.of("insert", "update", "upsert"));
    return x -> {
      Slice merged = Slice.of(source.eval(x).slice().toByteArray());
      return target.edit(x, entries -> merge(entries, merged, strategy));
    };
  }

  private static boolean merge(AttributesEditor entries, Slice merged, String strategy) {
    boolean changed = false;
    for (AttributesView walk = Values.entries(new Cell().map(merged)); walk.next(); ) {
      Attribute attribute = new Attribute(AttributeKey.of(walk.key()), walk.item().toSlice());
      changed |=
          switch (strategy) {
            case "insert" -> entries.insert(attribute);
            case "update" -> entries.update(attribute);
            default -> entries.upsert(attribute);
          };
    }
    return changed;
  }
}
