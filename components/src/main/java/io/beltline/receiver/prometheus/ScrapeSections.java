package io.beltline.receiver.prometheus;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sections of Prometheus' configuration that are about scraping. */
public record ScrapeSections(
    @Section @Doc("What jobs have that say nothing else.") GlobalConfig global,
    @Default("[]") @Doc("The jobs.") List<ScrapeJobConfig> scrapeConfigs,
    @Default("[]") @Doc("Files with further scrape_configs; the last part may hold a *.")
        List<String> scrapeConfigFiles,
    @Doc("Accepted, without effect.") ConfigNode runtime,
    @Doc("Accepted, without effect.") ConfigNode storage,
    @Doc("Accepted, without effect.") ConfigNode tracing,
    @Doc("Accepted, without effect.") ConfigNode otlp)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < scrapeConfigs.size(); i++) {
      ScrapeJobConfig job = scrapeConfigs.get(i);
      if (!job.jobName().isEmpty() && !names.add(job.jobName())) {
        problems.add(
            "scrape_configs." + i + ".job_name",
            "\"" + job.jobName() + "\" is the name of another job too (expected: another name)");
      }
      timeouts(problems, "scrape_configs." + i + ".scrape_timeout", job);
    }
  }

  private void timeouts(Problems problems, String key, ScrapeJobConfig job) {
    PrometheusDuration written = job.scrapeTimeout();
    Duration interval = JobSettings.interval(global, job);
    if (written != null && written.value().compareTo(interval) > 0) {
      problems.add(
          key,
          "is longer than the interval (expected: at most "
              + new PrometheusDuration(interval)
              + ")");
    }
  }
}
