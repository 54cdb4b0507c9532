package io.beltline.exporter.loadbalancing;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the list of backends comes from: exactly one of these.
 *
 * @param fixed a list
 * @param dns the addresses of a name
 * @param k8s not supported
 * @param awsCloudMap not supported
 */
public record ResolverConfig(
    @Key("static")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("A list of backends.")
        @Nullable StaticConfig fixed,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("The addresses a name has at the moment, of both families.")
        @Nullable DnsConfig dns,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("Not supported: write dns with the name of a headless service.")
        @Nullable KubernetesConfig k8s,
    @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Doc("Not supported: write dns with the name that Cloud Map gives the service.")
        @Nullable CloudMapConfig awsCloudMap)
    implements Validated {

  /**
   * A list of backends.
   *
   * @param hostnames each host:port; without a port 4317
   */
  public record StaticConfig(
      @Default("[]") @Doc("The backends, host:port each; without a port 4317.")
          List<String> hostnames)
      implements Validated {

    /** Copies the list. */
    public StaticConfig {
      hostnames = List.copyOf(hostnames);
    }

    @Override
    public void validate(Problems problems) {
      if (hostnames.isEmpty()) {
        problems.add("hostnames", "is empty (expected: at least one host:port)");
      }
      for (String name : hostnames) {
        String wrong = Backend.problem(name);
        if (wrong != null) {
          problems.add("hostnames", wrong);
        }
      }
      if (hostnames.size() > Endpoints.MOST) {
        problems.add("hostnames", "has more than %d entries".formatted(Endpoints.MOST));
      }
    }
  }

  /**
   * The addresses of a name.
   *
   * @param hostname the name
   * @param port the port of each address; empty for 4317
   * @param interval how often it is looked up
   * @param timeout how long that may take
   */
  public record DnsConfig(
      @Default("") @Doc("The name to look up.") String hostname,
      @Default("") @Doc("The port of every address; empty for 4317.") String port,
      @Default("5s") @Doc("How often the name is looked up; 0 means 5s.") Duration interval,
      @Default("1s") @Doc("How long that may take; 0 means 1s.") Duration timeout)
      implements Validated {

    /** Zero means the default. */
    public DnsConfig {
      interval = interval.isZero() ? Duration.ofSeconds(5) : interval;
      timeout = timeout.isZero() ? Duration.ofSeconds(1) : timeout;
    }

    @Override
    public void validate(Problems problems) {
      if (hostname.isBlank()) {
        problems.add("hostname", "is empty (expected: the name to look up)");
      }
      if (!port.isEmpty() && !Backend.isPort(port)) {
        problems.add("port", "\"" + port + "\" is no port (expected: 1 to 65535)");
      }
      if (interval.isNegative()) {
        problems.add("interval", "must be positive (expected: a duration such as 5s)");
      }
      if (timeout.isNegative()) {
        problems.add("timeout", "must be positive (expected: a duration such as 1s)");
      }
    }
  }

  /**
   * The keys of the resolver that watches a Kubernetes service, so that they are refused by name.
   *
   * @param service not supported
   * @param ports not supported
   * @param timeout not supported
   * @param returnHostnames not supported
   */
  public record KubernetesConfig(
      @Default("") @Doc("Not supported.") String service,
      @Default("[]") @Doc("Not supported.") List<Integer> ports,
      @Default("1m") @Doc("Not supported.") Duration timeout,
      @Default("false") @Doc("Not supported.") boolean returnHostnames) {

    /** Copies the list. */
    public KubernetesConfig {
      ports = List.copyOf(ports);
    }
  }

  /**
   * The keys of the resolver that asks AWS Cloud Map, so that they are refused by name.
   *
   * @param namespace not supported
   * @param serviceName not supported
   * @param healthStatus not supported
   * @param interval not supported
   * @param timeout not supported
   * @param port not supported
   * @param ownerAccount not supported
   */
  public record CloudMapConfig(
      @Default("") @Doc("Not supported.") String namespace,
      @Default("") @Doc("Not supported.") String serviceName,
      @Default("") @Doc("Not supported.") String healthStatus,
      @Default("30s") @Doc("Not supported.") Duration interval,
      @Default("5s") @Doc("Not supported.") Duration timeout,
      @Doc("Not supported.") @Nullable Integer port,
      @Doc("Not supported.") @Nullable String ownerAccount) {}

  @Override
  public void validate(Problems problems) {
    if (k8s != null) {
      problems.add("k8s", "is not supported (expected: dns with " + kubernetesName(k8s) + ")");
    }
    if (awsCloudMap != null) {
      problems.add(
          "aws_cloud_map",
          "is not supported (expected: dns with the name that Cloud Map gives the service, such as"
              + " service.namespace, or static)");
    }
    if (k8s == null && awsCloudMap == null) {
      if (fixed == null && dns == null) {
        problems.add("", "names no resolver (expected: static or dns)");
      }
      if (fixed != null && dns != null) {
        problems.add("", "names two resolvers (expected: static or dns, not both)");
      }
    }
  }

  private static String kubernetesName(KubernetesConfig k8s) {
    String[] labels = k8s.service().split("\\.", 3);
    String name = labels[0].isEmpty() ? "SERVICE" : labels[0];
    String namespace = labels.length > 1 && !labels[1].isEmpty() ? labels[1] : "NAMESPACE";
    return "hostname: %s.%s.svc.cluster.local, the name of a headless service"
        .formatted(name, namespace);
  }
}
