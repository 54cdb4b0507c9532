package io.beltline.distribution.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.BuildInfo;
import io.beltline.distribution.StandardComponents;
import io.beltline.service.CollectorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ExplainCommandTest {
  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {grpc: }}
      processors:
        attributes:
          actions:
            - {key: mail, action: hash}
            - {key: env, value: prod, action: insert}
        redaction:
          allow_all_keys: true
          blocked_values: ['card [0-9]+', 'pin [0-9]+']
        probabilistic_sampler: {mode: proportional, sampling_percentage: 10}
        log_dedup: {interval: 60s}
        transform:
          error_mode: ignore
          log_statements:
            - statements: ['set(log.attributes["n"], ParseJSON(log.body))']
            - conditions: ['log.body == "x"']
              statements: ['set(log.severity_text, "x")']
        transform/strict:
          error_mode: propagate
          log_statements: ['set(log.attributes["n"], ParseJSON(log.body))']
        unroll:
      exporters:
        debug:
      service:
        pipelines:
          logs: {receivers: [otlp], processors: [PROCESSORS], exporters: [debug]}
      """;

  @TempDir private Path folder;

  private String explained(String processors, String record, String... more) throws IOException {
    Path config =
        Files.writeString(folder.resolve("c.yaml"), CONFIG.replace("PROCESSORS", processors));
    Path file = Files.writeString(folder.resolve("record.json"), record);
    List<String> arguments = new ArrayList<>(List.of("explain", "--config", config.toString()));
    arguments.addAll(List.of(more));
    arguments.add(file.toString());
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output);
    int code =
        ExplainCommand.addTo(
                new CommandLine(CommandSpec.create()),
                (locations, assignments) ->
                    CollectorSettings.of(
                        new BuildInfo("beltline", "Beltline", "0"),
                        StandardComponents.factories(),
                        locations,
                        assignments))
            .setOut(printer)
            .setErr(printer)
            .execute(arguments.toArray(String[]::new));
    return "exit " + code + "\n" + output.toString().replace(folder + "/", "");
  }

  private static String log(String body, String attributes) {
    return """
    {"resourceLogs":[{"scopeLogs":[{"logRecords":[
      {"traceId":"5b8efff798038103d200000000000001","body":{"stringValue":"%s"},"attributes":[%s]}]}]}]}
    """
        .formatted(body, attributes);
  }

  @Test
  void tellsFieldByFieldWhichRuleChangedIt() throws IOException {
    assertThat(
            explained(
                "attributes, redaction",
                log(
                    "card 1234 pin 99",
                    "{\"key\":\"mail\",\"value\":{\"stringValue\":\"jane@example.com\"}}")))
        .isEqualTo(
            """
            exit 0
            into receivers::otlp
              {"body":"card 1234 pin 99","attributes":{"mail":"jane@example.com"},"traceId":"5b8efff798038103d200000000000001"}
            processors::attributes in pipeline logs
              changed
                changed by action c.yaml:6:9
                  attributes.mail: "jane@example.com" -> "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d"
                changed by action c.yaml:7:9
                  attributes.env: nothing -> "prod"
            processors::redaction in pipeline logs
              changed
                changed by pattern c.yaml:10:22: card [0-9]+
                  body: "card 1234 pin 99" -> "**** pin 99"
                changed by pattern c.yaml:10:37: pin [0-9]+
                  body: "**** pin 99" -> "**** ****"
            exporters::debug in pipeline logs
              sent
            """);
  }

  @Test
  void tellsWhichPolicyRemovedIt() throws IOException {
    assertThat(explained("probabilistic_sampler", log("x", "")))
        .contains(
            """
            processors::probabilistic_sampler in pipeline logs
              removed
                sampled out: \
            """
                .stripTrailing())
        .doesNotContain("exporters::debug");
  }

  @Test
  void tellsWhatIsKeptForLaterAndWhatComesOfIt() throws IOException {
    assertThat(explained("log_dedup", log("x", "")))
        .contains("processors::log_dedup in pipeline logs\n  kept for later\n")
        .contains("attributes.log_count: nothing -> 1\n")
        .contains("exporters::debug in pipeline logs\n  sent\n");
  }

  @Test
  void tellsWhichStatementFailedAndWhichRefused() throws IOException {
    assertThat(explained("transform", log("x", "")))
        .contains(
            "failed by statement c.yaml:16:22: set(log.attributes[\"n\"], ParseJSON(log.body))")
        .contains(
            "changed by statement c.yaml:18:22: set(log.severity_text, \"x\")\n"
                + "      severityText: nothing -> \"x\"");
    assertThat(explained("transform/strict", log("x", "")))
        .contains("processors::transform/strict in pipeline logs\n  refused\n")
        .contains("ParseJSON");
  }

  @Test
  void showsWhatARecordBecame() throws IOException {
    String list =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"a\"},{\"stringValue\":\"b\"}]}}}]}]}]}";
    assertThat(explained("unroll", list)).contains("became 2 items:\n        {\"body\":\"a\"");
  }

  @Test
  void tellsWhatIsWrong() throws IOException {
    String two = log("x", "").replace("\n", "") + "\n" + log("y", "").replace("\n", "");
    assertThat(explained("unroll", two))
        .contains("exit 2")
        .contains("holds 2 records (expected: --item with a number from 1 to 2)");
    assertThat(explained("unroll", two, "--item", "2"))
        .contains("exit 0")
        .contains("\"body\":\"y\"");
    assertThat(explained("unroll", "{", "--at", "otlp")).contains("exit 2").contains("is no JSON");
    assertThat(explained("unroll", log("x", ""), "--at", "unrol"))
        .contains("exit 2")
        .contains("--at: no pipeline uses \"unrol\"");
    assertThat(explained("unrol", log("x", ""))).contains("exit 2").contains("c.yaml:27:");
    assertThat(explained("transform, unroll", log("x", ""), "--at", "unroll"))
        .contains("into processors::unroll in pipeline logs")
        .doesNotContain("processors::transform");
  }
}
