package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Elasticsearch of one node, laid out from the jars of the package registry: the server and
 * the module that speaks HTTP. It can be killed and started again with its data. It lacks what
 * needs other modules: match_only_text, ingest processors, histograms.
 */
public final class ElasticsearchServer implements SearchServer {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String MODULE = "transport-netty4";

  private final Path home;
  private final int port;
  private final int transportPort;
  private @Nullable RunningProcess process;

  private ElasticsearchServer(Path home, int[] ports) {
    this.home = home;
    this.port = ports[0];
    this.transportPort = ports[1];
  }

  /** Installs Elasticsearch, starts it on free ports and waits until it answers. */
  public static ElasticsearchServer start(Path folder) throws Exception {
    Path home = Files.createDirectories(folder.resolve("elasticsearch"));
    layOut(home);
    ElasticsearchServer server = new ElasticsearchServer(home, Ports.free(2));
    server.start();
    return server;
  }

  private static Path jars(String pom) throws IOException, InterruptedException {
    Path source = Project.module().resolve("servers").resolve("elasticsearch");
    Path target = Project.target().resolve("servers").resolve("elasticsearch-" + pom);
    if (!Files.exists(target.resolve(".installed"))) {
      Files.createDirectories(target);
      RunningProcess.run(
          "installation of Elasticsearch",
          target,
          Map.of(),
          INSTALL_LIMIT,
          List.of(
              "mvn",
              "-B",
              "-ntp",
              "-q",
              "-f",
              source.resolve(pom + ".xml").toString(),
              "dependency:copy-dependencies",
              "-DoutputDirectory=" + target));
      Files.createFile(target.resolve(".installed"));
    }
    return target;
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static void layOut(Path home) throws IOException, InterruptedException {
    Set<String> ofServer =
        jarsIn(jars("server")).stream()
            .map(jar -> String.valueOf(jar.getFileName()))
            .collect(Collectors.toSet());
    Path module = Files.createDirectories(home.resolve("modules").resolve(MODULE));
    for (String folder : List.of("config", "plugins", "lib")) {
      Files.createDirectories(home.resolve(folder));
    }
    for (Path jar : jarsIn(jars("transport"))) {
      String name = String.valueOf(jar.getFileName());
      if (!ofServer.contains(name)) {
        Files.copy(jar, module.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      if (name.startsWith(MODULE)) {
        describe(jar, module);
      }
    }
    Files.writeString(
        home.resolve("config").resolve("log4j2.properties"),
        """
        appender.c.type = Console
        appender.c.name = c
        appender.c.layout.type = PatternLayout
        appender.c.layout.pattern = %d %p %c %m%n
        rootLogger.level = warn
        rootLogger.appenderRef.c.ref = c
        """);
  }

  /** The server is on the class path, so the module has no name of its own. */
  private static void describe(Path jar, Path module) throws IOException {
    String folder = "META-INF/es-plugins/" + MODULE + "/";
    try (JarFile file = new JarFile(jar.toFile())) {
      for (String name : List.of("plugin-descriptor.properties", "entitlement-policy.yaml")) {
        try (InputStream in = file.getInputStream(file.getJarEntry(folder + name))) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          Files.writeString(module.resolve(name), text.replaceAll("(?m)^modulename=.*$", ""));
        }
      }
    }
  }

  @Override
  public void start() throws Exception {
    List<String> command =
        List.of(
            Project.java(),
            "-Xms160m",
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Des.path.home=" + home,
            "-Dlog4j2.configurationFile=" + home.resolve("config").resolve("log4j2.properties"),
            "-cp",
            jars("server") + "/*",
            Project.module().resolve("servers/elasticsearch/RunElasticsearch.java").toString(),
            home.toString(),
            Integer.toString(port),
            Integer.toString(transportPort));
    RunningProcess started = RunningProcess.start("Elasticsearch", home, Map.of(), command);
    process = started;
    started.await(
        LIMIT,
        () -> "Elasticsearch answers",
        () ->
            Web.read(port, "/_cluster/health")
                .filter(health -> !health.path("status").asString("").equals("red")));
  }

  @Override
  public void kill() {
    RunningProcess running = process;
    if (running != null) {
      running.kill();
      running.close();
      process = null;
    }
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many documents an index has that match a query; none while its shard is being made. */
  public long count(String index, String query) throws Exception {
    return matching(index, query);
  }
}
