package io.beltline.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes JSON schemas (draft 2020-12) for editors, from configuration records.
 *
 * <p>They accept what the binder accepts, references such as {@code ${env:X}} in any place among
 * it, save for spellings that only leniency allows (words in another case).
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public final class Schema {
  private Schema() {}

  /**
   * The schema of one record.
   *
   * @param type the record
   */
  public static String of(Class<? extends Record> type) {
    SchemaWriter writer = new SchemaWriter();
    writer.document(type.getSimpleName(), json -> writer.record(type));
    return writer.text();
  }

  /**
   * The schema of a whole configuration.
   *
   * @param sections records by top-level key: {@code service}
   * @param components by top-level key ({@code receivers}) and type ({@code otlp}, each accepted
   *     spelling on its own) the component's record
   */
  public static String of(
      Map<String, Class<? extends Record>> sections,
      Map<String, Map<String, Class<? extends Record>>> components) {
    SchemaWriter writer = new SchemaWriter();
    writer.document(
        "Configuration",
        json -> {
          json.writeName("type");
          json.writeString("object");
          json.writeName("properties");
          json.writeStartObject();
          components.forEach(
              (section, types) -> {
                Map<String, Class<? extends Record>> patterns = new LinkedHashMap<>();
                types.forEach((name, type) -> patterns.put("^" + escaped(name) + "(/.+)?$", type));
                json.writeName(section);
                writer.byPattern(patterns);
              });
          sections.forEach(
              (section, type) -> {
                json.writeName(section);
                writer.reference(type);
              });
          json.writeEndObject();
          json.writeName("additionalProperties");
          json.writeBoolean(false);
        });
    return writer.text();
  }

  private static String escaped(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]", "\\\\$0");
  }
}
