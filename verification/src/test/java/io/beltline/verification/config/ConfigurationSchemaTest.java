package io.beltline.verification.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Factory;
import io.beltline.distribution.StandardComponents;
import io.beltline.service.ConfigurationSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The schema that editors get names every component, and only what exists. */
class ConfigurationSchemaTest {
  private static final JsonNode SCHEMA =
      new ObjectMapper().readTree(ConfigurationSchema.of(StandardComponents.factories()));

  @Test
  void everySpellingOfEveryComponentIsKnownByItselfAndWithAName() {
    for (Factory<?> factory : StandardComponents.factories()) {
      JsonNode section = SCHEMA.path("properties").path(factory.kind().section());
      List<String> spellings = new ArrayList<>(factory.aliases());
      spellings.add(factory.type());
      for (String spelling : spellings) {
        assertThat(section.path("patternProperties").propertyNames())
            .filteredOn(pattern -> Pattern.compile(pattern).matcher(spelling).find())
            .as(spelling)
            .hasSize(1)
            .allMatch(pattern -> Pattern.compile(pattern).matcher(spelling + "/2").find());
      }
      assertThat(section.path("additionalProperties").booleanValue()).isFalse();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = SCHEMA.findValues("$ref");
    assertThat(references).hasSizeGreaterThan(20);
    for (JsonNode reference : references) {
      JsonNode target = SCHEMA.at(reference.stringValue().substring(1));
      assertThat(target.path("properties").isObject()).as(reference.stringValue()).isTrue();
    }
  }

  @Test
  void serviceHasItsKeys() {
    JsonNode service = SCHEMA.at("/$defs/ServiceSection");
    assertThat(service.path("properties").propertyNames())
        .containsExactlyInAnyOrder("extensions", "pipelines", "telemetry", "admin");
    assertThat(service.at("/properties/pipelines/additionalProperties/properties").propertyNames())
        .containsExactly("receivers", "processors", "exporters");
  }
}
