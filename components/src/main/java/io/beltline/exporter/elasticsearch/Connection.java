package io.beltline.exporter.elasticsearch;

import io.beltline.config.Validated.Problems;
import io.beltline.transport.HostPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a cluster is: exactly one of {@code endpoint}, {@code endpoints} and a Cloud ID, or else
 * what the variable {@code ELASTICSEARCH_URL} names.
 *
 * @param endpoint one URL, or empty
 * @param endpoints several, or none
 * @param cloudId the id of a deployment in Elastic Cloud, or empty
 */
record Connection(String endpoint, List<String> endpoints, String cloudId) {
  static final String VARIABLE = "ELASTICSEARCH_URL";

  void check(Problems problems, Map<String, String> environment) {
    int ways = (endpoint.isEmpty() ? 0 : 1) + (endpoints.isEmpty() ? 0 : 1);
    ways += cloudId.isEmpty() ? 0 : 1;
    if (ways > 1) {
      String second = endpoint.isEmpty() || endpoints.isEmpty() ? "cloudid" : "endpoints";
      problems.add(
          second, "stands beside another one (expected: one of endpoint, endpoints and cloudid)");
    } else if (ways == 0 && environment.getOrDefault(VARIABLE, "").isBlank()) {
      problems.add(
          "endpoint",
          "must be specified (expected: exactly one of endpoint, endpoints and cloudid, such as"
              + " http://host:9200, or the variable "
              + VARIABLE
              + ")");
    }
    check(problems, "endpoint", endpoint);
    for (int i = 0; i < endpoints.size(); i++) {
      if (endpoints.get(i).isEmpty()) {
        problems.add("endpoints::" + i, "must not be empty (expected: http://host:9200)");
      }
      check(problems, "endpoints::" + i, endpoints.get(i));
    }
    if (!cloudId.isEmpty()) {
      try {
        CloudId.url(cloudId);
      } catch (IllegalArgumentException wrong) {
        problems.add("cloudid", String.valueOf(wrong.getMessage()));
      }
    }
    if (ways == 0) {
      for (String url : ofVariable(environment)) {
        if (!HostPort.isHttp(url)) {
          problems.add("", VARIABLE + " names what is no URL (expected: http://host:9200,...)");
        }
      }
    }
  }

  private static void check(Problems problems, String key, String url) {
    if (!url.isEmpty() && !HostPort.isHttp(url)) {
      problems.add(key, "\"" + url + "\" is no URL (expected: http://host:9200 or https://...)");
    }
  }

  /** The URLs of the nodes, where {@link #check} found no fault. */
  List<URI> urls(Map<String, String> environment) {
    if (!endpoint.isEmpty()) {
      return List.of(URI.create(endpoint));
    }
    if (!cloudId.isEmpty()) {
      return List.of(CloudId.url(cloudId));
    }
    List<String> named = endpoints.isEmpty() ? ofVariable(environment) : endpoints;
    return named.stream().map(URI::create).toList();
  }

  private static List<String> ofVariable(Map<String, String> environment) {
    List<String> urls = new ArrayList<>();
    for (String url : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
      if (!url.isBlank()) {
        urls.add(url.strip());
      }
    }
    return urls;
  }
}
