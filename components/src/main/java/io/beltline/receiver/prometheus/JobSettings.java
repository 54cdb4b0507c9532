package io.beltline.receiver.prometheus;

import static java.util.Objects.requireNonNullElse;

import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with what it takes from the {@code global} section.
 *
 * @param global the section
 * @param job what is written of the job
 * @param always whether {@code extra_scrape_metrics} holds whatever is written
 * @param folder where relative paths of the job begin
 * @param simple how it is asked where other keys than the job's say it; null where these do
 */
record JobSettings(
    GlobalConfig global,
    ScrapeJobConfig job,
    boolean always,
    Path folder,
    @Nullable SimpleClient simple) {
  /** The largest body where no limit is written: what an array can hold. */
  private static final long LARGEST = 1 << 30;

  /** A job that is written in a file of a folder, or in the collector's own: one without a name. */
  JobSettings(GlobalConfig global, ScrapeJobConfig job, Path folder) {
    this(global, job, false, folder, null);
  }

  /** The same with {@code extra_scrape_metrics}. */
  JobSettings telling() {
    return new JobSettings(global, job, true, folder, simple);
  }

  /** The same, asked in another way. */
  JobSettings with(SimpleClient client) {
    return new JobSettings(global, job, always, folder, client);
  }

  /** The keys of the client that asks. */
  HttpClientConfig client() {
    return simple == null ? job.http().client(folder) : simple.client();
  }

  /** A request with what the job says of itself. */
  HttpCall signed(HttpCall call) throws DiscoveryException {
    return simple == null
        ? Credentials.add(call, job.http(), folder)
        : Credentials.bearer(call, simple.tokenFile());
  }

  static Duration interval(GlobalConfig global, ScrapeJobConfig job) {
    PrometheusDuration own = job.scrapeInterval();
    return own == null || own.value().isZero() ? global.scrapeInterval().value() : own.value();
  }

  Duration interval() {
    return interval(global, job);
  }

  Duration timeout() {
    PrometheusDuration own = job.scrapeTimeout();
    Duration wanted =
        own == null || own.value().isZero() ? global.scrapeTimeout().value() : own.value();
    return wanted.compareTo(interval()) > 0 ? interval() : wanted;
  }

  /** The limits of the job, and where it writes none those of all. */
  private ScrapeLimitsConfig limits() {
    return job.limits().or(global.limits());
  }

  long bodyLimit() {
    long limit = limits().bodySizeLimit().bytes();
    return limit > 0 ? Math.min(limit, LARGEST) : LARGEST;
  }

  long sampleLimit() {
    return limits().sampleLimit();
  }

  long targetLimit() {
    return limits().targetLimit();
  }

  SampleRules.LabelLimits labelLimits() {
    return limits().labels();
  }

  boolean wantsNative() {
    return requireNonNullElse(job.scrapeNativeHistograms(), global.scrapeNativeHistograms());
  }

  boolean wantsClassic() {
    Boolean own = job.alwaysScrapeClassicHistograms();
    Boolean older = job.scrapeClassicHistograms();
    return own != null ? own : requireNonNullElse(older, global.alwaysScrapeClassicHistograms());
  }

  boolean tellsMore() {
    return always || requireNonNullElse(job.extraScrapeMetrics(), global.extraScrapeMetrics());
  }

  private NameValidation names() {
    return requireNonNullElse(
        job.metricNameValidationScheme(), global.metricNameValidationScheme());
  }

  boolean classicNames() {
    return names() == NameValidation.LEGACY;
  }

  Escaping escaping() {
    @Nullable Escaping own = job.metricNameEscapingScheme();
    if (own != null) {
      return own;
    }
    @Nullable Escaping shared = global.metricNameEscapingScheme();
    if (job.metricNameValidationScheme() == null && shared != null) {
      return shared;
    }
    return classicNames() ? Escaping.UNDERSCORES : Escaping.NONE;
  }

  List<ScrapeProtocol> protocols() {
    if (!job.scrapeProtocols().isEmpty()) {
      return job.scrapeProtocols();
    }
    if (!global.scrapeProtocols().isEmpty()) {
      return global.scrapeProtocols();
    }
    return wantsNative() ? ScrapeProtocol.NATIVE : ScrapeProtocol.USUAL;
  }

  ScrapeProtocol fallback() {
    return requireNonNullElse(job.fallbackScrapeProtocol(), ScrapeProtocol.TEXT_0);
  }
}
