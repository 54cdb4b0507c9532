package io.beltline.processor.resourcedetection;

import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks the Docker daemon what it runs on, and about the container this is.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">its API</a>
 */
final class DockerDetector implements Detector {
  private static final String SOCKET = "unix:///var/run/docker.sock";

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    try {
      look(probe, to);
    } catch (DetectionException failed) {
      throw failed.asAbsent();
    }
  }

  private static void look(Probe probe, Findings to) throws DetectionException {
    String set = probe.variable("DOCKER_HOST");
    String host = set.isEmpty() ? SOCKET : set;
    boolean socket = host.startsWith("unix:");
    if (!socket && !host.startsWith("tcp://") && !host.startsWith("http://")) {
      throw DetectionException.of(
          "DOCKER_HOST: \""
              + host
              + "\" is no address (expected: unix:///path or tcp://host:port)");
    }
    String base = socket ? "http://docker" : "http://" + host.substring(host.indexOf("//") + 2);
    HttpClientConfig client =
        HttpClientConfig.to(
            socket ? host : base, TlsClientConfig.files("", "", "", true), Map.of(), "");
    if (to.wantsAny("os.type", "host.name")) {
      JsonValue info = read(probe, client, base + "/info");
      to.put("os.type", info.text("OSType")).put("host.name", info.text("Name"));
    }
    if (to.wantsAny("container.name", "container.image.name")) {
      container(probe, client, base, to);
    }
  }

  private static void container(Probe probe, HttpClientConfig client, String base, Findings to)
      throws DetectionException {
    String self = SystemDetector.hostName(probe);
    if (self == null) {
      throw DetectionException.of("the container has no host name");
    }
    String id = URLEncoder.encode(self, StandardCharsets.UTF_8);
    JsonValue container = read(probe, client, base + "/containers/" + id + "/json");
    String name = container.text("Name");
    to.put("container.name", name.startsWith("/") ? name.substring(1) : name)
        .put("container.image.name", container.text("Config", "Image"));
  }

  private static JsonValue read(Probe probe, HttpClientConfig client, String url)
      throws DetectionException {
    return JsonValue.read(url, Probe.text(probe.get(client, url)));
  }
}
