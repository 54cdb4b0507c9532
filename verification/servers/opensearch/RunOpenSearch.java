import java.nio.file.Path;
import java.util.List;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/** Runs one node: {@code RunOpenSearch HOME HTTP_PORT TRANSPORT_PORT}. */
public class RunOpenSearch extends Node {
  private static final PluginInfo HTTP =
      new PluginInfo(
          "transport-netty4",
          "HTTP",
          "1",
          Version.CURRENT,
          "21",
          "org.opensearch.transport.Netty4ModulePlugin",
          null,
          List.of(),
          false);

  RunOpenSearch(Environment environment) {
    super(environment, List.of(HTTP), true);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", home.resolve("data").toString())
            .put("cluster.name", "verification")
            .put("node.name", "one")
            .put("network.host", "127.0.0.1")
            .put("http.port", arguments[1])
            .put("transport.port", arguments[2])
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .put("discovery.type", "single-node")
            .put("node.store.allow_mmap", false)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    new RunOpenSearch(new Environment(settings, home.resolve("config"))).start();
    Thread.currentThread().join();
  }
}
