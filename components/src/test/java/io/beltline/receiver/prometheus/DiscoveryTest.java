package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.exporter.Yaml;
import io.beltline.receiver.prometheus.DnsDiscoveryConfig.RecordType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  @TempDir private Path folder;

  @Test
  void filesAreReadWhenTheyChangeAndHoldOnWhenTheyAreWrong() throws IOException {
    Path json = folder.resolve("a.json");
    Files.writeString(
        json, "[\n\t{\"targets\": [\"a:1\", \"b:2\"], \"labels\": {\"x\": \"1\"}}\n]\n");
    Files.writeString(folder.resolve("b.yml"), "---\n- targets: [c:3]\n- targets: []\n");
    FileDiscovery files =
        new FileDiscovery(
            Yaml.bind(
                    FileDiscoveryConfig.class,
                    "files: ['" + folder + "/*.json', '" + folder + "/b.yml']\n")
                .value(),
            Path.of(""));
    List<String> problems = new ArrayList<>();
    List<TargetGroup> found = files.find(problems::add);
    assertThat(problems).isEmpty();
    assertThat(found)
        .contains(
            new TargetGroup(
                List.of(Map.of("__address__", "a:1"), Map.of("__address__", "b:2")),
                Map.of("x", "1", "__meta_filepath", json.toString())))
        .hasSize(3);
    Files.writeString(json, "[{\"targets\": [\"a:1\"");
    Files.setLastModifiedTime(json, FileTime.fromMillis(1));
    assertThat(files.find(problems::add)).hasSize(3);
    assertThat(problems).singleElement().asString().contains("a.json");
    Files.delete(json);
    assertThat(files.find(problems::add)).hasSize(2);
    Files.delete(folder.resolve("b.yml")); // one that is named, not found by a pattern
    assertThat(files.find(problems::add)).isEmpty();
    assertThat(problems).last().asString().contains("b.yml").contains("is not there");
  }

  @Test
  void aFolderThatCannotBeListedHoldsOnAndOneThatIsGoneDoesNot() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.writeString(inside.resolve("a.json"), "[{\"targets\": [\"a:1\"]}]");
    FileDiscovery files =
        new FileDiscovery(
            Yaml.bind(FileDiscoveryConfig.class, "files: ['" + inside + "/*.json']\n").value(),
            Path.of(""));
    List<String> problems = new ArrayList<>();
    List<TargetGroup> found = files.find(problems::add);
    assertThat(found).hasSize(1);
    Path away = Files.move(inside, folder.resolve("away"));
    Files.writeString(inside, "no folder"); // listing it fails, whoever asks
    assertThat(files.find(problems::add)).isEqualTo(found);
    assertThat(files.find(problems::add)).isEqualTo(found);
    assertThat(problems).hasSize(2).allMatch(words -> words.contains("cannot be listed"));
    Files.delete(inside);
    Files.move(away, inside);
    assertThat(files.find(problems::add)).isEqualTo(found);
    assertThat(problems).hasSize(2);
    Files.delete(inside.resolve("a.json"));
    Files.delete(inside);
    assertThat(files.find(problems::add)).isEmpty();
    assertThat(problems).last().asString().contains("is not there");
  }

  @Test
  void aServerTellsTargets() {
    try (Pages pages = new Pages()) {
      pages.put("/metrics", Pages.TEXT, "a 1\n");
      pages.put(
          "/targets",
          "application/json",
          "[{\"targets\": [\"" + pages.address() + "\"], \"labels\": {\"x\": \"1\"}}]");
      String yaml =
          "config: {scrape_configs: [{job_name: a, scrape_interval: 10s, http_sd_configs:"
              + " [{url: 'http://%s/targets', refresh_interval: 30s}]}]}\n";
      try (Scraping scraping = new Scraping(yaml.formatted(pages.address()))) {
        scraping.clock.advance(Duration.ZERO);
        assertThat(scraping.scrape()).contains("{'key':'x','value':{'stringValue':'1'}}");
        pages.put("/targets", "text/html", "[]");
        scraping.clock.advance(Duration.ofSeconds(30));
        assertThat(scraping.last()).contains("'name':'a'").doesNotContain("'flags':1");
        pages.put("/targets", "application/json", "[]");
        scraping.clock.advance(Duration.ofSeconds(30));
        assertThat(scraping.last())
            .contains("'name':'a'")
            .contains("'name':'up'")
            .contains("'flags':1");
        int before = scraping.next.received().size();
        scraping.scrape();
        assertThat(scraping.next.received()).hasSize(before);
      }
    }
  }

  @Test
  void endsOfATargetThatIsGoneAreToldAgainWhenTheyAreRefused() {
    Memory memory = new Memory(1 << 26);
    try (Pages pages = new Pages()) {
      pages.put("/metrics", Pages.TEXT, "a 1\n");
      String list = "[{\"targets\": [\"%s\"]}]".formatted(pages.address());
      pages.put("/targets", "application/json", list);
      String yaml =
          "config: {scrape_configs: [{job_name: a, scrape_interval: 10s, http_sd_configs:"
              + " [{url: 'http://%s/targets', refresh_interval: 30s}]}]}\n";
      try (Scraping scraping = new Scraping(yaml.formatted(pages.address()), memory)) {
        scraping.clock.advance(Duration.ZERO);
        scraping.scrape();
        scraping.next.answering(ConsumeResult.unavailable("full", null));
        pages.put("/targets", "application/json", "[]");
        scraping.clock.advance(Duration.ofSeconds(30));
        scraping.next.answering(ConsumeResult.accepted());
        int before = scraping.next.received().size();
        assertThat(scraping.scrape()).contains("'name':'a'").contains("'flags':1");
        assertThat(scraping.next.received()).hasSize(before + 1);
        assertThat(memory.held()).isZero();
        scraping.scrape();
        assertThat(scraping.next.received()).hasSize(before + 1);
        pages.put("/targets", "application/json", list);
        scraping.clock.advance(Duration.ofSeconds(40));
        scraping.next.answering(ConsumeResult.unavailable("full", null));
        pages.put("/targets", "application/json", "[]");
        scraping.clock.advance(Duration.ofSeconds(30));
        assertThat(memory.held()).isPositive();
      }
      assertThat(memory.held()).isZero();
    }
  }

  @Test
  void aTargetStaysTheSameWhateverElseIsFoundOutOfIt() {
    try (Pages pages = new Pages()) {
      String list =
          "[{\"targets\": [\""
              + pages.address()
              + "\"], \"labels\": {\"__meta_kubernetes_pod_ready\": \"%s\"}}]";
      pages.put("/metrics", Pages.TEXT, "a 1\n");
      pages.put("/targets", "application/json", list.formatted("false"));
      String yaml =
          "config: {scrape_configs: [{job_name: a, scrape_interval: 10s, http_sd_configs:"
              + " [{url: 'http://%s/targets', refresh_interval: 30s}]}]}\n";
      try (Scraping scraping = new Scraping(yaml.formatted(pages.address()))) {
        scraping.clock.advance(Duration.ZERO);
        assertThat(scraping.scrape()).contains("'name':'a'");
        pages.put("/targets", "application/json", list.formatted("true"));
        scraping.clock.advance(Duration.ofSeconds(60));
        assertThat(scraping.next.received())
            .hasSizeGreaterThan(5)
            .noneMatch(each -> Scraping.json(each.telemetry()).contains("'flags':1"));
      }
    }
  }

  @Test
  void pathsInAFileOfPrometheusBeginInItsFolder() throws IOException {
    try (Pages pages = new Pages()) {
      pages.put("/metrics", Pages.TEXT, "a 1\n");
      Path more = Files.createDirectory(folder.resolve("more"));
      String targets = "[{\"targets\": [\"" + pages.address() + "\"]}]";
      Files.writeString(folder.resolve("one.json"), targets);
      Files.writeString(folder.resolve("token"), "first");
      Files.writeString(more.resolve("two.json"), targets);
      Files.writeString(more.resolve("token"), "second");
      String job =
          """
            - job_name: %s
              scrape_interval: 10s
              authorization: {credentials_file: token}
              file_sd_configs: [{files: ['%s*.json']}]
          """;
      Files.writeString(
          more.resolve("jobs.yml"), "scrape_configs:\n" + job.formatted("two", "two"));
      Path file = folder.resolve("prometheus.yml");
      Files.writeString(
          file,
          "scrape_config_files: [more/jobs.yml]\nscrape_configs:\n" + job.formatted("one", "one"));
      try (Scraping scraping = new Scraping("config_file: " + file + "\n")) {
        scraping.clock.advance(Duration.ZERO);
        scraping.scrape();
        assertThat(pages.requests())
            .extracting(request -> request.header("authorization"))
            .contains("Bearer first", "Bearer second");
      }
    }
  }

  @Test
  void theDomainNameSystemTellsTargets() throws Exception {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread server = Thread.ofVirtual().start(() -> answer(socket));
    try {
      DnsDiscoveryConfig config =
          new DnsDiscoveryConfig(
              List.of("_http._tcp.example.com"),
              RecordType.SRV,
              0,
              new PrometheusDuration(Duration.ofSeconds(30)));
      DnsDiscovery dns =
          new DnsDiscovery(
              config, "dns://127.0.0.1:" + socket.getLocalPort(), () -> SearchList.NONE);
      assertThat(dns.find(words -> {}))
          .containsExactly(
              new TargetGroup(
                  List.of(
                      Map.of(
                          "__address__", "host.example.com:8080",
                          "__meta_dns_srv_record_target", "host.example.com.",
                          "__meta_dns_srv_record_port", "8080")),
                  Map.of("__meta_dns_name", "_http._tcp.example.com")));
    } finally {
      socket.close();
      server.join();
    }
  }

  /** Answers each question with one SRV record. */
  private static void answer(DatagramSocket socket) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        ByteBuffer out = ByteBuffer.allocate(512);
        out.put(packet.getData(), 0, packet.getLength());
        out.putShort(2, (short) 0x8180).putShort(6, (short) 1).putShort(10, (short) 0);
        int end = 12;
        while (packet.getData()[end] != 0) {
          end += packet.getData()[end] + 1;
        }
        out.position(end + 5);
        out.putShort((short) 0xc00c).putShort((short) 33).putShort((short) 1).putInt(60);
        ByteBuffer data = ByteBuffer.allocate(100);
        data.putShort((short) 0).putShort((short) 5).putShort((short) 8080);
        for (String label : List.of("host", "example", "com")) {
          data.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        data.put((byte) 0).flip();
        out.putShort((short) data.remaining()).put(data).flip();
        socket.send(new DatagramPacket(out.array(), out.limit(), packet.getSocketAddress()));
      }
    } catch (IOException closed) {
      assertThat(socket.isClosed()).isTrue();
    }
  }

  @Property(tries = 500, seed = "20261128")
  void listsOfTargetsSurviveAnything(@ForAll String text) {
    try {
      assertThat(TargetFile.read(text, "x", "m")).isNotNull();
    } catch (DiscoveryException documented) {
      assertThat(documented).hasMessageMatching("(?s).+");
    }
  }
}
