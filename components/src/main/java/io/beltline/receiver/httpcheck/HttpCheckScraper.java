package io.beltline.receiver.httpcheck;

import static io.beltline.transport.http.ExchangeTrace.Phase;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.components.parts.Parallel;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.ScrapeRun;
import io.beltline.components.scrape.Scraper;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.http.ExchangeTrace;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks each URL, and tells what the answers were. One thread. */
final class HttpCheckScraper implements Scraper {
  /** So many URLs are asked at a time. */
  private static final int MOST_AT_ONCE = 64;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int CLASSES = 5;
  private static final Map<Phase, MetricSpec> PHASES =
      Map.of(
          Phase.LOOKUP, HttpCheckMetrics.LOOKUP,
          Phase.TLS, HttpCheckMetrics.HANDSHAKE,
          Phase.SEND, HttpCheckMetrics.SEND,
          Phase.RECEIVE, HttpCheckMetrics.RECEIVE);

  private final List<HttpTargetConfig> configs;
  private final MetricSheet sheet;
  private final ClientSettings settings;
  private final Admission admission;
  private final Clock clock;
  private final long begun;
  private final List<HttpClient> clients = new ArrayList<>();
  private final List<HttpTarget> targets = new ArrayList<>();

  /** One that has asked nothing yet. */
  HttpCheckScraper(
      List<HttpTargetConfig> configs,
      MetricSheet sheet,
      ClientSettings settings,
      Admission admission) {
    this.configs = configs;
    this.sheet = sheet;
    this.settings = settings;
    this.admission = admission;
    this.clock = settings.host().clock();
    this.begun = clock.unixNanos();
  }

  @Override
  public String name() {
    return HttpCheckMetrics.TABLE.name();
  }

  @Override
  public void start() {
    boolean started = false;
    try {
      for (HttpTargetConfig config : configs) {
        HttpClient client = HttpClient.create(config.client(), settings);
        clients.add(client);
        for (URI url : config.urls()) {
          targets.add(new HttpTarget(config, url, client, admission));
        }
      }
      started = true;
    } finally {
      if (!started) {
        shutdown();
      }
    }
  }

  @Override
  public void shutdown() {
    clients.forEach(client -> client.close(Deadline.in(clock, Duration.ZERO)));
  }

  @Override
  public void scrape(ScrapeRun run) throws InterruptedException {
    List<Optional<Check>> checks =
        Parallel.map(
            targets,
            MOST_AT_ONCE,
            target -> Optional.ofNullable(target.check(clock, run.within(clock, target.limit()))));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    sheet.begin(begun, run.now());
    for (Optional<Check> check : checks) {
      if (check.isPresent()) {
        tell(check.orElseThrow(), run);
      } else {
        run.faults().add("check", "memory", "there is no memory for an answer now", 1);
      }
    }
    run.write(sheet, Slice.EMPTY);
  }

  private void tell(Check check, ScrapeRun run) {
    String url = check.url();
    sheet.of(HttpCheckMetrics.DURATION).add(check.nanos() / NANOS_PER_MILLI, url);
    ExchangeTrace trace = check.trace();
    PHASES.forEach((phase, metric) -> sheet.of(metric).add(trace.nanos(phase), url));
    sheet.of(HttpCheckMetrics.CONNECT).add(trace.nanos(Phase.CONNECT), url, "tcp");
    X509Certificate peer = trace.peer();
    if (peer != null && sheet.anyOf(HttpCheckMetrics.CERTIFICATE)) {
      certificate(url, ShownCertificate.of(peer), run.now());
    }
    switch (check.outcome()) {
      case Check.Answer answer -> {
        sheet.of(HttpCheckMetrics.SIZE).add(answer.size(), url);
        status(check, answer.status());
      }
      case Check.Missing missing -> {
        HttpReply.Failure failure = missing.why();
        String kind = failure.kind().name().toLowerCase(Locale.ROOT);
        run.faults().add("check", kind, failure.message(), 1);
        sheet.of(HttpCheckMetrics.ERROR).add(1, url, failure.message());
        status(check, 0);
      }
    }
    BodyRules.Counts rules = check.rules();
    if (rules != null) {
      rules(HttpCheckMetrics.PASSED, url, rules.passed());
      rules(HttpCheckMetrics.FAILED, url, rules.failed());
    }
  }

  private void rules(MetricSpec metric, String url, Map<BodyRules.Rule, Integer> counts) {
    counts.forEach(
        (rule, count) ->
            sheet.of(metric).add((long) count, url, rule.name().toLowerCase(Locale.ROOT)));
  }

  private void certificate(String url, ShownCertificate shown, long now) {
    if (shown.isNamed()) {
      sheet
          .of(HttpCheckMetrics.CERTIFICATE)
          .add(
              shown.secondsLeft(now),
              url,
              shown.issuer(),
              shown.commonName(),
              String.join("\n", shown.names()));
    }
  }

  /** A point for each class of statuses; none of them is that of 0. */
  private void status(Check check, int status) {
    for (int each = 1; each <= CLASSES; each++) {
      boolean own = status / 100 == each;
      sheet
          .of(HttpCheckMetrics.STATUS)
          .add(
              own ? 1 : 0,
              check.url(),
              own ? String.valueOf(status) : "",
              check.method(),
              each + "xx");
    }
  }
}
