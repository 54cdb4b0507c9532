package io.beltline.exporter.jaegerstorage;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Status;
import io.beltline.components.bulk.BulkClient;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.transport.http.HttpReply;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes the templates of indices before the first span is written: an index without them has other
 * types of fields, and Jaeger's query finds nothing in it. Until that succeeds nothing is written;
 * each request tries again. Safe for all threads.
 */
final class TemplateSetup {
  private final SearchStorageConfig config;
  private final BulkClient client;
  private final Logger logger;
  private final ReentrantLock making = new ReentrantLock();
  private volatile boolean done;

  TemplateSetup(SearchStorageConfig config, BulkClient client, Logger logger) {
    this.config = config;
    this.client = client;
    this.logger = logger;
    done = !config.createMappings();
  }

  /** Why they are not there, or null if they are. */
  @Nullable Refusal ensure(Context context, Deadline deadline) {
    if (done) {
      return null;
    }
    making.lock();
    try {
      Refusal refusal = done ? null : make(context, deadline);
      done = refusal == null;
      return refusal;
    } finally {
      making.unlock();
    }
  }

  private @Nullable Refusal make(Context context, Deadline deadline) {
    EngineVersion engine = EngineVersion.of(config.version());
    if (config.version() == 0) {
      HttpReply reply = client.ask("GET", "/", null, context, deadline);
      switch (reply) {
        case HttpReply.Failure failure -> {
          return retry(failure.message());
        }
        case HttpReply.Response response when !response.isSuccess() -> {
          return unknown(response.status());
        }
        case HttpReply.Response response -> engine = EngineVersion.read(response.body());
      }
      logger.debug("the engine is {}", engine);
    }
    for (Map.Entry<String, String> each :
        new IndexTemplates(config, engine).requests().entrySet()) {
      HttpReply reply = client.ask("PUT", each.getKey(), each.getValue(), context, deadline);
      Refusal refusal = refusal(each.getKey(), reply);
      if (refusal != null) {
        return refusal;
      }
    }
    logger.info("made the templates of Jaeger's indices");
    return null;
  }

  private static @Nullable Refusal refusal(String what, HttpReply reply) {
    return switch (reply) {
      case HttpReply.Failure failure -> retry(failure.message());
      case HttpReply.Response response when response.isSuccess() -> null;
      case HttpReply.Response response when response.status() == 429 || response.status() >= 500 ->
          retry("PUT " + what + ": HTTP " + response.status());
      case HttpReply.Response response ->
          new Refusal(
              Action.HOLD,
              Status.ofHttp(response.status()),
              "PUT %s: HTTP %d: give the credentials the right to make templates, or install them and set create_mappings: false"
                  .formatted(what, response.status()),
              null);
    };
  }

  /** What an engine is decides how templates are written, so nothing is made without knowing it. */
  private static Refusal unknown(int status) {
    String message = "GET /: HTTP " + status;
    return status == 429 || status >= 500
        ? retry(message)
        : new Refusal(
            Action.HOLD,
            Status.ofHttp(status),
            message + ": let the credentials ask for the engine's version, or write it as version",
            null);
  }

  private static Refusal retry(String message) {
    return new Refusal(Action.RETRY, Status.UNAVAILABLE, "no templates yet: " + message, null);
  }
}
