package io.beltline.processor.resourcedetection;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.delivery.RetryConfig;
import io.beltline.model.otlp.Value;
import io.beltline.transport.ClientSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** One detector at work, until it has found what it can or gives up. One thread. */
final class DetectorRun {
  private static final double[] BOUNDS = {0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60};
  private static final double NANOS = 1e9;
  private static final Duration NO_LIMIT = Duration.ofDays(1);
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Settings settings;
  private final ResourceDetectionConfig config;
  private final Surroundings surroundings;
  private final Host host;
  private final DetectorType type;
  private final Detector detector;
  private final Map<String, Boolean> attributes;
  private final boolean once;
  private final Set<String> before;

  /**
   * A run that has not begun.
   *
   * @param once whether one attempt must do
   * @param before what an earlier run has found: what told it is there then, though it may not
   *     answer
   */
  DetectorRun(
      Settings settings,
      ResourceDetectionConfig config,
      Surroundings surroundings,
      Host host,
      DetectorType type,
      boolean once,
      Set<String> before) {
    this.settings = settings;
    this.config = config;
    this.surroundings = surroundings;
    this.host = host;
    this.type = type;
    this.once = once || !config.retry().enabled() || type.isConstant();
    this.before = before;
    this.detector = detector(settings, config, type);
    this.attributes = type.attributes(config.flags().getOrDefault(type, Map.of()));
  }

  private static Detector detector(
      Settings settings, ResourceDetectionConfig config, DetectorType type) {
    return switch (type) {
      case ENV -> new EnvDetector();
      case SYSTEM -> new SystemDetector(config.system(), settings.logger());
      case DOCKER -> new DockerDetector();
      case EC2 -> new Ec2Detector(config.ec2(), settings.logger());
      case ECS -> new EcsDetector();
      case EKS -> new EksDetector(config.eks());
      case BEANSTALK -> new BeanstalkDetector();
      case LAMBDA -> new LambdaDetector();
      case AZURE -> new AzureDetector(config.azure().tags());
      case AKS -> new AksDetector();
      case GCP -> new GcpDetector(config.gcp().labels(), settings.logger());
      case HEROKU -> new HerokuDetector();
      case KUBERNETES -> new KubernetesDetector(config.kubernetes(), settings.logger());
      case KUBERNETES_NODE -> new KubernetesDetector(config.kubernetesNode(), settings.logger());
    };
  }

  /** Takes what became of attempts. */
  interface Outcome {
    /** The detector has found what there is; the last that is told. */
    void found(Map<String, Value> values);

    /** An attempt failed. */
    void failed(String message);
  }

  /** Looks until it is done, the time for that is over, or the thread is interrupted. */
  void run(Outcome outcome) {
    Clock clock = host.clock();
    long begin = clock.nanoTime();
    RetryConfig retry = config.retry();
    Duration limit = retry.limit(false);
    Deadline end = Deadline.in(clock, limit.isZero() ? NEVER : limit);
    double wait = retry.initialInterval().toNanos();
    while (!attempt(end, outcome)) {
      Duration pause = spread(wait);
      if (once || end.remaining().compareTo(pause) <= 0 || !sleep(pause)) {
        count("failure", begin);
        return;
      }
      wait = Math.min(wait * retry.multiplier(), (double) retry.maxInterval().toNanos());
    }
    count("success", begin);
  }

  private boolean attempt(Deadline end, Outcome outcome) {
    Duration timeout = config.client().timeout();
    Deadline deadline = end.within(timeout.isZero() ? NO_LIMIT : timeout);
    Findings findings = new Findings(attributes);
    try (Probe probe =
        new Probe(surroundings, config.client(), ClientSettings.of(settings, host), deadline)) {
      detector.detect(probe, findings);
    } catch (DetectionException failed) {
      if (!failed.isAbsent() || mustBeThere(findings)) {
        outcome.failed(failed.words());
        return false;
      }
      settings.logger().debug("the detector {} found: {}", type.label(), failed.words());
    }
    outcome.found(findings.values());
    return true;
  }

  private boolean mustBeThere(Findings findings) {
    return !findings.values().keySet().containsAll(before)
        || config.failOnMissingMetadata()
        || (type == DetectorType.EC2 && config.ec2().failOnMissingMetadata());
  }

  private Duration spread(double nanos) {
    double factor = config.retry().randomizationFactor();
    double random = 1 + factor * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofNanos((long) (nanos * random));
  }

  private boolean sleep(Duration pause) {
    try {
      host.clock().sleep(pause);
      return true;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void count(String outcome, long begin) {
    Map<String, String> labels = Map.of("detector", type.label(), "outcome", outcome);
    Meter meter = settings.meter();
    meter
        .counter(
            "otelcol_resourcedetection_detector_results",
            "{detection}",
            "Detections, by detector and outcome.",
            labels)
        .add(1);
    meter
        .histogram(
            "otelcol_resourcedetection_detector_duration",
            "s",
            "How long a detector took, with the time between attempts.",
            labels,
            BOUNDS)
        .record((host.clock().nanoTime() - begin) / NANOS);
  }
}
