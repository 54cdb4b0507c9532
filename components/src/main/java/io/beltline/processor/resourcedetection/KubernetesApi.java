package io.beltline.processor.resourcedetection;

import io.beltline.transport.Header;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import java.util.List;
import java.util.Map;

/** The API server of the cluster a pod runs in. */
final class KubernetesApi {
  private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

  private final Probe probe;
  private final String base;
  private final HttpClientConfig client;
  private final List<Header> headers;

  private KubernetesApi(Probe probe, String base, HttpClientConfig client, List<Header> headers) {
    this.probe = probe;
    this.base = base;
    this.client = client;
    this.headers = headers;
  }

  /**
   * The API with the account of the pod, or without one and without a check of certificates.
   *
   * @throws DetectionException absent if this is no pod
   */
  static KubernetesApi open(Probe probe, boolean account) throws DetectionException {
    String host = probe.variable("KUBERNETES_SERVICE_HOST");
    String port = probe.variable("KUBERNETES_SERVICE_PORT");
    if (host.isEmpty() || port.isEmpty()) {
      throw DetectionException.absent(
          "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set");
    }
    String base = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    String authority = probe.around().root().resolve((ACCOUNT + "ca.crt").substring(1)).toString();
    TlsClientConfig files = TlsClientConfig.files(account ? authority : "", "", "", false);
    TlsClientConfig tls =
        new TlsClientConfig(files.common(), false, !account, files.serverNameOverride());
    List<Header> headers =
        account
            ? List.of(
                new Header("authorization", "Bearer " + probe.file(ACCOUNT + "token").strip()))
            : List.of();
    return new KubernetesApi(probe, base, HttpClientConfig.to(base, tls, Map.of(), ""), headers);
  }

  /** An object or document by its path. */
  JsonValue get(String path) throws DetectionException {
    return JsonValue.read(
        base + path, Probe.text(probe.get(client, base + path, headers.toArray(Header[]::new))));
  }

  /** A node. */
  JsonValue node(String name) throws DetectionException {
    return get("/api/v1/nodes/" + name);
  }
}
