package io.beltline.receiver.prometheus;

import io.beltline.receiver.prometheus.DnsDiscoveryConfig.RecordType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/**
 * Targets that the domain name system tells. Names are completed as the system does it. A name that
 * cannot be asked for holds on to the targets it had; one that is not there has none.
 */
final class DnsDiscovery implements Discovery {
  private static final String META = "__meta_dns_";
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  private final DnsDiscoveryConfig config;
  private final String server;
  private final Supplier<SearchList> search;
  private final Map<String, TargetGroup> known = new LinkedHashMap<>();
  private volatile boolean closed;

  /**
   * A discovery.
   *
   * @param server who is asked, {@code dns://host:port}; {@code dns:} for whom the system asks
   * @param search how names are completed, asked each time
   */
  DnsDiscovery(DnsDiscoveryConfig config, String server, Supplier<SearchList> search) {
    this.config = config;
    this.server = server;
    this.search = search;
  }

  /** A discovery that asks as the system does. */
  static DnsDiscovery ofSystem(DnsDiscoveryConfig config) {
    return new DnsDiscovery(config, "dns:", () -> SearchList.read(RESOLV_CONF));
  }

  @Override
  public List<TargetGroup> find(Consumer<String> problem) {
    SearchList now = search.get();
    List<FutureTask<Found>> questions = new ArrayList<>();
    for (String name : config.names()) {
      FutureTask<Found> question = new FutureTask<>(() -> ask(name, now));
      questions.add(question);
      Thread.ofVirtual().name("dns_sd " + name).start(question);
    }
    List<Found> answers = await(questions);
    for (int i = 0; i < answers.size(); i++) {
      Found answer = answers.get(i);
      if (answer.group() != null) {
        known.put(config.names().get(i), answer.group());
      }
      if (answer.problem() != null) {
        problem.accept(answer.problem());
      }
    }
    return config.names().stream().map(known::get).filter(Objects::nonNull).toList();
  }

  /**
   * What became of a name.
   *
   * @param group its targets; null if it could not be asked for
   */
  private record Found(@Nullable TargetGroup group, @Nullable String problem) {}

  /**
   * The answers to all; none if it is interrupted. Who asks is left behind then: JNDI waits on
   * whether or not it is interrupted.
   */
  private static List<Found> await(List<FutureTask<Found>> questions) {
    List<Found> answers = new ArrayList<>();
    try {
      for (FutureTask<Found> question : questions) {
        answers.add(question.get());
      }
      return answers;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private Found ask(String name, SearchList names) {
    try {
      return group(name, names);
    } catch (DiscoveryException wrong) {
      return new Found(null, wrong.getMessage() + ", the targets found before hold on");
    }
  }

  /** The targets of the first of the names it may stand for that is there. */
  private Found group(String name, SearchList names) throws DiscoveryException {
    DiscoveryException failed = null;
    for (String candidate : names.candidates(name)) {
      if (closed) {
        throw new DiscoveryException(name + ": nobody waits for it any more");
      }
      try {
        List<String> answers = answers(candidate);
        if (answers != null) {
          return new Found(group(name, answers), null);
        }
      } catch (DiscoveryException wrong) {
        failed = wrong; // a later one may be there
      }
    }
    if (failed != null) {
      throw failed;
    }
    // and so are its targets
    return new Found(group(name, List.of()), name + ": is not there");
  }

  private TargetGroup group(String name, List<String> answers) {
    return new TargetGroup(
        answers.stream().map(this::target).toList(), Map.of(META + "name", name));
  }

  /** What there is of a name; null if there is no such name. */
  @SuppressWarnings("BanJNDI") // the provider of DNS makes texts and no objects
  private @Nullable List<String> answers(String name) throws DiscoveryException {
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
      return null;
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
    environment.put("com.sun.jndi.dns.timeout.initial", "1000");
    environment.put("com.sun.jndi.dns.timeout.retries", "2"); // 1 s and 2 s, not up to 8 s
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
  public void close() {
    closed = true;
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
