package io.beltline.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.OtlpJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {
  @TempDir Path directory;

  @Test
  void resourcesGoToTheFileOfTheirGroup() throws IOException {
    try (FileRig rig = grouped("")) {
      assertThat(rig.send(logs("a", "b", "a"))).isEqualTo(ExportResult.delivered());
    }
    assertThat(Files.readAllLines(directory.resolve("a.json")))
        .containsExactly(text(logs("a", "a")));
    assertThat(Files.readAllLines(directory.resolve("b.json"))).containsExactly(text(logs("b")));
  }

  @Test
  void ofAGroupThatLeaksOnlySomeMayBeAtFault() throws IOException {
    Refusal leak =
        new Refusal(Action.DROP, Status.INVALID_ARGUMENT, "leak", null, true, "egress_policy");
    try (FileRig rig = grouped("")) {
      ExportResult result =
          rig.send(
              logs("a", "b", "a"),
              body -> body.getFirst().toUtf8().contains("\"a\"") ? leak : null);
      assertThat(((ExportResult.Partial) result).parts())
          .singleElement()
          .satisfies(
              part -> {
                assertThat(part.telemetry().itemCount()).isEqualTo(2);
                assertThat(part.mixed()).isTrue();
                assertThat(part.refusal()).isEqualTo(leak);
              });
    }
    assertThat(directory.resolve("b.json")).exists();
    assertThat(directory.resolve("a.json")).doesNotExist();
  }

  @Test
  void whatHasNoGroupIsDroppedAndSaidSo() {
    Telemetry number =
        FileRig.json(
            Signal.LOGS,
            """
            {"resourceLogs":[
              {"resource":{"attributes":[{"key":"tenant","value":{"intValue":"7"}}]},
               "scopeLogs":[{"logRecords":[{},{}]}]},
              {"scopeLogs":[{"logRecords":[{}]}]},
              {"resource":{"attributes":[{"key":"tenant","value":{"stringValue":"a"}}]},
               "scopeLogs":[{"logRecords":[{}]}]}]}\
            """);
    try (FileRig rig = grouped("")) {
      assertThat(rig.send(number))
          .isInstanceOfSatisfying(
              ExportResult.Partial.class,
              partial -> {
                assertThat(partial.parts()).hasSize(1);
                assertThat(partial.parts().getFirst().telemetry().itemCount()).isEqualTo(3);
                var refusal = partial.parts().getFirst().refusal();
                assertThat(refusal.action()).isEqualTo(Action.DROP);
                assertThat(refusal.message())
                    .isEqualTo("the resource has no text attribute tenant");
              });
    }
    assertThat(directory.resolve("a.json")).isNotEmptyFile();
  }

  @Test
  void aGroupNoFileCanBeNamedAfterIsDropped() {
    try (FileRig rig = grouped("")) {
      for (String group : List.of("x".repeat(300), "a\\u0000b")) {
        assertThat(rig.send(FileRig.log(group, "x"))).isInstanceOf(ExportResult.Partial.class);
      }
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void aGroupWhoseFileCannotBeOpenedIsDroppedAndTheOthersAreWrittenOnce() throws IOException {
    Files.createDirectory(directory.resolve("d.json"));
    String deep = "x".repeat(200) + "/";
    try (FileRig rig = grouped("")) {
      rig.send(logs("a"));
      for (String blocked : List.of("a.json/b", "a.json/b/c", "d", deep.repeat(21))) {
        ExportResult result = rig.send(logs(blocked, "c"));
        assertThat(((ExportResult.Partial) result).parts())
            .singleElement()
            .satisfies(
                part -> {
                  assertThat(part.telemetry().itemCount()).isEqualTo(1);
                  assertThat(part.refusal().action()).isEqualTo(Action.DROP);
                  assertThat(part.refusal().status()).isEqualTo(Status.INVALID_ARGUMENT);
                });
      }
      assertThat(rig.host.statuses()).isEmpty();
    }
    assertThat(Files.readAllLines(directory.resolve("c.json"))).hasSize(4);
  }

  /** A person can permit it; what is part of the runtime can be written by nobody at all. */
  @Test
  void whatMayNotBeWrittenIsNotInTheWay() {
    LocalDisk disk = new LocalDisk("0755");
    Path file = Path.of(URI.create("jrt:/java.base/java/lang/Object.class"));
    assertThat(file).exists();
    assertThat(Files.isWritable(file)).isFalse();
    assertThat(disk.isBlocked(file, directory)).isFalse();
    assertThat(disk.isBlocked(file.resolveSibling("none"), directory)).isFalse();
    assertThat(disk.isBlocked(Path.of(URI.create("jrt:/java.base/java/lang")), directory)).isTrue();
  }

  @Test
  void whereNoGroupCanBeWrittenTheSenderComesBack() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    try (FileRig rig =
        new FileRig(
            "path: %s/*.json\ngroup_by:\n  enabled: true\n  resource_attribute: tenant\n"
                .formatted(file))) {
      ExportResult result = rig.send(logs("a"));
      assertThat(((ExportResult.Partial) result).parts())
          .singleElement()
          .satisfies(part -> assertThat(part.refusal().action()).isEqualTo(Action.RETRY));
      assertThat(rig.host.statuses()).hasSize(1);
    }
  }

  @Test
  void whatWasEmptiedIsNotEmptiedByTheOneThatTakesItsPlace() throws IOException {
    String yaml =
        "path: %s/*.json\ngroup_by:\n  enabled: true\n  resource_attribute: tenant\n"
            .formatted(directory);
    FileRig first = new FileRig(yaml);
    first.send(logs("a"));
    first.close();
    try (FileRig second = new FileRig(yaml, first)) {
      second.send(logs("a"));
    }
    assertThat(Files.readAllLines(directory.resolve("a.json"))).hasSize(2);
  }

  @Test
  void fewFilesAreOpenAndAClosedOneIsNotEmptiedWhenItIsOpenedAgain() throws IOException {
    try (FileRig rig = grouped("  max_open_files: 2\n")) {
      for (String tenant : List.of("a", "b", "c", "a", "b", "c")) {
        assertThat(rig.send(logs(tenant))).isEqualTo(ExportResult.delivered());
      }
    }
    for (String tenant : List.of("a", "b", "c")) {
      assertThat(Files.readAllLines(directory.resolve(tenant + ".json")))
          .containsExactly(text(logs(tenant)), text(logs(tenant)));
    }
  }

  @Test
  void groupsMayBeDirectories() {
    try (FileRig rig = grouped("")) {
      rig.send(FileRig.log("eu/west/a", "x"));
    }
    assertThat(directory.resolve("eu/west/a.json")).isNotEmptyFile();
  }

  @Test
  void profilesKeepTheirDictionaryInEveryGroup() {
    Telemetry profiles =
        FileRig.json(
            Signal.PROFILES,
            """
            {"resourceProfiles":[
              {"resource":{"attributes":[{"key":"tenant","value":{"stringValue":"a"}}]}},
              {"resource":{"attributes":[{"key":"tenant","value":{"stringValue":"b"}}]}}],
             "dictionary":{"stringTable":["","cpu"]}}\
            """);
    Map<String, Telemetry> parts = Groups.of(profiles, AttributeKey.of("tenant")).parts();
    assertThat(parts).containsOnlyKeys("a", "b");
    assertThat(parts.values())
        .allMatch(part -> text(part).contains("\"stringTable\":[\"\",\"cpu\"]"));
  }

  @Property(tries = 500, seed = "20261123")
  void noGroupLeavesItsPlace(@ForAll String group) {
    for (String pattern : List.of("/data/in/*.json", "/data/in-*", "/data/*/logs.json")) {
      Path file = new GroupPath(pattern).of(group);
      assertThat(file == null || file.normalize().startsWith("/data")).isTrue();
    }
  }

  @Test
  void pathsAreConfined() {
    GroupPath paths = new GroupPath("/data/in/*.json");
    assertThat(paths.of("a")).isEqualTo(Path.of("/data/in/a.json"));
    assertThat(paths.of("./a")).isEqualTo(Path.of("/data/in/a.json"));
    assertThat(paths.of("../a")).isEqualTo(Path.of("/data/in/a.json"));
    assertThat(paths.of("x/../../../etc/a")).isEqualTo(Path.of("/data/in/etc/a.json"));
    assertThat(paths.of("/etc/a")).isEqualTo(Path.of("/data/in/etc/a.json"));
  }

  @Test
  void pathsBesideTheProgramStayThere() {
    Path here = Path.of("").toAbsolutePath();
    GroupPath paths = new GroupPath("./*.json");
    assertThat(paths.of("a")).isEqualTo(here.resolve("a.json"));
    assertThat(paths.of("/etc/a")).isEqualTo(here.resolve("etc/a.json"));
  }

  private FileRig grouped(String more) {
    return new FileRig(
        "path: %s/*.json\ngroup_by:\n  enabled: true\n  resource_attribute: tenant\n%s"
            .formatted(directory, more));
  }

  /** A log record for each tenant, each with a resource of its own. */
  private static Telemetry logs(String... tenants) {
    StringBuilder json = new StringBuilder("{\"resourceLogs\":[");
    for (int i = 0; i < tenants.length; i++) {
      json.append(i == 0 ? "" : ",")
          .append(
              "{\"resource\":{\"attributes\":[{\"key\":\"tenant\",\"value\":{\"stringValue\":\"")
          .append(tenants[i])
          .append("\"}}]},\"scopeLogs\":[{\"logRecords\":[{\"severityNumber\":9}]}]}");
    }
    return FileRig.json(Signal.LOGS, json.append("]}").toString());
  }

  private static String text(Telemetry telemetry) {
    return new String(OtlpJson.write(Objects.requireNonNull(telemetry)), StandardCharsets.UTF_8);
  }
}
