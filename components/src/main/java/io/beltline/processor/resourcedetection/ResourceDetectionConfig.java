package io.beltline.processor.resourcedetection;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Squash;
import io.beltline.config.Suggestion;
import io.beltline.config.Validated;
import io.beltline.delivery.RetryConfig;
import io.beltline.transport.config.HttpClientConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What users write under {@code resource_detection}.
 *
 * @param client the keys of every HTTP client; its endpoint has no meaning
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/resourcedetectionprocessor">the
 *     keys and defaults</a>
 */
public record ResourceDetectionConfig(
    @Doc("What finds attributes, in order: of attributes that two find, the first counts.")
        @Default("[env]")
        List<String> detectors,
    @Doc("Whether attributes that a resource has are replaced.") @Default("true") boolean override,
    @Doc("How often it is detected anew; 0 for once.") @Default("0s") Duration refreshInterval,
    @Doc("Whether a detector that finds itself on another platform has failed and tries again.")
        @Default("false")
        boolean failOnMissingMetadata,
    @Doc("How a detector that failed tries again.")
        @Defaults({"initial_interval=1s", "multiplier=2", "max_elapsed_time=0s"})
        RetryConfig retry,
    @Squash @Defaults("timeout=5s") HttpClientConfig client,
    @Doc("The detector system.") SystemConfig system,
    @Doc("The detector docker.") PlainConfig docker,
    @Doc("The detector ec2.") Ec2Config ec2,
    @Doc("The detector ecs.") PlainConfig ecs,
    @Doc("The detector eks.") EksConfig eks,
    @Doc("The detector elastic_beanstalk.") PlainConfig elasticbeanstalk,
    @Doc("The detector lambda.") PlainConfig lambda,
    @Doc("The detector azure.") AzureConfig azure,
    @Doc("The detector aks.") PlainConfig aks,
    @Doc("The detector gcp.") GcpConfig gcp,
    @Doc("The detector heroku.") PlainConfig heroku,
    @Doc("The detector k8s_api.") @Key("k8s_api") KubernetesConfig kubernetes,
    @Doc("The detector k8snode, which is k8s_api by its name of old.") @Key("k8snode")
        KubernetesConfig kubernetesNode)
    implements Validated {
  static final String FLAGS = "Which attributes are set; those not named are by default.";

  /** A detector with nothing to choose but attributes. */
  public record PlainConfig(@Doc(FLAGS) Map<String, AttributeConfig> resourceAttributes) {}

  /** The detector {@code system}. */
  public record SystemConfig(
      @Doc("What tells the name of the host, in order: dns, os, cname, lookup. None for dns, os.")
          @Default("[]")
          List<NameSource> hostnameSources,
      @Doc(FLAGS) Map<String, AttributeConfig> resourceAttributes) {

    /** What tells the name of the host. */
    public enum NameSource {
      /** The hosts file and the resolver: the name with its domain. */
      DNS,
      /** The operating system. */
      OS,
      /** The canonical name. */
      CNAME,
      /** The name of the address. */
      LOOKUP
    }

    List<NameSource> sources() {
      return hostnameSources.isEmpty() ? List.of(NameSource.DNS, NameSource.OS) : hostnameSources;
    }
  }

  /** The detector {@code ec2}. */
  public record Ec2Config(
      @Doc("RE2 expressions: tags whose keys one matches become attributes ec2.tag.KEY.")
          @Default("[]")
          List<String> tags,
      @Doc("How often the metadata service is asked before it is taken to be absent.") @Default("3")
          int maxAttempts,
      @Doc("The longest time between such attempts.") @Default("20s") Duration maxBackoff,
      @Doc("The same as the key of this name beside detectors, for this one.") @Default("false")
          boolean failOnMissingMetadata,
      @Doc("Tags always come from the metadata service; false changes nothing.") @Default("false")
          boolean tagsFromImds,
      @Doc(FLAGS) Map<String, AttributeConfig> resourceAttributes)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      KeyMatcher.validate("tags", tags, problems);
      if (maxAttempts < 1) {
        problems.add("max_attempts", "must be 1 or more");
      }
      if (maxBackoff.isNegative()) {
        problems.add("max_backoff", "must not be negative (expected: a duration such as 20s)");
      }
    }
  }

  /** The detector {@code eks}. */
  public record EksConfig(
      @Doc("The variable that holds the name of the node.") @Default("\"\"") String nodeFromEnvVar,
      @Doc(FLAGS) Map<String, AttributeConfig> resourceAttributes) {}

  /** The detector {@code azure}. */
  public record AzureConfig(
      @Doc("RE2 expressions: tags whose keys one matches become attributes azure.tag.KEY.")
          @Default("[]")
          List<String> tags,
      @Doc(FLAGS) Map<String, AttributeConfig> resourceAttributes)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      KeyMatcher.validate("tags", tags, problems);
    }
  }

  /** The detector {@code gcp}. */
  public record GcpConfig(
      @Doc(
              "RE2 expressions: labels whose keys one matches become attributes"
                  + " gcp.gce.instance.labels.KEY.")
          @Default("[]")
          List<String> labels,
      @Doc(FLAGS) Map<String, AttributeConfig> resourceAttributes)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      KeyMatcher.validate("labels", labels, problems);
    }
  }

  /** The detector {@code k8s_api}. */
  public record KubernetesConfig(
      @Doc("Who asks: serviceAccount, or none.") @Default("serviceAccount") AuthType authType,
      @Doc("Goes with kubeConfig, which is not supported.") @Default("\"\"") String context,
      @Doc("Accepted, without effect.") @Default("0") double kubeApiQps,
      @Doc("Accepted, without effect.") @Default("0") int kubeApiBurst,
      @Doc("The variable that holds the name of the node; empty for K8S_NODE_NAME.")
          @Default("\"\"")
          String nodeFromEnvVar,
      @Doc(FLAGS) Map<String, AttributeConfig> resourceAttributes)
      implements Validated {

    /** Who asks. */
    public enum AuthType {
      /** The account of the pod. */
      @Key("serviceAccount")
      SERVICE_ACCOUNT,
      /** Nobody. */
      NONE,
      /** Not supported. */
      @Key("kubeConfig")
      KUBE_CONFIG,
      /** Not supported. */
      TLS
    }

    @Override
    public void validate(Problems problems) {
      if (authType == AuthType.KUBE_CONFIG || authType == AuthType.TLS) {
        problems.add("auth_type", "is not supported (expected: serviceAccount or none)");
      }
      if (kubeApiQps < 0) {
        problems.add("kube_api_qps", "must be 0 or more");
      }
      if (kubeApiBurst < 0) {
        problems.add("kube_api_burst", "must be 0 or more");
      }
    }
  }

  /** The flags of attributes that are written, by detector. */
  Map<DetectorType, Map<String, AttributeConfig>> flags() {
    Map<DetectorType, Map<String, AttributeConfig>> flags = new EnumMap<>(DetectorType.class);
    flags.put(DetectorType.ENV, Map.of());
    flags.put(DetectorType.SYSTEM, system.resourceAttributes());
    flags.put(DetectorType.DOCKER, docker.resourceAttributes());
    flags.put(DetectorType.EC2, ec2.resourceAttributes());
    flags.put(DetectorType.ECS, ecs.resourceAttributes());
    flags.put(DetectorType.EKS, eks.resourceAttributes());
    flags.put(DetectorType.BEANSTALK, elasticbeanstalk.resourceAttributes());
    flags.put(DetectorType.LAMBDA, lambda.resourceAttributes());
    flags.put(DetectorType.AZURE, azure.resourceAttributes());
    flags.put(DetectorType.AKS, aks.resourceAttributes());
    flags.put(DetectorType.GCP, gcp.resourceAttributes());
    flags.put(DetectorType.HEROKU, heroku.resourceAttributes());
    flags.put(DetectorType.KUBERNETES, kubernetes.resourceAttributes());
    flags.put(DetectorType.KUBERNETES_NODE, kubernetesNode.resourceAttributes());
    return flags;
  }

  @Override
  public void validate(Problems problems) {
    for (int i = 0; i < detectors.size(); i++) {
      name("detectors::" + i, detectors.get(i).strip(), problems);
    }
    flags().forEach((type, written) -> flags(type, written, problems));
    if (refreshInterval.isNegative()) {
      problems.add("refresh_interval", "must not be negative (expected: a duration such as 1h)");
    }
    if (client.timeout().isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
    if (retry.enabled() && client.timeout().isZero() && retry.limit(false).isZero()) {
      problems.add("timeout", "must not be 0 where retry::max_elapsed_time is 0 too");
    }
  }

  private static void name(String place, String label, Problems problems) {
    if (DetectorType.NOT_THERE.contains(label)) {
      problems.add(
          place,
          "the detector \"%s\" is not there (expected: one of %s)"
              .formatted(label, String.join(", ", DetectorType.labels())));
    } else if (DetectorType.of(label) == null) {
      problems.add(
          place,
          "\"%s\" is no detector%s"
              .formatted(label, Suggestion.expected(label, DetectorType.labels())));
    }
  }

  private static void flags(
      DetectorType type, Map<String, AttributeConfig> written, Problems problems) {
    String section = type == DetectorType.BEANSTALK ? "elasticbeanstalk" : type.label();
    for (String key : written.keySet()) {
      if (!type.attributes().containsKey(key)) {
        problems.add(
            section + "::resource_attributes::" + key,
            "is no attribute of "
                + type.label()
                + Suggestion.expected(key, type.attributes().keySet()));
      }
    }
  }
}
