package io.beltline.verification.flow;

import io.beltline.verification.flow.SecretKinds.Kind;
import io.beltline.verification.flow.SecretKinds.Sample;
import io.beltline.verification.peer.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Log records in which forty kinds of personal data and secrets stand, each several times. */
final class SeededSecrets {
  private final List<Kind> kinds = SecretKinds.all();
  private final List<Sample> samples = new ArrayList<>();

  SeededSecrets(long seed, int times) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < times; i++) {
      kinds.forEach(kind -> samples.add(kind.sample(random)));
    }
  }

  int kinds() {
    return kinds.size();
  }

  int records() {
    return samples.size();
  }

  /**
   * Sends each as a record of its own: in the body, an attribute, and every tenth in a resource.
   */
  void send(int port) throws Exception {
    for (int i = 0; i < samples.size(); i++) {
      String text = quoted("seeded " + samples.get(i).text() + " line " + i);
      String value = "{\"stringValue\":\"" + text + "\"}";
      String resource =
          i % 10 == 0
              ? "\"resource\":{\"attributes\":[{\"key\":\"owner\",\"value\":" + value + "}]},"
              : "";
      String json =
          "{\"resourceLogs\":[{%s\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"%d\",\"body\":%s,\"attributes\":[{\"key\":\"said\",\"value\":%s}]}]}]}]}"
              .formatted(resource, System.currentTimeMillis() * 1_000_000, value, value);
      Web.post(port, "/v1/logs", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** Which of them stand in a text, as they are or as JSON writes them. */
  List<String> leaks(String text) {
    List<String> leaks = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      String hidden = samples.get(i).hidden();
      if (text.contains(hidden) || text.contains(quoted(hidden))) {
        leaks.add(kinds.get(i % kinds.size()).name() + ": " + hidden);
      }
    }
    return leaks;
  }

  /** What all files of a folder hold, byte by byte. */
  static String contents(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
