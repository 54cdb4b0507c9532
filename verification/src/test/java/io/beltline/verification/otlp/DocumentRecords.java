package io.beltline.verification.otlp;

import io.beltline.verification.client.BulkClients.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The records that numbered documents of {@code clients/bulk} become, and how often each came. */
public final class DocumentRecords {
  private static final String RECORD =
      "%s 1767225600123000000 13 WARN {client={\"stringValue\":\"%s\"},"
          + " elasticsearch.document_id={\"stringValue\":\"%d\"},"
          + " elasticsearch.index={\"stringValue\":\"numbered\"}, number={\"intValue\":\"%d\"},"
          + " ok={\"boolValue\":%s}, share={\"doubleValue\":%s},"
          + " tags={\"arrayValue\":{\"values\":[{\"stringValue\":\"a\"},{\"stringValue\":\"é"
          + " 牛乳\"}]}}}";

  private DocumentRecords() {}

  /** Adds what a client has sent. */
  public static void add(String client, Documents documents, Map<String, Integer> sent) {
    for (int number = documents.first(); number <= documents.last(); number++) {
      String record =
          RECORD.formatted(
              "document " + number, client, number, number, number % 2 == 0, number + 0.5);
      sent.merge(record, 1, Integer::sum);
    }
  }

  /**
   * How often which records are in the file of a file exporter more often, or less, than they were
   * sent.
   */
  public static Map<String, Integer> differences(Path file, Map<String, Integer> sent)
      throws IOException {
    Map<String, Integer> more = new TreeMap<>();
    OtlpFile.requests(file).stream()
        .flatMap(Item::of)
        .forEach(item -> more.merge(record(item.body()), 1, Integer::sum));
    sent.forEach((record, times) -> more.merge(record, -times, Integer::sum));
    more.values().removeIf(times -> times == 0);
    return more;
  }

  private static String record(JsonNode body) {
    Map<String, String> attributes = new TreeMap<>();
    for (JsonNode pair : body.path("attributes")) {
      attributes.put(pair.path("key").asString(), pair.path("value").toString());
    }
    return String.join(
        " ",
        body.path("body").path("stringValue").asString(),
        body.path("timeUnixNano").asString(),
        Integer.toString(body.path("severityNumber").asInt()),
        body.path("severityText").asString().toUpperCase(Locale.ROOT),
        attributes.toString());
  }
}
