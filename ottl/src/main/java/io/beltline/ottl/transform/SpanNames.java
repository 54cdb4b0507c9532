package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.SpanEditor;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.ParameterKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code set_semconv_span_name}: names spans as the semantic conventions have it. */
final class SpanNames {
  private static final Pattern VERSION = Pattern.compile("v?1\\.([0-9]{1,6})(?:\\.([0-9]{1,6}))?");
  private static final int OLDEST = 37;
  private static final int NEWEST = 43;

  private SpanNames() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor(
                "set_semconv_span_name",
                List.of(
                    required("semconvVersion", ParameterKind.TEXT_LITERAL),
                    optional("originalSpanNameAttribute", ParameterKind.TEXT_LITERAL)),
                SpanNames::set)
            .in(ContextName.SPAN));
  }

  private static Edition set(Arguments a) throws InvalidStatementException {
    String version = a.text("semconvVersion");
    if (!isKnown(version)) {
      throw a.problem(
          "semconvVersion",
          "the semantic conventions \""
              + version
              + "\" are not known (expected: 1.37.0 to 1.43.0)");
    }
    String attribute = a.text("originalSpanNameAttribute", "");
    if (a.has("originalSpanNameAttribute") && attribute.isEmpty()) {
      throw a.problem(
          "originalSpanNameAttribute",
          "originalSpanNameAttribute is empty (expected: the key of an attribute)");
    }
    return x -> set(x.span(), attribute);
  }

  private static boolean isKnown(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return false;
    }
    int minor = Integer.parseInt(parts.group(1));
    boolean isPatched = parts.group(2) != null && Integer.parseInt(parts.group(2)) > 0;
    return minor >= OLDEST && (minor < NEWEST || (minor == NEWEST && !isPatched));
  }

  private static boolean set(SpanEditor span, String attribute) {
    String before = span.name();
    String name = new SemanticSpanName(span).name();
    if (name.isEmpty() || name.equals(before)) {
      return false;
    }
    span.name(Slice.utf8(name));
    if (!attribute.isEmpty()) {
      span.attributes().upsert(Attribute.of(attribute, before));
    }
    return true;
  }
}
