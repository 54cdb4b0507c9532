package io.beltline.distribution.test;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Telemetry that a test hands to a component. */
public record Inject(
    @Doc(
            "The component: its id, such as otlp, or with its section, such as"
                + " processors::filter.")
        String at,
    @Doc("The pipeline, where the component stands in several.") @Nullable String pipeline,
    @Doc("Texts: a log record for each, with the text as its body.") @Default("[]")
        List<String> lines,
    @Doc("Log records in plain form.") @Default("[]") List<ConfigNode> logs,
    @Doc("Spans in plain form.") @Default("[]") List<ConfigNode> traces,
    @Doc("Data points in plain form.") @Default("[]") List<ConfigNode> metrics,
    @Doc("A request in OTLP/JSON, as a text or as YAML.") @Nullable ConfigNode otlp,
    @Doc("A file of requests in OTLP/JSON, one a line, beside the test file.")
        @Nullable String file,
    @Doc("Request headers, as a receiver keeps them with include_metadata.") @Default("{}")
        Map<String, String> metadata,
    @Doc("Words of the answer, if the telemetry is to be refused.") @Nullable String refused)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    int forms = (otlp == null ? 0 : 1) + (file == null ? 0 : 1);
    for (List<?> list : List.of(lines, logs, traces, metrics)) {
      forms += list.isEmpty() ? 0 : 1;
    }
    if (forms != 1) {
      problems.add(
          "",
          "has %d kinds of telemetry (expected: one of lines, logs, traces, metrics, otlp, file)"
              .formatted(forms));
    }
  }
}
