package io.beltline.verification.client;

import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Elasticsearch's clients for Node.js and Python, which send numbered documents in bulk. */
public final class BulkClients {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String NODE = "node";

  private final Path node;
  private final Path python;

  private BulkClients(Path node, Path python) {
    this.node = node;
    this.python = python;
  }

  /** The clients, installed. */
  public static BulkClients install() throws IOException, InterruptedException {
    return new BulkClients(Installation.node("bulk-node"), Installation.python("bulk"));
  }

  /** Their names. */
  public static List<String> names() {
    return List.of(NODE, "elasticsearch8", "elasticsearch7");
  }

  /**
   * What a client was told.
   *
   * @param taken how many documents were taken
   * @param refused how many were not, in the end
   * @param statuses the statuses of those
   */
  public record Told(int taken, int refused, List<Integer> statuses) {}

  /**
   * Which documents are sent, and how.
   *
   * @param gzip whether bodies are compressed
   * @param first the first number
   * @param last the last number
   * @param deletes whether each tenth number is also to be deleted
   */
  public record Documents(boolean gzip, int first, int last, boolean deletes) {
    /** How many they are, deletions left out. */
    public int count() {
      return last - first + 1;
    }
  }

  /** Sends documents through one of them. */
  public Told send(String client, int port, Documents documents)
      throws IOException, InterruptedException {
    Path folder = client.equals(NODE) ? node : python;
    List<String> command = new ArrayList<>();
    command.addAll(
        client.equals(NODE)
            ? List.of("node", "client.js")
            : List.of(folder.resolve(Installation.PYTHON).toString(), "client.py"));
    command.addAll(
        List.of(
            client,
            Integer.toString(port),
            documents.gzip() ? "gzip" : "plain",
            Integer.toString(documents.first()),
            Integer.toString(documents.last()),
            documents.deletes() ? "deletes" : "keeps"));
    String told = String.join("", RunningProcess.run(client, folder, Map.of(), LIMIT, command));
    return JsonMapper.shared().readValue(told, Told.class);
  }
}
