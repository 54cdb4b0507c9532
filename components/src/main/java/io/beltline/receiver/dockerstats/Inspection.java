package io.beltline.receiver.dockerstats;

import io.beltline.model.Slice;
import io.beltline.receiver.dockerstats.Container.CpuLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what an inspection answers, and keeps what is wanted of it. One thread, one answer.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.51/">ContainerInspect</a>
 */
final class Inspection {
  private final Map<String, String> wantedLabels;
  private final Map<String, String> wantedVariables;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<String> command = new ArrayList<>();
  private String id = "";
  private String name = "";
  private String image = "";
  private String imageId = "";
  private String hostname = "";
  private boolean running;
  private boolean paused;
  private String startedAt = "";
  private long restarts;
  private long shares;
  private long nanos;
  private String set = "";
  private long quota;
  private long period;

  private Inspection(Map<String, String> labels, Map<String, String> variables) {
    this.wantedLabels = labels;
    this.wantedVariables = variables;
  }

  /**
   * Reads an answer.
   *
   * @param labels attributes by labels
   * @param variables attributes by variables
   * @throws Json.MalformedException if it is none
   */
  static Container read(Slice answer, Map<String, String> labels, Map<String, String> variables) {
    Inspection inspection = new Inspection(labels, variables);
    Json.read(answer, inspection::read);
    if (inspection.id.isEmpty()) {
      throw new Json.MalformedException("the answer has no Id");
    }
    return inspection.container();
  }

  private Container container() {
    Map<String, String> further = new LinkedHashMap<>(variables);
    further.putAll(labels);
    return new Container(
        id,
        name.startsWith("/") ? name.substring(1) : name,
        image,
        imageId,
        hostname,
        String.join(" ", command),
        further,
        running && !paused,
        startedAt,
        restarts,
        shares,
        new CpuLimit(nanos, set, quota, period));
  }

  private void read(Json json) {
    json.fields(
        field -> {
          switch (field) {
            case "Id" -> id = json.text();
            case "Name" -> name = json.text();
            case "Image" -> imageId = json.text();
            case "RestartCount" -> restarts = json.number();
            case "State" -> json.fields(inner -> state(json, inner));
            case "HostConfig" -> json.fields(inner -> host(json, inner));
            case "Config" -> json.fields(inner -> config(json, inner));
            default -> json.skip();
          }
        });
  }

  private void state(Json json, String field) {
    switch (field) {
      case "Running" -> running = json.flag();
      case "Paused" -> paused = json.flag();
      case "StartedAt" -> startedAt = json.text();
      default -> json.skip();
    }
  }

  private void host(Json json, String field) {
    switch (field) {
      case "CpuShares" -> shares = json.number();
      case "NanoCpus" -> nanos = json.number();
      case "CpusetCpus" -> set = json.text();
      case "CpuQuota" -> quota = json.number();
      case "CpuPeriod" -> period = json.number();
      default -> json.skip();
    }
  }

  private void config(Json json, String field) {
    switch (field) {
      case "Hostname" -> hostname = json.text();
      case "Image" -> image = json.text();
      case "Cmd" -> json.values(() -> command.add(json.text()));
      case "Env" -> json.values(() -> variable(json.text()));
      case "Labels" -> json.fields(label -> keep(wantedLabels, label, json.text(), labels));
      default -> json.skip();
    }
  }

  private void variable(String text) {
    int equals = text.indexOf('=');
    if (equals > 0 && !text.substring(equals + 1).isBlank()) {
      keep(wantedVariables, text.substring(0, equals), text.substring(equals + 1), variables);
    }
  }

  private static void keep(
      Map<String, String> wanted, String name, String value, Map<String, String> into) {
    String attribute = wanted.get(name);
    if (attribute != null && !value.isEmpty()) {
      into.put(attribute, value);
    }
  }
}
