package io.beltline.service.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Factory;
import io.beltline.api.PipelineId;
import io.beltline.api.Settings;
import io.beltline.config.ConfigLoader;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Problem;
import io.beltline.model.Signal;
import io.beltline.service.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanReaderTest {
  private static final String ENDS =
      """
      receivers:
        part_in:
      exporters:
        part_out:
      """;

  @TempDir Path folder;

  private Reading read(String yaml) throws IOException {
    Files.writeString(folder.resolve("c.yaml"), yaml);
    var loaded = new ConfigLoader(Map.of(), folder, List.of()).load(List.of("c.yaml"), List.of());
    assertThat(loaded.problems()).isEmpty();
    return PlanReader.read(loaded.tree(), new Factories(new Parts().factories()));
  }

  private List<String> problems(String yaml) throws IOException {
    return read(yaml).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void readsAliasesNamesAndNullSections() throws IOException {
    Reading reading =
        read(
            """
            receivers:
              partin/1:
              part_in/a/b: {note: x}
            processors:
            exporters:
              partout:
            connectors:
            extensions:
              part_aid/5:
            service:
              extensions: [part_aid/5]
              pipelines:
                traces/1:
                  receivers: [part_in/1, partin/a/b]
                  processors: []
                  exporters: [part_out]
                logs:
                  receivers: [partin/1]
                  processors:
                  exporters: [partout]
            """);
    assertThat(reading.problems()).isEmpty();
    Plan plan = reading.plan();
    assertThat(plan).isNotNull();
    assertThat(plan.pipelines())
        .containsExactly(
            new PlannedPipeline(
                new PipelineId(Signal.TRACES, "1"),
                List.of(new ComponentId("part_in", "1"), new ComponentId("part_in", "a/b")),
                List.of(),
                List.of(ComponentId.of("part_out"))),
            new PlannedPipeline(
                new PipelineId(Signal.LOGS, ""),
                List.of(new ComponentId("part_in", "1")),
                List.of(),
                List.of(ComponentId.of("part_out"))));
    assertThat(plan.of(ComponentKind.EXTENSION)).containsKey(new ComponentId("part_aid", "5"));
    assertThat(plan.component(ComponentKind.RECEIVER, new ComponentId("part_in", "a/b")))
        .extracting(PlannedComponent::config)
        .isEqualTo(new Parts.PartConfig("", 0, "x"));
  }

  @Test
  void tellsEverythingWrongAtOnceInOrderOfPlace() throws IOException {
    assertThat(
            problems(
                """
                recievers:
                receivers:
                  part_in:
                    prot: 7
                  part_on:
                  /x:
                exporters:
                  part_out/unused:
                    port: -1
                  part_out:
                service:
                  extension: []
                  extensions: [part_aid]
                  pipelines:
                    traces:
                      receivers: [part_in, otlp]
                      processor: [batch]
                      processors: [batch]
                      exporters: [part_out]
                    spans:
                    logs:
                      receivers: [part_in]
                """))
        .containsExactly(
            "recievers: is no known key (did you mean \"receivers\"?) c.yaml:1:1",
            "receivers::part_in::prot: is no known key (did you mean \"port\"?) c.yaml:4:5",
            "receivers::part_on: there is no receiver \"part_on\" (did you mean \"part_in\"?)"
                + " c.yaml:5:3",
            "receivers::/x: \"/x\" is no component id (expected: type or type/name) c.yaml:6:3",
            "exporters::part_out/unused::port: must not be negative (expected: a port)"
                + " c.yaml:9:11",
            "service::extension: is no known key (did you mean \"extensions\"?) c.yaml:12:3",
            "service::extensions: \"part_aid\" is not defined under extensions (nothing is)"
                + " c.yaml:13:16",
            "service::pipelines::traces::receivers: \"otlp\" is not defined under receivers"
                + " (expected: part_in, part_on) c.yaml:16:28",
            "service::pipelines::traces::processor: is no known key (did you mean"
                + " \"processors\"?) c.yaml:17:7",
            "service::pipelines::traces::processors: \"batch\" is not defined under processors"
                + " (nothing is) c.yaml:18:20",
            "service::pipelines::spans: \"spans\" is no signal (expected: traces, metrics, logs,"
                + " profiles) c.yaml:20:5",
            "service::pipelines::logs::exporters: there is none (expected: at least one)"
                + " c.yaml:21:5");
  }

  @Test
  void aComponentOnlyTheGoCollectorHasIsAnErrorWhereUsedElseAWarning() throws IOException {
    Reading reading =
        read(
            ENDS
                + """
                  datadog/x:
                  k8sattributes:
                service:
                  pipelines:
                    logs: {receivers: [part_in], exporters: [part_out]}
                """
                    .replace("  k8sattributes:\n", ""));
    assertThat(reading.plan()).isNotNull();
    assertThat(reading.problems())
        .containsExactly(
            Problem.warning(
                "exporters::datadog/x",
                "the exporter \"datadog\" of the OpenTelemetry Collector is not supported; nothing"
                    + " uses it, so it is ignored",
                reading.problems().getFirst().position()));
    assertThat(
            problems(
                """
                receivers: {part_in: }
                exporters: {part_out: }
                processors: {k8sattributes: }
                service:
                  pipelines:
                    logs:
                      receivers: [part_in]
                      processors: [k8sattributes]
                      exporters: [part_out]
                """))
        .containsExactly(
            "processors::k8sattributes: the processor \"k8sattributes\" of the OpenTelemetry"
                + " Collector is not supported (expected: one that \"beltline components\" lists)"
                + " c.yaml:3:14");
  }

  @Test
  void knowsTheGoComponentsInBothSpellings() {
    assertThat(GoComponents.has(ComponentKind.RECEIVER, "hostmetrics")).isTrue();
    assertThat(GoComponents.has(ComponentKind.RECEIVER, "host_metrics")).isTrue();
    assertThat(GoComponents.has(ComponentKind.EXPORTER, "prometheusremotewrite")).isTrue();
    assertThat(GoComponents.has(ComponentKind.CONNECTOR, "span_metrics")).isTrue();
    assertThat(GoComponents.has(ComponentKind.EXTENSION, "memory_ballast")).isTrue();
    assertThat(GoComponents.has(ComponentKind.EXTENSION, "hostmetrics")).isFalse();
    for (ComponentKind kind : ComponentKind.values()) {
      assertThat(GoComponents.types(kind)).hasSizeGreaterThan(15);
    }
  }

  @Test
  void twoSpellingsOfOneComponentAreOneTooMany() throws IOException {
    assertThat(
            problems(
                ENDS.replace("  part_in:", "  part_in:\n  partin:")
                    + """
                    service:
                      pipelines:
                        logs: {receivers: [part_in], exporters: [part_out]}
                    """))
        .containsExactly(
            "receivers::partin: is another spelling of \"part_in\" at c.yaml:2:3 (expected: one of"
                + " them, or a name such as partin/2) c.yaml:3:3");
  }

  @Test
  void refusesWhatConnectorsCannotDo() throws IOException {
    assertThat(
            problems(
                ENDS
                    + """
                    connectors:
                      part_forward:
                      part_forward/2:
                      part_count:
                      part_count/lonely:
                    service:
                      pipelines:
                        traces/a: {receivers: [part_in], exporters: [part_forward, part_count]}
                        traces/b: {receivers: [part_forward], exporters: [part_forward/2]}
                        traces/c: {receivers: [part_forward/2], exporters: [part_forward]}
                        logs: {receivers: [part_count, part_in], exporters: [part_count/lonely]}
                    """))
        .containsExactly(
            "service::pipelines::traces/a::exporters: connector \"part_count\" does not turn traces"
                + " into logs (expected: logs to metrics, traces to metrics) c.yaml:12:64",
            "service::pipelines::traces/b::exporters: the pipelines form a cycle: traces/b ->"
                + " part_forward/2 -> traces/c -> part_forward -> traces/b (expected: connectors"
                + " that lead out of it) c.yaml:13:55",
            "service::pipelines::logs::receivers: connector \"part_count\" does not turn traces"
                + " into logs (expected: logs to metrics, traces to metrics) c.yaml:15:24",
            "service::pipelines::logs::exporters: connector \"part_count/lonely\" is used as"
                + " exporter, but no pipeline has it as receiver c.yaml:15:58");
  }

  @Test
  void refusesSignalsAComponentDoesNotDoAndDuplicates() throws IOException {
    assertThat(
            problems(
                ENDS
                    + """
                    processors: {part: }
                    connectors: {part_out/x: , part_forward: }
                    service:
                      pipelines:
                        profiles: {receivers: [part_in], exporters: [part_out]}
                        logs:
                          receivers: [part_in, part_in]
                          processors: [part, part]
                          exporters: [part_out]
                    """))
        .containsExactly(
            "connectors::part_out/x: there is no connector \"part_out\" (did you mean"
                + " \"part_count\"?) c.yaml:6:14",
            "service::pipelines::profiles::receivers: the receiver \"part_in\" does not do profiles"
                + " (expected: logs, metrics, traces) c.yaml:9:28",
            "service::pipelines::profiles::exporters: the exporter \"part_out\" does not do"
                + " profiles (expected: logs, metrics, traces) c.yaml:9:50",
            "service::pipelines::logs::receivers: names \"part_in\" twice (expected: once)"
                + " c.yaml:11:28",
            "service::pipelines::logs::processors: names \"part\" twice (expected: once)"
                + " c.yaml:12:26");
  }

  @Test
  void needsAServiceWithPipelines() throws IOException {
    assertThat(problems(ENDS))
        .containsExactly("service: is missing (expected: service with pipelines) c.yaml:1:1");
    assertThat(problems(ENDS + "service:\n"))
        .containsExactly(
            "service::pipelines: there is none (expected: at least one, such as traces)"
                + " c.yaml:5:1");
  }

  @Test
  void acceptsTelemetryAsRealConfigurationsHaveIt() throws IOException {
    Reading reading =
        read(
            ENDS
                + """
                service:
                  telemetry:
                    resource:
                      service.name: gateway
                    logs:
                      level: DEBUG
                      encoding: json
                      processors: [{batch: {exporter: {otlp: {protocol: grpc, endpoint: x}}}}]
                    metrics:
                      level: None
                      readers:
                        - pull: {exporter: {prometheus: {host: 0.0.0.0, port: 8889}}}
                        - periodic: {interval: 30000, exporter: {otlp: {protocol: grpc}}}
                  pipelines:
                    logs: {receivers: [part_in], exporters: [part_out]}
                """);
    assertThat(reading.plan()).isNotNull();
    assertThat(reading.problems()).isEmpty();
    assertThat(
            problems(
                ENDS
                    + """
                    service:
                      telemetry:
                        logs: {level: loud}
                        metrics: {adress: x, readers: []}
                      pipelines:
                        logs: {receivers: [part_in], exporters: [part_out]}
                    """))
        .hasSize(3);
  }

  /** What an extension that needs another is configured with. */
  public record UserConfig(@Default("[]") @Doc("Ids.") List<String> uses) {}

  private static final class UserFactory implements ExtensionFactory<UserConfig> {
    @Override
    public String type() {
      return "user";
    }

    @Override
    public Class<UserConfig> configType() {
      return UserConfig.class;
    }

    @Override
    public List<String> uses(UserConfig config) {
      return config.uses();
    }

    @Override
    public Extension create(Settings settings, UserConfig config) {
      throw new AssertionError("who reads a plan builds nothing");
    }
  }

  private Reading extensions(String definitions, String named) {
    String yaml =
        ENDS
            + "extensions: {part_aid: , "
            + definitions
            + "}\nservice: {extensions: ["
            + named
            + "], pipelines: {logs: {receivers: [part_in], exporters: [part_out]}}}\n";
    List<Factory<?>> all = new ArrayList<>(new Parts().factories());
    all.add(new UserFactory());
    return PlanReader.read(ConfigLoader.text(yaml).tree(), new Factories(all));
  }

  @Test
  void extensionsStartAfterThoseTheyUse() {
    Reading reading =
        extensions(
            "user/a: {uses: [user/b]}, user/b: {uses: [part_aid]}, user/c: ",
            "user/c, user/a, part_aid, user/b");
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.plan().of(ComponentKind.EXTENSION).keySet())
        .extracting(ComponentId::toString)
        .containsExactly("user/c", "part_aid", "user/b", "user/a");
  }

  @Test
  void refusesExtensionsThatUseWhatDoesNotRunOrEachOther() {
    assertThat(extensions("user/a: {uses: [part_aid]}", "user/a").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "extensions::user/a: uses \"part_aid\", which does not run (expected: an extension"
                + " named in service::extensions) config.yaml:5:26");
    assertThat(
            extensions("user/a: {uses: [user/b]}, user/b: {uses: [user/a]}", "user/a, user/b")
                .problems())
        .extracting(Problem::toString)
        .containsExactly(
            "extensions::user/a: is used by an extension that it uses itself (expected: no circle)"
                + " config.yaml:5:26");
  }
}
