package io.beltline.ottl.function;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.ottl.context.PathAccess;

/** {@code stringify_all}: makes texts of all values of a map. */
final class Stringification {
  private Stringification() {}

  static Edition of(Arguments a) {
    PathAccess target = a.path("target");
    return x -> target.edit(x, Stringification::apply);
  }

  private static boolean apply(AttributesEditor entries) {
    boolean any = false;
    while (!any && entries.next()) {
      any = entries.valueCase() != AnyValueView.STRING_VALUE;
    }
    if (!any) {
      return false;
    }
    for (var walk = entries.each(); walk.next(); ) {
      if (!walk.item().value().hasStringValue()) {
        String text = walk.item().value().asString();
        walk.item().value().stringValue(text);
      }
    }
    return true;
  }
}
