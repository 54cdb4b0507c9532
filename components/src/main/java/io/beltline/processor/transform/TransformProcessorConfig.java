package io.beltline.processor.transform;

import io.beltline.api.Ruled;
import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.ottl.ErrorMode;
import java.util.List;

/**
 * What users write under {@code transform}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/transformprocessor">the
 *     keys and defaults</a>
 */
public record TransformProcessorConfig(
    @Doc(
            "What becomes of records a statement fails on: ignore logs it and goes on with the next"
                + " statement, silent does not log, propagate refuses the whole request.")
        @Default("ignore")
        ErrorMode errorMode,
    @Doc("Statements for traces, or groups of them.") @Default("[]")
        List<ConfigNode> traceStatements,
    @Doc("Statements for metrics, or groups of them.") @Default("[]")
        List<ConfigNode> metricStatements,
    @Doc("Statements for logs, or groups of them.") @Default("[]") List<ConfigNode> logStatements,
    @Doc("Statements for profiles, or groups of them.") @Default("[]")
        List<ConfigNode> profileStatements)
    implements Validated, Ruled {

  @Override
  public void validate(Problems problems) {
    for (Signal signal : Signal.values()) {
      StatementList.of(this, signal).compile(problems);
    }
  }

  @Override
  public List<Rule> rules(Signal signal) {
    return StatementList.of(this, signal).compile((key, message) -> {}).rules();
  }

  /** The statements of a signal. */
  List<ConfigNode> statements(Signal signal) {
    return switch (signal) {
      case TRACES -> traceStatements;
      case METRICS -> metricStatements;
      case LOGS -> logStatements;
      case PROFILES -> profileStatements;
    };
  }
}
