package io.beltline.service.telemetry;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code service::telemetry::metrics}.
 *
 * @param level how much
 * @param address where metrics can be read, in place of readers; empty if not set
 * @param readers who gets the metrics; null for a Prometheus page at localhost:8888
 * @param views accepted with a warning
 */
public record MetricsConfig(
    @Default("normal") @Doc("How much: none, basic, normal, detailed. None opens no port.")
        String level,
    @Default("") @Doc("host:port of the Prometheus page, as older versions configure it.")
        String address,
    @Doc("Who gets the metrics; not set: a Prometheus page at localhost:8888.")
        @Nullable List<ReaderConfig> readers,
    @Doc("Not supported yet: accepted with a warning.") @Nullable ConfigNode views)
    implements Validated {
  private static final Set<String> LEVELS = Set.of("", "none", "basic", "normal", "detailed");

  /**
   * One reader.
   *
   * @param pull a page somebody reads
   * @param periodic somewhere to send to
   */
  public record ReaderConfig(
      @Section(absent = Presence.OFF) @Doc("A page somebody reads.") @Nullable PullConfig pull,
      @Section(absent = Presence.OFF) @Doc("Somewhere to send to, at intervals.")
          @Nullable PeriodicConfig periodic)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      if ((pull == null) == (periodic == null)) {
        problems.add(
            "", "names " + (pull == null ? "none" : "both") + " (expected: pull or periodic)");
      }
    }
  }

  /**
   * A page somebody reads.
   *
   * @param exporter its form
   * @param producers accepted, without effect
   */
  public record PullConfig(
      @Section @Doc("Its form.") PullExporterConfig exporter,
      @Doc("Accepted, without effect.") @Nullable ConfigNode producers) {}

  /**
   * The form of a page.
   *
   * @param prometheus the only form
   */
  public record PullExporterConfig(
      @Section(absent = Presence.OFF) @Doc("The Prometheus page.")
          @Nullable PrometheusConfig prometheus) {}

  /**
   * A Prometheus page.
   *
   * @param host the address to listen on
   * @param port the port to listen on
   * @param withoutScopeInfo whether series get no otel_scope labels
   * @param withoutUnits whether names get no unit
   * @param withoutTypeSuffix whether counters get no _total
   * @param withResourceConstantLabels accepted, without effect
   */
  public record PrometheusConfig(
      @Default("localhost") @Doc("The address to listen on.") String host,
      @Default("8888") @Doc("The port to listen on.") int port,
      @Default("true") @Doc("Whether series get no otel_scope labels.") boolean withoutScopeInfo,
      @Default("true") @Doc("Whether names get no unit.") boolean withoutUnits,
      @Default("true") @Doc("Whether counters get no _total.") boolean withoutTypeSuffix,
      @Doc("Accepted, without effect.") @Nullable ConfigNode withResourceConstantLabels)
      implements Validated {
    static final PrometheusConfig STANDARD =
        new PrometheusConfig("localhost", 8888, true, true, true, null);

    @Override
    public void validate(Problems problems) {
      if (port < 0 || port > 65_535) {
        problems.add("port", port + " is no port (expected: 0 to 65535)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (!LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
      problems.add(
          "level", "\"" + level + "\" is no level (expected: none, basic, normal, detailed)");
    }
    if (!address.isEmpty() && address(address) == null) {
      problems.add("address", "\"" + address + "\" is no address (expected: host:port or :port)");
    }
    if (readers != null && readers.isEmpty() && address.isEmpty() && !isOff()) {
      problems.add("readers", "is empty (expected: a reader, or level none)");
    }
  }

  /** Whether no metrics are shown. */
  boolean isOff() {
    return level.equalsIgnoreCase("none");
  }

  /** The pages to open. */
  public List<PrometheusConfig> pages() {
    if (isOff()) {
      return List.of();
    }
    if (readers != null) {
      return readers.stream()
          .map(ReaderConfig::pull)
          .filter(pull -> pull != null)
          .map(pull -> pull.exporter().prometheus())
          .filter(page -> page != null)
          .toList();
    }
    PrometheusConfig page = address.isEmpty() ? null : address(address);
    return List.of(page == null ? PrometheusConfig.STANDARD : page);
  }

  /** Where metrics are sent to. */
  public List<PeriodicConfig> periodic() {
    if (isOff() || readers == null) {
      return List.of();
    }
    return readers.stream().map(ReaderConfig::periodic).filter(Objects::nonNull).toList();
  }

  private static @Nullable PrometheusConfig address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      return null;
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    String host = text.substring(0, colon);
    boolean bare = host.contains(":") && !host.startsWith("[");
    return bare || port > 65_535 ? null : new PrometheusConfig(host, port, true, true, true, null);
  }
}
