package io.beltline.receiver.prometheus;

import io.beltline.components.relabel.RelabelConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job: what is scraped, and how. What is null or 0 is the {@code global} section's. */
public record ScrapeJobConfig(
    @Default("") @Doc("The job's name, and the label job of its targets.") String jobName,
    @Default("false") @Doc("Whether labels of series win over those of their target.")
        boolean honorLabels,
    @Default("true") @Doc("Whether the times that targets say count.") boolean honorTimestamps,
    @Default("false") @Doc("Whether the end of series is told whose times the target says.")
        boolean trackTimestampsStaleness,
    @Default("{}") @Doc("Parameters of the URL.") Map<String, List<String>> params,
    @Doc("From one scrape of a target to the next.") @Nullable PrometheusDuration scrapeInterval,
    @Doc("How long a scrape may take; at most the interval.")
        @Nullable PrometheusDuration scrapeTimeout,
    @Default("[]") @Doc("The formats to ask for, the best first.")
        List<ScrapeProtocol> scrapeProtocols,
    @Doc("The format of answers whose content type tells none; by default PrometheusText0.0.4.")
        @Nullable ScrapeProtocol fallbackScrapeProtocol,
    @Doc("Whether native histograms are taken, which needs PrometheusProto.")
        @Nullable Boolean scrapeNativeHistograms,
    @Doc("Whether the classic form is taken besides the native one.")
        @Nullable Boolean alwaysScrapeClassicHistograms,
    @Doc("Older: always_scrape_classic_histograms.") @Nullable Boolean scrapeClassicHistograms,
    @Doc("Accepted: a classic histogram has explicit bounds either way.")
        @Nullable Boolean convertClassicHistogramsToNhcb,
    @Default("") @Doc("Accepted: failed scrapes are told in the log of the collector.")
        String scrapeFailureLogFile,
    @Default("/metrics") @Doc("The path of the URL.") String metricsPath,
    @Default("http") @Doc("The scheme of the URL.") Scheme scheme,
    @Default("true") @Doc("Whether answers may be compressed.") boolean enableCompression,
    @Squash ScrapeLimitsConfig limits,
    @Default("0") @Doc("Accepted: native histograms keep their buckets.")
        long nativeHistogramBucketLimit,
    @Default("0") @Doc("Accepted: native histograms keep their buckets.")
        double nativeHistogramMinBucketFactor,
    @Doc("Which names are taken: all, or those of old only.")
        @Nullable NameValidation metricNameValidationScheme,
    @Doc("How names beyond those of old are asked for.")
        @Nullable Escaping metricNameEscapingScheme,
    @Doc("Whether scrape_timeout_seconds and the like are told of targets.")
        @Nullable Boolean extraScrapeMetrics,
    @Default("[]") @Doc("Targets that are written out.") List<StaticTargetsConfig> staticConfigs,
    @Default("[]") @Doc("Targets that stand in files.") List<FileDiscoveryConfig> fileSdConfigs,
    @Default("[]") @Doc("Targets that servers tell.") List<HttpDiscoveryConfig> httpSdConfigs,
    @Default("[]") @Doc("Targets that the domain name system tells.")
        List<DnsDiscoveryConfig> dnsSdConfigs,
    @Squash OtherDiscoveryConfig otherDiscovery,
    @Squash ScrapeHttpConfig http,
    @Default("[]") @Doc("Rules for the labels of targets.") List<RelabelConfig> relabelConfigs,
    @Default("[]") @Doc("Rules for the labels of series.") List<RelabelConfig> metricRelabelConfigs)
    implements Validated {

  /** The scheme of a URL. */
  public enum Scheme {
    HTTP,
    HTTPS
  }

  @Override
  public void validate(Problems problems) {
    if (jobName.isEmpty()) {
      problems.add("job_name", "is missing (expected: a name)");
    }
    if (metricNameValidationScheme == NameValidation.LEGACY
        && metricNameEscapingScheme == Escaping.NONE) {
      problems.add(
          "metric_name_escaping_scheme",
          "asks for names that are not taken (expected: underscores)");
    }
  }
}
