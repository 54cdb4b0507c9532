package io.beltline.ottl.context;

import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The fields of resources and scopes, and of the cache. */
final class ResourcePaths {
  static final List<Field> RESOURCE =
      List.of(
          Fields.map("attributes", x -> x.resource().attributes()),
          Fields.integer(
              "dropped_attributes_count",
              x -> Integer.toUnsignedLong(x.resource().droppedAttributesCount()),
              (x, v) -> x.resource().droppedAttributesCount((int) v)),
          url("schema_url", Execution::resourceSchemaUrl, Execution::resourceSchemaUrl));

  static final List<Field> SCOPE =
      List.of(
          Fields.map("attributes", x -> x.scope().attributes()),
          Fields.text("name", x -> x.scope().nameUtf8(), (x, v) -> x.scope().name(v)),
          Fields.text("version", x -> x.scope().versionUtf8(), (x, v) -> x.scope().version(v)),
          Fields.integer(
              "dropped_attributes_count",
              x -> Integer.toUnsignedLong(x.scope().droppedAttributesCount()),
              (x, v) -> x.scope().droppedAttributesCount((int) v)),
          url("schema_url", Execution::scopeSchemaUrl, Execution::scopeSchemaUrl));

  static final Field CACHE = Fields.map("cache", Execution::cache);

  private ResourcePaths() {}

  private static Field url(
      String name, Function<Execution, String> getter, BiConsumer<Execution, String> setter) {
    return new Field(name, ValueKind.STRING) {
      @Override
      public void get(Execution x, Cell out) {
        out.text(getter.apply(x));
      }

      @Override
      public boolean set(Execution x, Cell value) {
        expect(ValueKind.STRING, value);
        if (getter.apply(x).equals(value.text())) {
          return false;
        }
        setter.accept(x, value.text());
        return true;
      }
    };
  }
}
