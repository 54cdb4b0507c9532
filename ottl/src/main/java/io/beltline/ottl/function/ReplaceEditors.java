package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.Value;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.PathAccess;
import io.beltline.ottl.pattern.Glob;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.Replacement;
import io.beltline.ottl.pattern.Template;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.ArrayList;
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
      String text = converter.apply(x, replacement.eval(x).text());
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
    @Nullable String apply(Cell text);
  }

  /** Changes the texts among the values, and says whether any did. */
  static boolean changeTexts(AttributesEditor entries, Change change) {
    List<String> replacements = new ArrayList<>();
    boolean any = false;
    Cell text = new Cell();
    while (entries.next()) {
      String replaced = null;
      if (entries.valueCase() == AnyValueView.STRING_VALUE) {
        text.text(entries.stringValueUtf8());
        replaced = change.apply(text);
        replaced = replaced != null && replaced.equals(text.text()) ? null : replaced;
      }
      any |= replaced != null;
      replacements.add(replaced == null ? "" : "=" + replaced);
    }
    if (!any) {
      return false;
    }
    int i = 0;
    for (var walk = entries.each(); walk.next(); i++) {
      String replaced = replacements.get(i);
      if (!replaced.isEmpty()) {
        walk.item().value().stringValue(replaced.substring(1));
      }
    }
    return true;
  }

  private static Edition pattern(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    PatternReplacement replacement = PatternReplacement.of(a);
    return x -> {
      Cell text = target.eval(x);
      if (!text.is(ValueKind.STRING) || !replacement.matches(x, text)) {
        return false;
      }
      String before = text.text();
      String after = replacement.apply(x, before);
      return !after.equals(before) && target.set(x, new Cell().text(after));
    };
  }

  private static Edition allPatterns(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    String mode = a.word("mode", "", List.of("key", "value"));
    PatternReplacement replacement = PatternReplacement.of(a);
    if (mode.equals("value")) {
      return x ->
          target.edit(
              x,
              entries ->
                  changeTexts(
                      entries,
                      text ->
                          replacement.matches(x, text) ? replacement.apply(x, text.text()) : null));
    }
    return x -> target.edit(x, entries -> keys(x, entries, replacement));
  }

  private static boolean keys(
      Execution x, AttributesEditor entries, PatternReplacement replacement) {
    boolean any = false;
    Cell key = new Cell();
    while (!any && entries.next()) {
      any = replacement.matches(x, key.text(entries.keyUtf8()));
    }
    if (!any) {
      return false;
    }
    Map<String, Slice> renamed = new LinkedHashMap<>();
    boolean changed = false;
    for (var walk = entries.each(); walk.next(); ) {
      String before = walk.item().key();
      String after = replacement.apply(x, before);
      changed |= !after.equals(before);
      renamed.put(after, Slice.of(walk.item().value().toSlice().toByteArray()));
    }
    if (changed) {
      entries.clear();
      renamed.forEach((name, value) -> entries.add(Attribute.of(name, new Value(value))));
    }
    return changed;
  }

  /** A regular expression with what its matches are replaced by. */
  private record PatternReplacement(
      PatternArgument pattern, Expression replacement, ConverterArgument converter) {

    static PatternReplacement of(Arguments a) throws InvalidStatementException {
      return new PatternReplacement(
          a.pattern("regex"), a.value("replacement"), ConverterArgument.of(a));
    }

    boolean matches(Execution x, Cell text) {
      return pattern.get(x).find(text);
    }

    String apply(Execution x, String text) {
      TextPattern regex = pattern.get(x);
      Template template = new Template(replacement.eval(x).text(), regex);
      if (converter.isNothing()) {
        return Replacement.all(regex, text, template::append);
      }
      return Replacement.all(
          regex,
          text,
          (match, out) -> {
            StringBuilder expanded = new StringBuilder();
            template.append(match, expanded);
            out.append(converter.apply(x, expanded.toString()));
          });
    }
  }
}
