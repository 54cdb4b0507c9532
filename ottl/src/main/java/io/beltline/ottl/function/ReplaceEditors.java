package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.Value;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.PathAccess;
import io.beltline.ottl.pattern.Glob;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Editors that replace texts by pattern, in one field or in all entries of a map. */
final class ReplaceEditors {
  private static final Parameter TARGET = required("target", ParameterKind.PATH);
  private static final Parameter REPLACEMENT = required("replacement", ParameterKind.STRING);
  private static final Parameter FUNCTION = optional("function", ParameterKind.FUNCTION);
  private static final Parameter FORMAT = optional("replacementFormat", ParameterKind.TEXT_LITERAL);

  private ReplaceEditors() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor(
            "replace_match",
            List.of(
                TARGET,
                required("pattern", ParameterKind.TEXT_LITERAL),
                REPLACEMENT,
                FUNCTION,
                FORMAT),
            ReplaceEditors::match),
        OttlFunction.editor(
            "replace_pattern",
            List.of(
                TARGET,
                required("regex", ParameterKind.STRING).or("regex_pattern"),
                REPLACEMENT,
                FUNCTION,
                FORMAT),
            ReplaceEditors::pattern),
        OttlFunction.editor(
            "replace_all_matches",
            List.of(
                TARGET,
                required("pattern", ParameterKind.TEXT_LITERAL),
                REPLACEMENT,
                FUNCTION,
                FORMAT),
            ReplaceEditors::allMatches),
        OttlFunction.editor(
            "replace_all_patterns",
            List.of(
                TARGET,
                required("mode", ParameterKind.TEXT_LITERAL),
                required("regex", ParameterKind.STRING).or("regex_pattern"),
                REPLACEMENT,
                FUNCTION,
                FORMAT),
            ReplaceEditors::allPatterns));
  }

  private static Glob glob(Arguments a) throws InvalidStatementException {
    try {
      return Glob.of(a.text("pattern"));
    } catch (InvalidPatternException wrong) {
      throw a.problem("pattern", String.valueOf(wrong.getMessage()));
    }
  }

  private static Edition match(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    Glob glob = glob(a);
    Expression replacement = a.value("replacement");
    ConverterArgument converter = ConverterArgument.of(a);
    return x -> {
      Cell text = target.eval(x);
      return text.is(ValueKind.STRING)
          && glob.matches(text.array(), text.from(), text.to())
          && target.set(x, new Cell().text(converter.apply(x, replacement.eval(x).text())));
    };
  }

  private static Edition allMatches(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    Glob glob = glob(a);
    Expression replacement = a.value("replacement");
    ConverterArgument converter = ConverterArgument.of(a);
    return x -> {
      byte[] text = converter.apply(x, replacement.eval(x).text()).getBytes(StandardCharsets.UTF_8);
      return target.edit(
          x,
          entries ->
              changeTexts(
                  entries,
                  value -> glob.matches(value.array(), value.from(), value.to()) ? text : null));
    };
  }

  /** Says what becomes of a text, or null if nothing does. */
  @FunctionalInterface
  interface Change {
    byte @Nullable [] apply(Cell text);
  }

  /** Changes the texts among the values, and says whether any did. */
  static boolean changeTexts(AttributesEditor entries, Change change) {
    Map<Integer, byte[]> changed = new HashMap<>();
    Cell text = new Cell();
    for (int i = 0; entries.next(); i++) {
      if (entries.valueCase() == AnyValueView.STRING_VALUE) {
        text.text(entries.stringValueUtf8());
        byte[] after = change.apply(text);
        if (after != null
            && !Arrays.equals(text.array(), text.from(), text.to(), after, 0, after.length)) {
          changed.put(i, after);
        }
      }
    }
    if (changed.isEmpty()) {
      return false;
    }
    int i = 0;
    for (var walk = entries.each(); walk.next(); i++) {
      byte[] after = changed.get(i);
      if (after != null) {
        walk.item().value().stringValue(Slice.of(after));
      }
    }
    return true;
  }

  private static Edition pattern(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    PatternReplacement replacement = PatternReplacement.of(a);
    return x -> {
      Cell text = target.eval(x);
      byte[] after = text.is(ValueKind.STRING) ? replacement.apply(x, text) : null;
      return after != null && target.set(x, new Cell().text(after, 0, after.length));
    };
  }

  private static Edition allPatterns(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    String mode = a.word("mode", "", List.of("key", "value"));
    PatternReplacement replacement = PatternReplacement.of(a);
    if (mode.equals("value")) {
      return x -> {
        PatternReplacement.Prepared prepared = replacement.prepare(x);
        return target.edit(x, entries -> changeTexts(entries, prepared::apply));
      };
    }
    return x -> {
      PatternReplacement.Prepared prepared = replacement.prepare(x);
      return target.edit(x, entries -> keys(entries, prepared));
    };
  }

  private static boolean keys(AttributesEditor entries, PatternReplacement.Prepared replacement) {
    boolean any = false;
    Cell key = new Cell();
    while (!any && entries.next()) {
      any = replacement.matches(key.text(entries.keyUtf8()));
    }
    if (!any) {
      return false;
    }
    Map<String, Slice> renamed = new LinkedHashMap<>();
    boolean changed = false;
    for (var walk = entries.each(); walk.next(); ) {
      String before = walk.item().key();
      String after = replacement.apply(before);
      changed |= !after.equals(before);
      renamed.put(after, Slice.of(walk.item().value().toSlice().toByteArray()));
    }
    if (changed) {
      entries.clear();
      renamed.forEach((name, value) -> entries.add(Attribute.of(name, new Value(value))));
    }
    return changed;
  }
}
