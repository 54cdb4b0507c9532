package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code global} section: what jobs have that say nothing else. */
public record GlobalConfig(
    @Default("1m") @Doc("From one scrape of a target to the next.")
        PrometheusDuration scrapeInterval,
    @Default("10s") @Doc("How long a scrape may take; at most the interval of the job.")
        PrometheusDuration scrapeTimeout,
    @Default("[]") @Doc("The formats to ask for, the best first; empty for the usual ones.")
        List<ScrapeProtocol> scrapeProtocols,
    @Default("1m") @Doc("Accepted: there are no rules to evaluate.")
        PrometheusDuration evaluationInterval,
    @Default("0s") @Doc("Accepted: there are no rules to evaluate.")
        PrometheusDuration ruleQueryOffset,
    @Default("") @Doc("Accepted: there are no queries.") String queryLogFile,
    @Default("0") @Doc("Accepted: there are no queries.") long queryMaxSeries,
    @Default("0") @Doc("Accepted: there are no queries.") long queryMaxSamplesRead,
    @Default("0s") @Doc("Accepted: there are no queries.") PrometheusDuration queryMaxDuration,
    @Default("") @Doc("Accepted: failed scrapes are told in the log of the collector.")
        String scrapeFailureLogFile,
    @Default("{}") @Doc("Labels that all series get, whatever they have.")
        Map<String, String> externalLabels,
    @Squash ScrapeLimitsConfig limits,
    @Default("utf8") @Doc("Which names are taken: all, or those of old only.")
        NameValidation metricNameValidationScheme,
    @Doc(
            "How names beyond those of old are asked for; by default allow-utf-8, or underscores"
                + " with legacy names.")
        @Nullable Escaping metricNameEscapingScheme,
    @Default("false") @Doc("Whether native histograms are taken, which needs PrometheusProto.")
        boolean scrapeNativeHistograms,
    @Default("false") @Doc("Accepted: a classic histogram has explicit bounds either way.")
        boolean convertClassicHistogramsToNhcb,
    @Default("false") @Doc("Whether the classic form is taken besides the native one.")
        boolean alwaysScrapeClassicHistograms,
    @Default("false") @Doc("Whether scrape_timeout_seconds and the like are told of targets.")
        boolean extraScrapeMetrics)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (!scrapeInterval.value().isPositive()) {
      problems.add("scrape_interval", "must be positive (expected: a duration such as 1m)");
    }
    if (!scrapeTimeout.value().isPositive()) {
      problems.add("scrape_timeout", "must be positive (expected: a duration such as 10s)");
    }
    if (metricNameValidationScheme == NameValidation.LEGACY
        && metricNameEscapingScheme == Escaping.NONE) {
      problems.add(
          "metric_name_escaping_scheme",
          "asks for names that are not taken (expected: underscores)");
    }
  }
}
