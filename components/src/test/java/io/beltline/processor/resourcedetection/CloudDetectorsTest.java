package io.beltline.processor.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.beltline.api.ComponentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors that ask services, against stand-ins of these. */
class CloudDetectorsTest {
  private static final String IDENTITY =
      "{\"accountId\":\"123\",\"region\":\"eu-west-1\",\"availabilityZone\":\"eu-west-1a\","
          + "\"instanceId\":\"i-1\",\"imageId\":\"ami-1\",\"instanceType\":\"m5\"}";
  private static final Map<String, String> EC2 =
      Map.of(
          "PUT /latest/api/token",
          "token",
          "GET /latest/meta-data/instance-id",
          "i-1",
          "GET /latest/meta-data/hostname",
          "ip-10-0-0-1",
          "GET /latest/dynamic/instance-identity/document",
          IDENTITY,
          "GET /latest/meta-data/tags/instance",
          "team\nsecret\neks:cluster-name",
          "GET /latest/meta-data/tags/instance/team",
          "blue",
          "GET /latest/meta-data/tags/instance/eks:cluster-name",
          "prod");

  @TempDir private Path root;
  private Trial trial = new Trial(Path.of("/"));

  @BeforeEach
  void fresh() {
    trial = new Trial(root);
  }

  private static StandIn ec2Service() {
    return StandIn.http(
        request ->
            request.method().equals("PUT")
                ? !request.header("x-aws-ec2-metadata-token-ttl-seconds").isEmpty()
                : request.header("x-aws-ec2-metadata-token").equals("token"),
        EC2);
  }

  @Test
  void ec2() {
    try (StandIn service = ec2Service()) {
      trial.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url() + "/");
      assertThat(trial.attributes("{detectors: [ec2], ec2: {tags: [^team$, ^none]}}"))
          .containsOnly(
              entry("cloud.account.id", "123"),
              entry("cloud.availability_zone", "eu-west-1a"),
              entry("cloud.platform", "aws_ec2"),
              entry("cloud.provider", "aws"),
              entry("cloud.region", "eu-west-1"),
              entry("ec2.tag.team", "blue"),
              entry("host.id", "i-1"),
              entry("host.image.id", "ami-1"),
              entry("host.name", "ip-10-0-0-1"),
              entry("host.type", "m5"));
    }
  }

  @Test
  void ec2OfVersionOne() {
    Map<String, String> answers = new HashMap<>(EC2);
    answers.remove("PUT /latest/api/token");
    try (StandIn service = StandIn.http(request -> true, answers)) {
      trial.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url());
      assertThat(
              trial.attributes(
                  "{detectors: [ec2], ec2: {resource_attributes: {host.name: {enabled: false}}}}"))
          .containsEntry("host.id", "i-1")
          .doesNotContainKey("host.name");
    }
  }

  @Test
  void withoutAMetadataServiceNothingIsSetAndNothingFails() {
    trial
        .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1")
        .with("GCE_METADATA_HOST", "127.0.0.1:1")
        .with("DOCKER_HOST", "tcp://127.0.0.1:1")
        .with("KUBERNETES_SERVICE_HOST", "127.0.0.1")
        .with("KUBERNETES_SERVICE_PORT", "1")
        .with("K8S_NODE_NAME", "n");
    assertThat(
            trial.attributes(
                "{detectors: [ec2, gcp, azure, docker, eks, aks, k8s_api],"
                    + " k8s_api: {auth_type: none}}"))
        .isEmpty();
    assertThat(trial.host.statuses()).allMatch(status -> status.equals(ComponentStatus.OK));
  }

  @Test
  void anAbsentServiceIsAFailureWhereItMustBeThere() {
    trial.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1");
    assertThat(
            trial.attributes(
                "{detectors: [ec2], timeout: 5s,"
                    + " ec2: {fail_on_missing_metadata: true, max_attempts: 1}}"))
        .isEmpty();
    assertThat(trial.host.statuses())
        .anyMatch(status -> status.message().contains("the detector ec2 failed"));
  }

  @Test
  void ecs() {
    String task =
        """
        {"Cluster": "default", "TaskARN": "arn:aws:ecs:eu-west-1:123:task/default/t1",
         "Family": "f", "Revision": "5", "LaunchType": "FARGATE", "AvailabilityZone": "eu-west-1b",
         "Containers": [
          {"DockerId": "self", "Type": "NORMAL", "KnownStatus": "RUNNING", "LogDriver": "awslogs",
           "LogOptions": {"awslogs-group": "g0"}},
          {"DockerId": "other", "Type": "NORMAL", "KnownStatus": "RUNNING",
           "LogDriver": "awslogs", "LogOptions": {"awslogs-group": "g", "awslogs-region": "eu",
           "awslogs-stream": "s"}}]}
        """;
    try (StandIn service =
        StandIn.http(
            request -> true,
            Map.of("GET /v4/c/task", task, "GET /v4/c", "{\"DockerId\": \"self\"}"))) {
      trial.with("ECS_CONTAINER_METADATA_URI_V4", service.url() + "/v4/c");
      assertThat(trial.attributes("{detectors: [ecs]}"))
          .containsOnly(
              entry("aws.ecs.cluster.arn", "arn:aws:ecs:eu-west-1:123:cluster/default"),
              entry("aws.ecs.launchtype", "fargate"),
              entry("aws.ecs.task.arn", "arn:aws:ecs:eu-west-1:123:task/default/t1"),
              entry("aws.ecs.task.family", "f"),
              entry("aws.ecs.task.id", "t1"),
              entry("aws.ecs.task.revision", "5"),
              entry("aws.log.group.arns", "[\"arn:aws:logs:eu:123:log-group:g\"]"),
              entry("aws.log.group.names", "[\"g\"]"),
              entry("aws.log.stream.arns", "[\"arn:aws:logs:eu:123:log-group:g:log-stream:s\"]"),
              entry("aws.log.stream.names", "[\"s\"]"),
              entry("cloud.account.id", "123"),
              entry("cloud.availability_zone", "eu-west-1b"),
              entry("cloud.platform", "aws_ecs"),
              entry("cloud.provider", "aws"),
              entry("cloud.region", "eu-west-1"));
    }
  }

  @Test
  void azureAndAks() {
    String compute =
        """
        {"location": "westeurope", "name": "vm", "vmId": "id", "vmSize": "D2", "zone": "1",
         "subscriptionId": "sub", "resourceGroupName": "MC_group_cluster_westeurope",
         "vmScaleSetName": "set", "osProfile": {"computerName": "computer"},
         "tagsList": [{"name": "team", "value": "blue"}, {"name": "x", "value": "y"}]}
        """;
    try (StandIn service =
        StandIn.http(
            request ->
                request.header("metadata").equals("true")
                    && request.query().equals("format=json&api-version=2020-09-01"),
            Map.of("GET /metadata/instance/compute", compute))) {
      trial.azure = service.url();
      assertThat(trial.attributes("{detectors: [azure], azure: {tags: [^te]}}"))
          .containsOnly(
              entry("azure.resourcegroup.name", "MC_group_cluster_westeurope"),
              entry("azure.tag.team", "blue"),
              entry("azure.vm.name", "vm"),
              entry("azure.vm.scaleset.name", "set"),
              entry("azure.vm.size", "D2"),
              entry("cloud.account.id", "sub"),
              entry("cloud.platform", "azure.vm"),
              entry("cloud.provider", "azure"),
              entry("cloud.region", "westeurope"),
              entry("host.id", "id"),
              entry("host.name", "computer"));
      String named =
          "{detectors: [aks], aks: {resource_attributes: {k8s.cluster.name: {enabled: true}}}}";
      assertThat(trial.attributes(named)).isEmpty();
      trial.with("KUBERNETES_SERVICE_HOST", "10.0.0.1");
      assertThat(trial.attributes(named))
          .containsOnly(
              entry("cloud.platform", "azure.aks"),
              entry("cloud.provider", "azure"),
              entry("k8s.cluster.name", "cluster"));
    }
    assertThat(AksDetector.cluster("own_group")).isEqualTo("own_group");
  }

  @Test
  void docker() throws IOException {
    Path socket = Files.createTempDirectory("bl").resolve("d.sock"); // a short path
    trial.file("/proc/sys/kernel/hostname", "c0ffee\n");
    try (StandIn service =
        StandIn.socket(
            socket,
            Map.of(
                "GET /info",
                "{\"Name\":\"box\",\"OSType\":\"linux\"}",
                "GET /containers/c0ffee/json",
                "{\"Name\":\"/web\",\"Image\":\"sha256:1\",\"Config\":{\"Image\":\"web:1\"}}"))) {
      trial.with("DOCKER_HOST", "unix://" + socket);
      assertThat(trial.attributes("{detectors: [docker]}"))
          .containsOnly(entry("host.name", "box"), entry("os.type", "linux"));
      assertThat(
              trial.attributes(
                  "{detectors: [docker], docker: {resource_attributes: {container.name: {enabled:"
                      + " true}, container.image.name: {enabled: true}, host.name: {enabled:"
                      + " false}}}}"))
          .containsOnly(
              entry("container.name", "web"),
              entry("container.image.name", "web:1"),
              entry("os.type", "linux"));
      assertThat(service.asked()).contains("GET /info");
    }
  }

  private StandIn kubernetes(Map<String, String> answers) {
    trial.file("/var/run/secrets/kubernetes.io/serviceaccount/token", "secret\n");
    StandIn service =
        StandIn.tls(
            root,
            root.resolve("var/run/secrets/kubernetes.io/serviceaccount/ca.crt"),
            request -> request.header("authorization").equals("Bearer secret"),
            answers);
    trial
        .with("KUBERNETES_SERVICE_HOST", "127.0.0.1")
        .with("KUBERNETES_SERVICE_PORT", "" + service.port())
        .with("K8S_NODE_NAME", "n1");
    return service;
  }

  @Test
  void kubernetesNode() {
    try (StandIn service =
        kubernetes(
            Map.of(
                "GET /api/v1/nodes/n1",
                "{\"metadata\":{\"name\":\"n1\",\"uid\":\"u1\"}}",
                "GET /api/v1/namespaces/kube-system",
                "{\"metadata\":{\"uid\":\"c1\"}}"))) {
      for (String name : new String[] {"k8s_api", "k8snode"}) {
        assertThat(trial.attributes("{detectors: [" + name + "]}"))
            .containsOnly(
                entry("k8s.cluster.uid", "c1"),
                entry("k8s.node.name", "n1"),
                entry("k8s.node.uid", "u1"));
      }
      assertThat(
              trial.attributes(
                  "{detectors: [k8s_api], k8s_api: {auth_type: none}, timeout: 1s,"
                      + " fail_on_missing_metadata: true}"))
          .as("nobody asks")
          .isEmpty();
      assertThat(trial.host.statuses())
          .anyMatch(status -> status.message().contains("answered with status 401"));
      assertThat(service.asked()).isNotEmpty();
    }
  }

  private static final String EKS_ALL =
      "{detectors: [eks], eks: {node_from_env_var: K8S_NODE_NAME, resource_attributes: {"
          + "host.id: {enabled: true}, cloud.region: {enabled: true}, host.type: {enabled: true},"
          + " k8s.cluster.name: {enabled: true}}}}";

  @Test
  void eksWithTheMetadataService() {
    try (StandIn service = ec2Service()) {
      trial
          .with("KUBERNETES_SERVICE_HOST", "127.0.0.1")
          .with("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/eks.amazonaws.com/token")
          .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url());
      assertThat(trial.attributes(EKS_ALL))
          .containsOnly(
              entry("cloud.platform", "aws_eks"),
              entry("cloud.provider", "aws"),
              entry("cloud.region", "eu-west-1"),
              entry("host.id", "i-1"),
              entry("host.type", "m5"),
              entry("k8s.cluster.name", "prod"));
    }
  }

  @Test
  void eksWithoutTheMetadataService() {
    Map<String, String> answers = new ConcurrentHashMap<>();
    answers.put("GET /version", "{\"gitVersion\":\"v1.30.1-eks-abc\"}");
    answers.put(
        "GET /api/v1/nodes/n1",
        "{\"metadata\":{\"labels\":{\"node.kubernetes.io/instance-type\":\"m5\"}},"
            + "\"spec\":{\"providerID\":\"aws:///us-west-2a/i-9\"}}");
    try (StandIn service = kubernetes(answers)) {
      trial.with("AWS_EC2_METADATA_DISABLED", "true");
      assertThat(trial.attributes(EKS_ALL))
          .containsOnly(
              entry("cloud.platform", "aws_eks"),
              entry("cloud.provider", "aws"),
              entry("cloud.region", "us-west-2"),
              entry("host.id", "i-9"),
              entry("host.type", "m5"));
      answers.put("GET /version", "{\"gitVersion\":\"v1.30.1\"}");
      assertThat(trial.attributes(EKS_ALL)).as("another Kubernetes").isEmpty();
      answers.put(
          "GET /.well-known/openid-configuration",
          "{\"issuer\":\"https://oidc.eks.us-west-2.amazonaws.com/id/1\"}");
      assertThat(trial.attributes(EKS_ALL)).containsEntry("host.id", "i-9");
      assertThat(service.asked()).contains("GET /version");
    }
  }
}
