package io.beltline.exporter.elasticsearch;

import java.util.HashSet;
import java.util.Set;

/**
 * Fields of the Elastic Common Schema, and fields beside it that Kibana's views read: which are
 * values and which are objects. It has what attributes of semantic conventions come to, or come
 * near; the schema has more.
 *
 * @see <a href="https://github.com/elastic/ecs/tree/v9.4.0/generated/csv">all fields</a>
 */
final class EcsFields {
  /** The version of the schema that these are of. */
  static final String VERSION = "9.4.0";

  /** Names of values; those behind a colon stand below the name in front of it. */
  private static final String NAMES =
      """
      @timestamp message tags
      agent: ephemeral_id id name type version
      client: address bytes domain ip mac packets port
      cloud: account.id account.name availability_zone instance.id instance.name machine.type
      cloud: project.id project.name provider region service.name
      container: id image.name image.tag name runtime
      data_stream: dataset namespace type
      destination: address bytes domain ip mac packets port
      device: id manufacturer model.identifier model.name
      dns: id op_code question.name question.type resolved_ip response_code type
      ecs: version
      error: code id message stack_trace type
      event: action category code created dataset duration end id ingested kind module original
      event: outcome provider reason reference risk_score sequence severity start timezone type url
      faas: coldstart execution id name trigger.request_id trigger.type version
      file: accessed created ctime device directory extension gid group inode mime_type mode mtime
      file: name owner path size target_path type uid
      group: domain id name
      host: architecture domain hostname id ip mac name type uptime
      host: os.family os.full os.kernel os.name os.platform os.type os.version
      http: request.body.bytes request.bytes request.id request.method request.mime_type
      http: request.referrer response.body.bytes response.bytes response.mime_type
      http: response.status_code version
      log: file.path level logger origin.file.line origin.file.name origin.function
      network: application bytes community_id direction name packets protocol transport type
      orchestrator: api_version cluster.id cluster.name cluster.url cluster.version namespace
      orchestrator: organization resource.id resource.name resource.type type
      organization: id name
      process: args args_count command_line end entity_id executable exit_code interactive name
      process: parent.pid pid start thread.id thread.name title uptime working_directory
      server: address bytes domain ip mac packets port
      service: address environment ephemeral_id id name node.name node.role state type version
      source: address bytes domain ip mac packets port
      span: id
      trace: id
      transaction: id
      url: domain extension fragment full original password path port query scheme username
      user: domain email full_name hash id name roles
      user_agent: device.name name original version
      kubernetes: container.name cronjob.name daemonset.name deployment.name job.name namespace
      kubernetes: node.name pod.name pod.uid replicaset.name statefulset.name
      parent: id
      service: framework.name framework.version language.name language.version
      service: runtime.name runtime.version
      span: action db.instance db.statement db.type kind message.queue.name name
      transaction: message.queue.name
      """;

  /** Objects of which no value is named above. */
  private static final Set<String> MORE_OBJECTS =
      Set.of(
          "dll",
          "dns.answers",
          "email",
          "entity",
          "gen_ai",
          "labels",
          "observer",
          "package",
          "registry",
          "related",
          "rule",
          "threat",
          "tls",
          "volume",
          "vulnerability");

  /** Fields that are values. */
  static final Set<String> VALUES = values();

  /** Fields that are objects. */
  static final Set<String> OBJECTS = objects();

  /** Fields that take addresses of the internet protocol alone. */
  static final Set<String> ADDRESSES = Set.of("client.ip", "source.ip");

  private EcsFields() {}

  private static Set<String> values() {
    Set<String> names = new HashSet<>();
    NAMES
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              String above = colon < 0 ? "" : line.substring(0, colon) + ".";
              for (String name : line.substring(colon < 0 ? 0 : colon + 2).split(" ", -1)) {
                names.add(above + name);
              }
            });
    return Set.copyOf(names);
  }

  private static Set<String> objects() {
    Set<String> names = new HashSet<>(MORE_OBJECTS);
    for (String value : VALUES) {
      for (int dot = value.indexOf('.'); dot > 0; dot = value.indexOf('.', dot + 1)) {
        names.add(value.substring(0, dot));
      }
    }
    return Set.copyOf(names);
  }

  /**
   * The field of a value, such that no document has a value where the schema has an object, or the
   * other way round: what would be a value in an object's place is called {@code value} below it
   * ({@code user.value}), and what would stand below a value stands beside it ({@code
   * container.runtime_version}).
   */
  static String place(String key) {
    if (OBJECTS.contains(key)) {
      return key + ".value";
    }
    for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
      if (VALUES.contains(key.substring(0, dot))) {
        return key.substring(0, dot) + "_" + key.substring(dot + 1);
      }
    }
    return key;
  }
}
