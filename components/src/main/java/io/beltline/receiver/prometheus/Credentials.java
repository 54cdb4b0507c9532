package io.beltline.receiver.prometheus;

import io.beltline.transport.http.HttpCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Adds what a job says of itself to requests. Files are read each time. Stateless. */
final class Credentials {
  private Credentials() {}

  /**
   * The request with credentials and further headers.
   *
   * @param folder where relative paths begin
   * @throws DiscoveryException if a file cannot be read
   */
  static HttpCall add(HttpCall call, ScrapeHttpConfig http, Path folder) throws DiscoveryException {
    HttpCall with = call;
    String authorization = authorization(http, folder);
    if (!authorization.isEmpty()) {
      with = with.with("authorization", authorization);
    }
    for (Map.Entry<String, HeaderValuesConfig> header : http.httpHeaders().entrySet()) {
      List<String> values = new ArrayList<>(header.getValue().values());
      header.getValue().secrets().forEach(secret -> values.add(secret.reveal()));
      for (String file : header.getValue().files()) {
        values.add(file(folder, file));
      }
      with = values.isEmpty() ? with : with.with(header.getKey(), String.join(", ", values));
    }
    return with;
  }

  /**
   * The request with a token from a file; as it is if there is no file.
   *
   * @throws DiscoveryException if it cannot be read
   */
  static HttpCall bearer(HttpCall call, String file) throws DiscoveryException {
    return file.isEmpty() ? call : call.with("authorization", "Bearer " + file(Path.of(""), file));
  }

  private static String authorization(ScrapeHttpConfig http, Path folder)
      throws DiscoveryException {
    BasicAuthConfig basic = http.basicAuth();
    if (basic != null) {
      String user =
          basic.usernameFile().isEmpty() ? basic.username() : file(folder, basic.usernameFile());
      String password =
          basic.passwordFile().isEmpty()
              ? basic.password().reveal()
              : file(folder, basic.passwordFile());
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }
    AuthorizationConfig given = http.authorization();
    if (given != null) {
      String credentials = given.credentials().reveal();
      return given.type()
          + " "
          + (given.credentialsFile().isEmpty()
              ? credentials
              : file(folder, given.credentialsFile()));
    }
    if (!http.bearerTokenFile().isEmpty()) {
      return "Bearer " + file(folder, http.bearerTokenFile());
    }
    String token = http.bearerToken().reveal();
    return token.isEmpty() ? "" : "Bearer " + token;
  }

  private static String file(Path folder, String name) throws DiscoveryException {
    try {
      return Files.readString(folder.resolve(name)).strip();
    } catch (IOException unreadable) {
      throw new DiscoveryException(name + " cannot be read: " + unreadable.getMessage());
    }
  }
}
