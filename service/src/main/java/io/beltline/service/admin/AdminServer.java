package io.beltline.service.admin;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the admin API listens. Used by one thread at a time. */
public final class AdminServer {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final AdminApi api;
  private final ServerSettings settings;
  private final @Nullable AdminSockets sockets;
  private String endpoint = "";
  private @Nullable HttpServer atEndpoint;
  private @Nullable HttpServer onSocket;

  /**
   * A server that listens nowhere yet.
   *
   * @param sockets where this user's collectors have their sockets, null for no socket
   */
  public AdminServer(AdminApi api, ServerSettings settings, @Nullable AdminSockets sockets) {
    this.api = api;
    this.settings = settings;
    this.sockets = sockets;
  }

  /**
   * Opens a new endpoint beside the old one.
   *
   * @return puts the configuration in force, or is called off
   * @throws ComponentException if the endpoint cannot be opened; then nothing has changed
   */
  public Change prepare(AdminConfig config) {
    return new Change(
        config,
        config.endpoint().isEmpty() || config.endpoint().equals(endpoint)
            ? null
            : open(config.endpoint()));
  }

  private HttpServer open(String at) {
    try {
      return HttpServer.start(HttpServerConfig.at(at), settings, api);
    } catch (ComponentException failure) {
      throw new ComponentException("service::admin: " + failure.getMessage(), failure);
    }
  }

  /** The port it listens on beside the socket; -1 if there is none. */
  public int port() {
    return atEndpoint == null ? -1 : atEndpoint.port();
  }

  /** Listens nowhere any more. */
  public void close() {
    close(atEndpoint);
    close(onSocket);
    atEndpoint = null;
    onSocket = null;
    endpoint = "";
  }

  private void close(@Nullable HttpServer server) {
    if (server != null) {
      server.close(Deadline.in(settings.host().clock(), PATIENCE));
    }
  }

  /** A configuration that is not in force yet. */
  public final class Change {
    private final AdminConfig config;
    private final @Nullable HttpServer fresh;
    private boolean displaced;

    private Change(AdminConfig config, @Nullable HttpServer fresh) {
      this.config = config;
      this.fresh = fresh;
    }

    /** Closes the endpoint if it will not be open any more. */
    public void makeWay() {
      if (atEndpoint != null && !config.endpoint().equals(endpoint)) {
        close(atEndpoint);
        atEndpoint = null;
        displaced = true;
      }
    }

    /** Puts it in force. That there can be no socket is told and no failure. */
    public void commit() {
      if (!config.endpoint().equals(endpoint)) {
        close(atEndpoint);
        atEndpoint = fresh;
        endpoint = config.endpoint();
      }
      if (!config.socket()) {
        close(onSocket);
        onSocket = null;
      } else if (onSocket == null && sockets != null) {
        listen(sockets);
      }
    }

    private void listen(AdminSockets among) {
      try {
        onSocket = open("unix://" + among.claim());
      } catch (IOException | ComponentException impossible) {
        settings
            .logger()
            .warn(
                "no admin socket, `beltline queue` does not find this collector by itself"
                    + " (service::admin::endpoint is another way): {}",
                impossible.getMessage());
      }
    }

    /** Closes what was opened for it, and opens again what had to go for that. */
    public void discard() {
      close(fresh);
      if (displaced) {
        try {
          atEndpoint = open(endpoint);
        } catch (ComponentException taken) {
          settings.logger().error("{}", taken.getMessage());
          endpoint = "";
        }
      }
    }
  }
}
