package io.beltline.receiver.prometheus;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.parts.Parallel;
import io.beltline.model.Signal;
import io.beltline.transport.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Scrapes targets as Prometheus does. */
final class PrometheusReceiver implements Receiver {
  private final Settings settings;
  private final Plan plan;
  private final Outputs outputs;
  private final List<Job> jobs = new ArrayList<>();
  private final List<JobDiscovery> discoveries = new ArrayList<>();
  private ApiServer api = ApiServer.NONE;

  /**
   * What is to be done.
   *
   * @param jobs what is scraped
   * @param trimSuffixes whether units and {@code _total} are taken off names
   * @param scrapeOnShutdown whether there is a last scrape
   * @param initialOffset how much later the first scrapes are
   * @param api what is served
   */
  record Plan(
      List<JobSettings> jobs,
      boolean trimSuffixes,
      boolean scrapeOnShutdown,
      Duration initialOffset,
      ApiServerConfig api) {}

  PrometheusReceiver(Settings settings, Plan plan, Outputs outputs) {
    this.settings = settings;
    this.plan = plan;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.METRICS).orElse(null);
    if (consumer == null) {
      return;
    }
    ReceiverSettings shared =
        new ReceiverSettings(consumer, outputs.admission(), plan.trimSuffixes, plan.initialOffset);
    for (JobSettings each : plan.jobs) {
      Job job = new Job(each, settings, shared, host);
      jobs.add(job);
      JobDiscovery discovery = new JobDiscovery(job, host.clock(), discoveries(each, host));
      discoveries.add(discovery);
      discovery.start();
    }
    if (plan.api.enabled()) {
      api = ApiServer.start(plan.api, settings, host, List.copyOf(jobs));
    }
  }

  private List<Discovery> discoveries(JobSettings job, Host host) {
    ScrapeJobConfig config = job.job();
    ClientSettings client = ClientSettings.of(settings, host);
    List<Discovery> all = new ArrayList<>();
    if (!config.staticConfigs().isEmpty()) {
      all.add(new StaticDiscovery(config.staticConfigs()));
    }
    config.fileSdConfigs().forEach(each -> all.add(new FileDiscovery(each, job.folder())));
    config.httpSdConfigs().forEach(each -> all.add(new HttpDiscovery(each, job.folder(), client)));
    config.dnsSdConfigs().forEach(each -> all.add(DnsDiscovery.ofSystem(each)));
    return all;
  }

  /** The jobs, while it runs. */
  List<Job> jobs() {
    return List.copyOf(jobs);
  }

  @Override
  public void shutdown(Deadline deadline) {
    api.shutdown(deadline);
    jobs.forEach(Job::cancel);
    Parallel.map(
        jobs,
        jobs.size(),
        each -> {
          each.shutdown(deadline, plan.scrapeOnShutdown);
          return each;
        });
    // last: one that hangs costs no last scrape
    discoveries.forEach(each -> each.shutdown(deadline));
  }
}
