package io.beltline.exporter.elasticsearch;

import io.beltline.api.Context;
import io.beltline.components.bulk.BulkClient;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.transport.http.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/**
 * Asks a cluster once for each data stream whether it is set up for it: whether a template makes a
 * data stream of that name, and whether the credentials may write there. What is missing is told in
 * the log with what to do; it stops nothing. Clusters that do not let themselves be asked are not
 * judged. Safe for all threads.
 */
final class InstallationCheck {
  /** So many data streams are asked about; further ones are not. */
  private static final int MOST = 64;

  private static final String TEMPLATES =
      "/_index_template?filter_path=index_templates.name,index_templates.index_template.index_patterns,"
          + "index_templates.index_template.priority,index_templates.index_template.data_stream";
  private static final String PRIVILEGES = "/_security/user/_has_privileges";

  private final BulkClient client;
  private final Logger logger;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final ReentrantLock asking = new ReentrantLock();

  InstallationCheck(BulkClient client, Logger logger) {
    this.client = client;
    this.logger = logger;
  }

  /** Notes a data stream that documents go to. */
  void add(Target target) {
    if (target.isDataStream() && known.size() < MOST && known.add(target.index())) {
      pending.add(target.index());
    }
  }

  /** Asks about what was noted, after the cluster has answered a request; one thread does. */
  void run(Context context) {
    if (pending.isEmpty() || !asking.tryLock()) {
      return;
    }
    try {
      List<String> names = pending.stream().sorted().toList();
      pending.removeAll(names);
      templates(names, context);
      privileges(names, context);
    } finally {
      asking.unlock();
    }
  }

  private void templates(List<String> names, Context context) {
    HttpReply reply = client.ask("GET", TEMPLATES, null, context, null);
    if (!(reply instanceof HttpReply.Response response) || !response.isSuccess()) {
      logger.debug("the index templates of the cluster are not known: {}", reply);
      return;
    }
    List<IndexTemplate> templates = IndexTemplate.read(response.body());
    for (String name : names) {
      IndexTemplate best = IndexTemplate.of(name, templates);
      if (best == null) {
        logger.warn(
            "there is no index template for the data stream {}: install one with data_stream and a"
                + " pattern such as {} (Elasticsearch has those of mapping mode otel built in from"
                + " 8.16 on, where xpack.otel_data.registry.enabled is not false), or name a fixed"
                + " index",
            name,
            name.substring(0, name.indexOf('-'))
                + (name.contains(".otel-") ? "-*.otel-*" : "-*-*"));
      } else if (!best.makesDataStreams()) {
        logger.warn(
            "the index template {} matches {} and makes plain indices of it: add data_stream to it,"
                + " or install one with a higher priority",
            best.name(),
            name);
      }
    }
  }

  private void privileges(List<String> names, Context context) {
    JsonBuffer question = new JsonBuffer(128);
    question.beginObject().name("index").beginArray().beginObject().name("names").beginArray();
    names.forEach(question::text);
    question.endArray().name("privileges").beginArray();
    question
        .text("auto_configure")
        .text("create_doc")
        .endArray()
        .endObject()
        .endArray()
        .endObject();
    HttpReply reply = client.ask("POST", PRIVILEGES, question.toSlice().toUtf8(), context, null);
    if (!(reply instanceof HttpReply.Response response) || !response.isSuccess()) {
      logger.debug("the privileges of the credentials are not known: {}", reply);
      return;
    }
    List<String> missing = new ArrayList<>(Privileges.missing(response.body()));
    if (!missing.isEmpty()) {
      logger.warn(
          "the credentials may not write to all data streams: grant {} (an API key or a role with"
              + " these index privileges, or with \"manage\")",
          String.join(", ", missing));
    }
  }
}
