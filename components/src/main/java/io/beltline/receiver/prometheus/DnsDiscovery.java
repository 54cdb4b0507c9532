package io.beltline.receiver.prometheus;

import io.beltline.receiver.prometheus.DnsDiscoveryConfig.RecordType;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** Targets that the domain name system tells. */
final class DnsDiscovery implements Discovery {
  private static final String META = "__meta_dns_";

  private final DnsDiscoveryConfig config;
  private final String server;

  /**
   * A discovery.
   *
   * @param server who is asked, {@code dns://host:port}; {@code dns:} for whom the system asks
   */
  DnsDiscovery(DnsDiscoveryConfig config, String server) {
    this.config = config;
    this.server = server;
  }

  @Override
  public List<TargetGroup> find(Consumer<String> problem) throws DiscoveryException {
    List<TargetGroup> groups = new ArrayList<>();
    for (String name : config.names()) {
      List<Map<String, String>> targets = new ArrayList<>();
      for (String answer : answers(name)) {
        targets.add(target(answer));
      }
      groups.add(new TargetGroup(targets, Map.of(META + "name", name)));
    }
    return groups;
  }

  @SuppressWarnings("BanJNDI") // the provider of DNS makes texts and no objects
  private List<String> answers(String name) throws DiscoveryException {
    String type = config.type().name();
    List<String> answers = new ArrayList<>();
    try {
      DirContext context = new InitialDirContext(environment());
      try {
        Attribute found =
            context.getAttributes(name.replace("/", "\\/"), new String[] {type}).get(type);
        NamingEnumeration<?> values = found == null ? null : found.getAll();
        while (values != null && values.hasMore()) {
          answers.add(String.valueOf(values.next()));
        }
      } finally {
        context.close();
      }
    } catch (NameNotFoundException none) {
      return List.of(); // the name has ended, and so have its targets
    } catch (NamingException wrong) {
      throw new DiscoveryException(name + ": " + wrong.getMessage());
    }
    answers.sort(null);
    return answers;
  }

  @SuppressWarnings("JdkObsolete") // what JNDI takes
  private Hashtable<String, String> environment() {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("java.naming.provider.url", server);
    return environment;
  }

  private Map<String, String> target(String answer) {
    Map<String, String> labels = new LinkedHashMap<>();
    String[] parts = answer.split(" ", -1);
    String host = parts[parts.length - 1];
    String port = String.valueOf(config.port());
    RecordType type = config.type();
    switch (type) {
      case SRV -> {
        port = parts.length < 4 ? port : parts[2];
        labels.put(META + "srv_record_target", host);
        labels.put(META + "srv_record_port", port);
      }
      case MX -> labels.put(META + "mx_record_target", host);
      case NS -> labels.put(META + "ns_record_target", host);
      case A, AAAA -> {}
    }
    String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    labels.put(
        TargetGroup.ADDRESS, bare.indexOf(':') < 0 ? bare + ":" + port : "[" + bare + "]:" + port);
    return labels;
  }

  @Override
  public long again() {
    return config.refreshInterval().value().toNanos();
  }

  @Override
  public String name() {
    return "dns_sd_configs " + config.names();
  }
}
