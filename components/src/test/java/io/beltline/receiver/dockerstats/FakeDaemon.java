package io.beltline.receiver.dockerstats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A server over a Unix socket that answers as the reference of Docker's API says: ping, list,
 * inspection, statistics, and events that have no end. It asks for what it is told to have.
 */
final class FakeDaemon implements AutoCloseable {
  /** What containers are: inspections and statistics by id. */
  final Map<String, Part> containers = new ConcurrentSkipListMap<>();

  /** What was asked for, without the version. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Answers in place of the usual ones, by what paths contain: a status and a body. */
  final Map<String, String> instead = new ConcurrentHashMap<>();

  /** Paths that are never answered, by what they contain. */
  final List<String> silent = new CopyOnWriteArrayList<>();

  /** The version it knows; empty to tell none. */
  volatile String version = "1.43";

  private final List<SocketChannel> streams = new CopyOnWriteArrayList<>();
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
  private final ServerSocketChannel server;
  private final Path path;

  record Part(String inspection, String stats) {}

  FakeDaemon(Path folder) throws IOException {
    path = folder.resolve("d.sock");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Thread.ofVirtual().start(this::accept);
  }

  String endpoint() {
    return "unix://" + path;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel peer = server.accept();
        open.add(peer);
        Thread.ofVirtual().start(() -> serve(peer));
      }
    } catch (IOException closed) {
      // the test has ended
    }
  }

  private void serve(SocketChannel peer) {
    try (peer) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(Channels.newInputStream(peer), UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String target = line.split(" ")[1];
        while (!in.readLine().isEmpty()) {
          // headers
        }
        answer(peer, URLDecoder.decode(target, UTF_8));
      }
    } catch (IOException | NullPointerException gone) {
      // the client has gone
    }
  }

  private void answer(SocketChannel peer, String target) throws IOException {
    String bare = target.replaceFirst("^/v[0-9.]+/", "/");
    asked.add(bare);
    if (silent.stream().anyMatch(bare::contains)) {
      return;
    }
    for (Map.Entry<String, String> other : instead.entrySet()) {
      if (bare.contains(other.getKey())) {
        say(peer, other.getValue().substring(0, 3), other.getValue().substring(4));
        return;
      }
    }
    String[] parts = bare.split("[/?]");
    if (bare.equals("/_ping")) {
      say(peer, "200", "OK");
    } else if (bare.startsWith("/events?")) {
      streams.add(peer); // before the client can know that it is followed
      write(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    } else if (bare.startsWith("/containers/json?")) {
      say(peer, "200", list());
    } else if (containers.get(parts[2]) instanceof Part part) {
      say(peer, "200", parts[3].equals("json") ? part.inspection : part.stats);
    } else {
      say(peer, "404", "{\"message\":\"No such container: " + parts[2] + "\"}");
    }
  }

  private String list() {
    return containers.keySet().stream()
        .map(
            id ->
                "{\"Id\":\"%s\",\"Names\":[\"/%s\"],\"Image\":\"%s\",\"State\":\"running\"}"
                    .formatted(id, id, Restated.image(containers.get(id).inspection)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void say(SocketChannel peer, String status, String body) throws IOException {
    String head = version.isEmpty() ? "" : "Api-Version: " + version + "\r\n";
    write(
        peer,
        "HTTP/1.1 %s x\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(status, head, body.getBytes(UTF_8).length, body));
  }

  private static void write(SocketChannel peer, String text) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (left.hasRemaining()) {
      peer.write(left);
    }
  }

  /** Tells of a container, in the form of the API. */
  void event(String action, String id) throws IOException {
    String text =
        """
        {"status":"%s","id":"%s","from":"x","Type":"container","Action":"%s","Actor":{"ID":"%s",\
        "Attributes":{"image":"x","name":"n"}},"scope":"local","time":1461943101,\
        "timeNano":1461943101381709551}
        """
            .formatted(action, id, action, id);
    for (SocketChannel stream : streams) {
      write(stream, "%x\r\n%s\r\n".formatted(text.length(), text));
    }
  }

  /** Breaks the streams of events. */
  void breakStreams() throws IOException {
    for (SocketChannel stream : streams) {
      stream.close();
    }
    streams.clear();
  }

  /** How often something was asked for. */
  long count(String part) {
    return asked.stream().filter(one -> one.contains(part)).count();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel peer : open) {
      peer.close();
    }
  }
}
