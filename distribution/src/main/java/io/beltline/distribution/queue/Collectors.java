package io.beltline.distribution.queue;

import io.beltline.api.BuildInfo;
import io.beltline.api.Clock;
import io.beltline.service.admin.AdminClient;
import io.beltline.service.admin.AdminReply;
import io.beltline.service.admin.AdminSockets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds running collectors.
 *
 * @param build what asks
 * @param clock time
 * @param environment the environment variables
 */
record Collectors(BuildInfo build, Clock clock, Map<String, String> environment) {

  /** A collector that answered. */
  record Running(AdminClient client, Tree info) implements AutoCloseable {

    long pid() {
      return info.number("pid");
    }

    /** Reads a resource. */
    Tree read(String path) {
      try {
        return checked(client.get(path));
      } catch (IOException failed) {
        throw unreachable(client, failed);
      }
    }

    /** Reads a resource that is no JSON. */
    AdminReply fetch(String path) {
      try {
        AdminReply reply = client.get(path);
        if (!reply.isSuccess()) {
          checked(reply);
        }
        return reply;
      } catch (IOException failed) {
        throw unreachable(client, failed);
      }
    }

    /** Has something done. */
    Tree post(String path) {
      try {
        return checked(client.post(path));
      } catch (IOException failed) {
        throw unreachable(client, failed);
      }
    }

    /** Has something removed. */
    Tree delete(String path) {
      try {
        return checked(client.delete(path));
      } catch (IOException failed) {
        throw unreachable(client, failed);
      }
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** Those that are meant; at least one. */
  List<Running> find(TargetOptions options) {
    String endpoint = options.endpoint;
    if (endpoint != null) {
      return List.of(connect(endpoint));
    }
    AdminSockets sockets = AdminSockets.of(environment);
    List<Running> running = running(sockets);
    Long pid = options.pid;
    if (pid != null) {
      running.stream().filter(each -> each.pid() != pid).forEach(Running::close);
      running = running.stream().filter(each -> each.pid() == pid).toList();
    }
    if (running.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.NOT_FOUND,
          """
          no collector of this user %s (looked in %s)
            --endpoint ADDRESS   asks one that listens elsewhere
            --config FILE        shows what is on disk, of one that does not run\
          """
              .formatted(pid == null ? "runs" : "has the pid " + pid, sockets.directory()));
    }
    return running;
  }

  /** The one that is meant. */
  Running one(TargetOptions options) {
    List<Running> all = find(options);
    if (all.size() > 1) {
      List<Long> pids = all.stream().map(Running::pid).toList();
      all.forEach(Running::close);
      throw new CommandFailure(
          CommandFailure.NOT_FOUND,
          "%d collectors run (expected: --pid with one of %s)".formatted(pids.size(), pids));
    }
    return all.getFirst();
  }

  private List<Running> running(AdminSockets sockets) {
    List<Running> running = new ArrayList<>();
    try {
      for (AdminSockets.Found found : sockets.find()) {
        AdminClient client = new AdminClient("unix://" + found.path(), build, clock);
        try {
          running.add(new Running(client, checked(client.get("/v1"))));
        } catch (IOException ended) { // a file whose process was killed and whose number is reused
          client.close();
        }
      }
      return running;
    } catch (IOException unreadable) {
      throw new CommandFailure(
          CommandFailure.NOT_FOUND, "cannot look for collectors: " + unreadable.getMessage());
    }
  }

  private Running connect(String endpoint) {
    AdminClient client = new AdminClient(endpoint, build, clock);
    try {
      return new Running(client, checked(client.get("/v1")));
    } catch (IOException failed) {
      client.close();
      throw unreachable(client, failed);
    }
  }

  private static Tree checked(AdminReply reply) throws IOException {
    Tree tree = Tree.read(reply.body());
    if (!reply.isSuccess()) {
      String message = tree.tree("error").text("message");
      throw new CommandFailure(
          reply.status() == 404 ? CommandFailure.NOT_FOUND : CommandFailure.NOT_DONE,
          message.isEmpty() ? "the collector answered " + reply.status() : message);
    }
    return tree;
  }

  private static CommandFailure unreachable(AdminClient client, IOException failed) {
    return new CommandFailure(
        CommandFailure.NOT_FOUND,
        "no answer from " + client.endpoint() + ": " + failed.getMessage());
  }
}
