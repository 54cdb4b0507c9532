package io.beltline.receiver.prometheus;

import io.beltline.components.relabel.RelabelRule;
import io.beltline.transport.HostPort;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is scraped. Equal targets are one: those of the same labels, URL, interval and timeout whose
 * resource is the same. What else was found out of them, as whether a pod is ready, changes none.
 *
 * @param labels of its series
 * @param url where it is
 * @param interval from one scrape to the next
 * @param timeout how long a scrape may take
 * @param meta what was found out of it, by its labels; of some the resource gets attributes
 */
record Target(
    SortedMap<String, String> labels,
    URI url,
    Duration interval,
    Duration timeout,
    SortedMap<String, String> meta) {
  private static final String INTERVAL = "__scrape_interval__";
  private static final String TIMEOUT = "__scrape_timeout__";
  private static final String PATH = "__metrics_path__";
  private static final String SCHEME = "__scheme__";
  private static final String PARAM = "__param_";

  /** A target that cannot be scraped. */
  static final class BadTargetException extends Exception {
    private static final long serialVersionUID = 1;

    BadTargetException(String message) {
      super(message);
    }
  }

  /**
   * The target of what was found; null if relabeling drops it.
   *
   * @param rules for its labels
   * @throws BadTargetException if it has no address or the like
   */
  static @Nullable Target of(
      JobSettings job, List<RelabelRule> rules, Map<String, String> own, Map<String, String> group)
      throws BadTargetException {
    SortedMap<String, String> labels = new TreeMap<>(group);
    labels.putAll(own);
    labels.values().removeIf(String::isEmpty);
    labels.putIfAbsent("job", job.job().jobName());
    labels.putIfAbsent(INTERVAL, new PrometheusDuration(job.interval()).toString());
    labels.putIfAbsent(TIMEOUT, new PrometheusDuration(job.timeout()).toString());
    labels.putIfAbsent(PATH, job.job().metricsPath());
    labels.putIfAbsent(
        SCHEME, job.job().scheme() == ScrapeJobConfig.Scheme.HTTPS ? "https" : "http");
    job.job()
        .params()
        .forEach(
            (name, values) -> {
              if (!values.isEmpty()) {
                labels.putIfAbsent(PARAM + name, values.getFirst());
              }
            });
    SortedMap<String, String> found = new TreeMap<>(labels);
    return RelabelRule.apply(rules, labels) ? of(job, labels, found) : null;
  }

  private static Target of(
      JobSettings job, SortedMap<String, String> labels, SortedMap<String, String> found)
      throws BadTargetException {
    String address = labels.getOrDefault(TargetGroup.ADDRESS, "");
    if (address.isEmpty() || address.contains("/")) {
      throw new BadTargetException(
          address.isEmpty()
              ? "a target has no address"
              : "\"" + address + "\" is no address (expected: host:port)");
    }
    Duration interval = duration(labels, INTERVAL);
    Duration timeout = duration(labels, TIMEOUT);
    if (timeout.compareTo(interval) > 0) {
      throw new BadTargetException(address + ": the timeout is longer than the interval");
    }
    URI url = url(job, labels, address);
    labels.putIfAbsent("instance", address);
    labels.keySet().removeIf(name -> name.startsWith("__"));
    SortedMap<String, String> meta = new TreeMap<>();
    meta.put(SCHEME, url.getScheme());
    meta.putAll(found.subMap("__meta_kubernetes_", "__meta_kubernetes`"));
    return new Target(labels, url, interval, timeout, meta);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target target
        && labels.equals(target.labels)
        && url.equals(target.url)
        && interval.equals(target.interval)
        && timeout.equals(target.timeout)
        && TargetResource.isSame(meta, target.meta);
  }

  @Override
  public int hashCode() {
    return Objects.hash(labels, url, interval, timeout);
  }

  private static Duration duration(Map<String, String> labels, String name)
      throws BadTargetException {
    String text = labels.getOrDefault(name, "");
    try {
      Duration duration = PrometheusDuration.parse(text).value();
      if (duration.isPositive()) {
        return duration;
      }
    } catch (IllegalArgumentException | ArithmeticException none) {
      throw new BadTargetException(name + ": " + none.getMessage());
    }
    throw new BadTargetException(name + " is not positive (expected: a duration such as 15s)");
  }

  private static URI url(JobSettings job, Map<String, String> labels, String address)
      throws BadTargetException {
    Map<String, List<String>> params = new TreeMap<>();
    job.job().params().forEach((name, values) -> params.put(name, new ArrayList<>(values)));
    labels.forEach(
        (name, value) -> {
          if (name.startsWith(PARAM)) {
            List<String> values =
                params.computeIfAbsent(name.substring(PARAM.length()), key -> new ArrayList<>());
            if (values.isEmpty()) {
              values.add(value);
            } else {
              values.set(0, value);
            }
          }
        });
    String path = labels.getOrDefault(PATH, "");
    StringBuilder text = new StringBuilder(labels.getOrDefault(SCHEME, "http"));
    text.append("://").append(address).append(path.startsWith("/") || path.isEmpty() ? "" : "/");
    text.append(path.replace(" ", "%20"));
    char separator = path.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, List<String>> param : params.entrySet()) {
      for (String value : param.getValue()) {
        text.append(separator).append(encoded(param.getKey())).append('=').append(encoded(value));
        separator = '&';
      }
    }
    try {
      URI url = URI.create(text.toString());
      if (HostPort.of(url) != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      throw new BadTargetException("\"" + text + "\" is no URL: " + malformed.getMessage());
    }
    throw new BadTargetException("\"" + text + "\" is no URL (expected: http://host:port/path)");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The attributes of the resource of one of its instances. */
  SortedMap<String, String> resource(ResourceGroup.Id id) {
    return TargetResource.attributes(id, new LinkedHashMap<>(meta));
  }

  /** When its first scrape is due, so that those of many targets are spread. */
  Duration offset(long unixNanos) {
    long step = interval.toNanos();
    long hash = (labels.hashCode() * 31L + url.hashCode()) * 0x9e3779b97f4a7c15L;
    long next = step - Math.floorMod(unixNanos, step) + Long.remainderUnsigned(hash, step);
    return Duration.ofNanos(next > step ? next - step : next);
  }
}
