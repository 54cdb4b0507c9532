package io.beltline.ottl.transform;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.function.Arguments;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.function.ParameterKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Editors that copy and scale metrics. */
final class MetricEditors {
  private MetricEditors() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.editor(
                "copy_metric",
                List.of(
                    optional("name", ParameterKind.STRING),
                    optional("description", ParameterKind.STRING).or("desc"),
                    optional("unit", ParameterKind.STRING)),
                MetricEditors::copy)
            .in(ContextName.METRIC),
        OttlFunction.editor(
                "scale_metric",
                List.of(
                    required("factor", ParameterKind.NUMBER_LITERAL).or("multiplier"),
                    optional("unit", ParameterKind.STRING)),
                MetricEditors::scale)
            .in(ContextName.METRIC));
  }

  private static @Nullable Slice text(@Nullable Expression value, Execution x) {
    return value == null ? null : Slice.of(value.eval(x).slice().toByteArray());
  }

  private static Edition copy(Arguments a) {
    Expression name = a.optional("name");
    Expression description = a.optional("description");
    Expression unit = a.optional("unit");
    return x -> {
      Slice newName = text(name, x);
      Slice newDescription = text(description, x);
      Slice newUnit = text(unit, x);
      MetricEditor made = new MetricEditor();
      made.wrap(Slice.of(x.metric().toSlice().toByteArray()));
      if (newName != null) {
        made.name(newName);
      }
      if (newDescription != null) {
        made.description(newDescription);
      }
      if (newUnit != null) {
        made.unit(newUnit);
      }
      x.addMetric(Slice.of(made.toSlice().toByteArray()));
      return true;
    };
  }

  private static Edition scale(Arguments a) {
    Scaling scaling = new Scaling(a.number("factor"));
    Expression unit = a.optional("unit");
    return x -> {
      Slice newUnit = text(unit, x);
      MetricEditor metric = x.metric();
      boolean changed = scaling.apply(metric);
      if (newUnit != null && !newUnit.equals(Slice.utf8(metric.unit()))) {
        metric.unit(newUnit);
        changed = true;
      }
      return changed;
    };
  }
}
