package io.beltline.verification.peer;

import io.beltline.verification.process.Ports;
import io.beltline.verification.process.RunningProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real nginx that answers with the status a path names. Closing it kills it. */
public final class NginxServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String CONFIG =
      """
      daemon off;
      master_process off;
      pid %1$s/nginx.pid;
      events {}
      http {
        access_log %1$s/access.log combined;
        client_body_temp_path %1$s/t1;
        proxy_temp_path %1$s/t2;
        fastcgi_temp_path %1$s/t3;
        uwsgi_temp_path %1$s/t4;
        scgi_temp_path %1$s/t5;
        server {
          listen 127.0.0.1:%2$d;
          location / { return 200 ok; }
          location /missing { return 404; }
          location /broken { return 500; }
        }
      }
      """;

  private final RunningProcess process;
  private final int port;

  private NginxServer(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it over a folder, where its access.log is then. */
  public static NginxServer start(Path folder) throws Exception {
    int port = Ports.free(1)[0];
    Path config = Files.writeString(folder.resolve("nginx.conf"), CONFIG.formatted(folder, port));
    List<String> command =
        List.of(
            binary(),
            "-p",
            folder.toString(),
            "-c",
            config.toString(),
            "-e",
            folder + "/error.log");
    NginxServer server =
        new NginxServer(RunningProcess.start("nginx", folder, Map.of(), command), port);
    try {
      server.process.awaitListening(LIMIT, port);
      return server;
    } catch (Exception | AssertionError failed) {
      server.close();
      throw failed;
    }
  }

  private static String binary() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1)),
            Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError("no nginx on the PATH (expected: Debian's package nginx-light)"))
        .toString();
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }
}
