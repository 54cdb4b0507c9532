package io.beltline.connector.servicegraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.Context;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.extension.Configs;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Calls between random services, their spans shuffled and cut into requests at random. */
class ServiceGraphPropertyTest {

  @Property(tries = 200, seed = "20261128")
  void everyCallIsCountedOnceWhateverTheOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int calls) {
    Random random = new Random(seed);
    Map<String, Integer> expected = new TreeMap<>();
    List<String> spans = new ArrayList<>();
    for (int i = 1; i <= calls; i++) {
      String client = "c" + random.nextInt(3);
      String server = "s" + random.nextInt(3);
      boolean message = random.nextBoolean();
      boolean failed = random.nextInt(4) == 0;
      String status = failed ? ",\"status\":{\"code\":2}" : "";
      spans.add(
          Call.json(
              client, message ? Call.PRODUCER : Call.CLIENT, i % 7, 2 * i, 1000 + i, i, status));
      spans.add(
          Call.json(server, message ? Call.CONSUMER : Call.SERVER, i % 7, 2 * i + 1, 2 * i, i, ""));
      expected.merge(
          "traces_service_graph_request_total{client=%s, connection_type=%s, failed=%s, server=%s}"
              .formatted(client, message ? "messaging_system" : "", failed, server),
          1,
          Integer::sum);
    }
    Collections.shuffle(spans, random);
    assertThat(counted(spans, random)).isEqualTo(expected);
  }

  private static Map<String, Integer> counted(List<String> spans, Random random) {
    FakeClock clock = new FakeClock();
    Outputs outputs = Outputs.of("metrics");
    Connector connector =
        new ServiceGraphConnectorFactory()
            .create(
                TestSettings.of("service_graph").settings(),
                Configs.bind(ServiceGraphConfig.class, ""),
                outputs);
    connector.start(new TestHost(clock));
    for (int from = 0; from < spans.size(); ) {
      int to = Math.min(spans.size(), from + 1 + random.nextInt(5));
      connector.consume(Context.EMPTY, Call.request(spans.subList(from, to)));
      from = to;
    }
    clock.advance(Duration.ofMinutes(1));
    Map<String, Integer> counted = new TreeMap<>();
    for (String line : Points.lines(outputs.get("metrics").received().getLast().telemetry())) {
      if (line.contains("request_total")) {
        int space = line.lastIndexOf(' ');
        counted.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
      }
    }
    return counted;
  }
}
