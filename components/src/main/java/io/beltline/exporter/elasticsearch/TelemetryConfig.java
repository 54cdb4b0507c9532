package io.beltline.exporter.elasticsearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;

/**
 * What the log tells at level debug: {@code telemetry}. It shows data.
 *
 * @param logRequestBody bodies of bulk requests
 * @param logResponseBody bodies of answers
 * @param logFailedDocsInput documents that were refused
 * @param logFailedDocsInputRateLimit how often at most such a document is told
 */
public record TelemetryConfig(
    @Default("false") @Doc("Tell bulk requests in the log at level debug. Shows data.")
        boolean logRequestBody,
    @Default("false") @Doc("Tell answers in the log at level debug. May show data.")
        boolean logResponseBody,
    @Default("false") @Doc("Tell refused documents in the log at level debug. Shows data.")
        boolean logFailedDocsInput,
    @Default("1s") @Doc("How often at most a refused document is told.")
        Duration logFailedDocsInputRateLimit)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (logFailedDocsInputRateLimit.isNegative()) {
      problems.add(
          "log_failed_docs_input_rate_limit",
          "must not be negative (expected: a duration such as 1s)");
    }
  }
}
