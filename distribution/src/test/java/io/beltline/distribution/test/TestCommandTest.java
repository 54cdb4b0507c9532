package io.beltline.distribution.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestCommandTest {
  private static final String CONFIG =
      """
      receivers:
        otlp: {protocols: {grpc: }}
      processors:
        filter:
          log_conditions:
            - log.severity_number < 9
            - log.body == "${env:WORD:-never}"
        transform:
          error_mode: propagate
          log_statements:
            - set(log.attributes["n"], Int(log.body)) where IsMatch(log.body, "^[0-9]+$")
            - set(log.attributes["x"], ParseJSON(log.body)) where HasPrefix(log.body, "{")
            - set(log.attributes["never"], 1) where log.body == "nobody says this"
      exporters:
        debug:
      service:
        pipelines:
          logs: {receivers: [otlp], processors: [filter, transform], exporters: [debug]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void config() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), CONFIG);
  }

  private Path tests(String yaml) throws IOException {
    return Files.writeString(folder.resolve("a.test.yaml"), yaml);
  }

  @Test
  void tellsWhatDiffersAndWhatWasNotReached() throws IOException {
    Path file =
        tests(
            """
            tests:
              - name: numbers
                steps:
                  - inject:
                      at: otlp
                      logs:
                        - {body: "17", severityNumber: 9}
                        - {body: b, severityNumber: 9}
                        - {body: c, severityNumber: 1}
                        - {body: d, severityNumber: 9}
                  - expect:
                      at: transform
                      items:
                        - {body: "17", attributes: {n: 18}}
                        - {body: missing}
                        - {body: b}
                  - expect: {at: filter, lines: ["17", c, d]}
              - name: passes
                steps:
                  - inject: {at: filter, lines: [x]}
                  - expect: {at: filter, count: 0}
            """);
    Command command = Command.run(file.toString());
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.output())
        .isEqualTo(
            """
            %1$s
              FAIL  numbers
                    %1$s:11:9: behind processors::transform in pipeline logs
                      item 1: attributes.n is 17 (expected: 18)
                      - item 2 is missing: {"body":"missing"}
                      + one too many: {"severityNumber":9,"body":"d"}
                    %1$s:17:9: behind processors::filter in pipeline logs
                        17
                      - c
                      + b
                        d
              ok    passes

            Not reached by any test:
              %2$s:7:9 condition of filter: log.body == "never"
              %2$s:12:9 statement of transform: set(log.attributes["x"], ParseJSON(log.body)) where HasPrefix(log.body, "{")
              %2$s:13:9 statement of transform: set(log.attributes["never"], 1) where log.body == "nobody says this"

            """
                    .formatted(file, folder.resolve("config.yaml"))
                + command.output().substring(command.output().lastIndexOf("2 tests in")))
        .contains("2 tests in 1 files: 1 passed, 1 failed; 2 of 5 rules reached");
  }

  @Test
  void refusalsCanBeExpected() throws IOException {
    Path file =
        tests(
            """
            environment: {WORD: secret}
            tests:
              - name: refused
                steps:
                  - inject: {at: otlp, logs: [{body: "{", severityNumber: 9}], refused: ParseJSON}
                  - inject: {at: otlp, logs: [{body: secret, severityNumber: 9}]}
                  - expect: {at: debug, count: 0, requests: 0}
              - name: not refused
                steps:
                  - inject: {at: otlp, logs: [{body: "1", severityNumber: 9}], refused: something}
            """);
    Command command = Command.run(file.toString());
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.output())
        .contains("ok    refused")
        .contains(
            "the answer is \"accepted\" (expected: refused with words such as \"something\")");
  }

  @Test
  void tellsEverythingThatIsWrongWithATestFileByItsPlace() throws IOException {
    Path file =
        tests(
            """
            tests:
              - name: wrong
                steps:
                  - inject: {at: oltp, lines: [x]}
                  - inject: {at: otlp, logs: [{boody: x}]}
                  - inject: {at: otlp, logs: [{severityNumber: many}]}
                  - expect: {at: debug, pipeline: traces, count: 1}
            """);
    Command command = Command.run(file.toString());
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.output())
        .contains("::at: no pipeline uses \"oltp\"")
        .contains("a.test.yaml:4:22")
        .contains("\"boody\" is no field (did you mean \"body\"?)")
        .contains("a.test.yaml:5:17")
        .contains("severityNumber")
        .contains("a.test.yaml:6:17")
        .contains("there is no pipeline \"traces\" (expected: one of logs)")
        .contains("a.test.yaml:7:22");
    Path empty =
        tests(
            "tests:\n"
                + "  - name: x\n"
                + "    stepps: []\n"
                + "  - name: y\n"
                + "    steps: [{advance: 1s, wait: 1s}]\n");
    assertThat(Command.run(empty.toString()).output())
        .contains("tests::0::stepps: is no known key (did you mean \"steps\"?)")
        .contains("a.test.yaml:3:5")
        .contains("tests::1::steps::0::wait: is no known key")
        .contains("a.test.yaml:5:27");
  }

  @Test
  void tellsWhatIsWrongWithAConfiguration() throws IOException {
    Path file =
        tests("config: [other.yaml]\ntests: [{name: x, steps: [{expect: {at: a, count: 0}}]}]\n");
    Files.writeString(
        folder.resolve("other.yaml"), CONFIG.replace("log.severity_number < 9", "log.severity"));
    Command command = Command.run(file.toString());
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.output()).contains("other.yaml:6:9");
    assertThat(Command.run(folder.resolve("nothing").toString()).code()).isEqualTo(2);
    assertThat(Command.run("--junit").code()).isEqualTo(2);
  }

  @Test
  void writesJUnitXml() throws Exception {
    Path file =
        tests(
            """
            tests:
              - name: "<numbers> & \\"words\\""
                steps:
                  - inject: {at: filter, lines: ["<x>&"]}
                  - expect: {at: debug, count: 1}
              - name: passes
                steps:
                  - inject: {at: filter, logs: [{body: x, severityNumber: 10}]}
                  - expect: {at: debug, count: 1}
            """);
    Files.writeString(folder.resolve("b.test.yaml"), "tests: 1\n");
    Path junit = folder.resolve("results.xml");
    assertThat(Command.run("--junit", junit.toString(), folder.toString()).code()).isEqualTo(2);
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(Files.readString(junit).getBytes(StandardCharsets.UTF_8)));
    Element first = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(first.getAttribute("name")).isEqualTo(file.toString());
    assertThat(first.getAttribute("tests")).isEqualTo("2");
    assertThat(first.getAttribute("failures")).isEqualTo("1");
    Element test = (Element) first.getElementsByTagName("testcase").item(0);
    assertThat(test.getAttribute("name")).isEqualTo("<numbers> & \"words\"");
    assertThat(test.getElementsByTagName("failure").item(0).getTextContent())
        .isEqualTo("0 items (expected: 1)");
    Element second = (Element) xml.getElementsByTagName("testsuite").item(1);
    assertThat(second.getAttribute("errors")).isEqualTo("1");
  }

  @Test
  void requestsCanBeWholeAndComeFromFiles() throws IOException {
    Files.writeString(
        folder.resolve("requests.json"),
        """
        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":9,"body":{"stringValue":"a"}}]}]}]}
        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":9,"body":{"stringValue":"b"}}]}]}]}
        """);
    Path file =
        tests(
            """
            tests:
              - name: from a file
                steps:
                  - inject: {at: otlp, file: requests.json}
                  - expect:
                      at: filter
                      requests: 2
                      otlp:
                        resourceLogs:
                          - scopeLogs:
                              - logRecords:
                                  - {severityNumber: 9, body: {stringValue: a}}
                                  - {severityNumber: 9, body: {stringValue: b}}
                  - expect: {at: debug, items: [{severityNumber: 9, body: a}, {severityNumber: 9, body: b}], exact: true}
              - name: as a text, with a field too many
                steps:
                  - inject:
                      at: otlp
                      otlp: '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":9,"body":{"stringValue":"5"}}]}]}]}'
                  - expect: {at: debug, items: [{severityNumber: 9, body: "5"}], exact: true}
            """);
    Command command = Command.run(file.toString());
    assertThat(command.output())
        .contains("ok    from a file")
        .contains("item 1: attributes.n is 5 (expected: nothing)");
  }

  @Test
  void aWarningKeepsNoTestFromRunning() throws IOException {
    Path file =
        tests(
            """
            tests:
              - name: fails
                steps:
                  - advance: 30
                  - inject: {at: filter, lines: [x]}
                  - expect: {at: debug, count: 1}
            """);
    Command command = Command.run(file.toString());
    assertThat(command.output())
        .contains("warning: tests::0::steps::0::advance: 30 without a unit")
        .contains("FAIL  fails")
        .contains("1 tests in 1 files: 0 passed, 1 failed");
    assertThat(command.code()).isEqualTo(1);
  }

  private static final String TWO_SIGNALS =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s","traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"}]}]}]}
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":9,"body":{"stringValue":"a"}}]}]}]}
      """;

  @Test
  void aFileOfTwoSignalsThatOnePlaceDoesNotTakeIsAProblem() throws IOException {
    Files.writeString(
        folder.resolve("all.jsonl"), String.join("\n", TWO_SIGNALS.lines().toList().reversed()));
    tests(
        """
        tests:
          - name: mixed
            steps:
              - inject: {at: filter, file: all.jsonl}
              - expect: {at: debug, count: 1}
        """);
    Files.writeString(
        folder.resolve("b.test.yaml"),
        """
        tests:
          - name: good
            steps:
              - inject: {at: filter, lines: [x]}
              - expect: {at: debug, count: 0}
        """);
    Command command = Command.run(folder.toString());
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.output())
        .contains(
            "tests::0::steps::0::inject::at: \"filter\" stands in no pipeline that brings traces")
        .contains("a.test.yaml:4:")
        .contains("ok    good");
  }

  @Test
  void aFileOfTwoSignalsGoesIntoThePipelineOfEach() throws IOException {
    Files.writeString(folder.resolve("all.jsonl"), TWO_SIGNALS);
    Files.writeString(
        folder.resolve("config.yaml"),
        CONFIG + "    traces: {receivers: [otlp], processors: [filter], exporters: [debug]}\n");
    Path file =
        tests(
            """
            tests:
              - name: mixed
                steps:
                  - inject: {at: filter, file: all.jsonl}
                  - expect: {at: debug, count: 2}
                  - inject: {at: filter, pipeline: logs, file: logs.jsonl}
                  - expect: {at: debug, count: 1}
            """);
    Files.writeString(folder.resolve("logs.jsonl"), TWO_SIGNALS.lines().skip(1).findFirst().get());
    Command command = Command.run(file.toString());
    assertThat(command.output()).contains("ok    mixed");
    assertThat(command.code()).isZero();
  }
}
