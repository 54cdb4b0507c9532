package io.beltline.verification.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import io.beltline.distribution.StandardComponents;
import io.beltline.verification.process.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever valid telemetry goes into a processor or connector, it throws nothing, what comes out is
 * OTLP, no byte of what it was given changes, and its books come out. Each component of the
 * distribution has configurations in {@code random/components.yaml}.
 *
 * <p>{@code -Dbeltline.seed} repeats a run, {@code -Dbeltline.records} says how many records each
 * component gets: 5,000, in the long form 100,000.
 */
class RandomRunTest {
  private static final Path FILE =
      Project.root().resolve("verification/src/test/resources/random/components.yaml");
  private static final boolean LONG = Boolean.getBoolean("beltline.long");
  private static final int RECORDS = Integer.getInteger("beltline.records", LONG ? 100_000 : 5_000);
  private static final long SEED =
      Long.getLong("beltline.seed", LONG ? System.nanoTime() : 20261128);

  @TempDir Path storage;

  @TestFactory
  Stream<DynamicTest> everyComponentStandsWhateverComes() {
    System.out.println("seed " + SEED);
    RequestPool valid = new RequestPool(SEED, false);
    RequestPool broken = new RequestPool(SEED + 1, true);
    return StandardComponents.factories().stream()
        .filter(f -> f.kind() == ComponentKind.PROCESSOR || f.kind() == ComponentKind.CONNECTOR)
        .map(
            factory ->
                DynamicTest.dynamicTest(
                    factory.kind().section() + "::" + factory.type(),
                    () -> stands(factory, valid, broken)));
  }

  private void stands(Factory<?> factory, RequestPool valid, RequestPool broken)
      throws InterruptedException {
    List<Setup> setups = setups(factory);
    assertThat(setups).as("configurations of " + factory.type() + " in " + FILE).isNotEmpty();
    int records = RECORDS / setups.size() / 2;
    long begin = System.nanoTime();
    long sent = 0;
    List<String> faults = new ArrayList<>();
    for (Setup setup : setups) {
      for (RandomRun.Form form : List.of(RandomRun.Form.PLAIN, RandomRun.Form.ROUGH)) {
        RequestPool pool = form.broken() ? broken : valid;
        Path folder = storage.resolve(setup.id().toString().replace('/', '-') + form.threads());
        RandomRun run = new RandomRun(setup, form, pool, SEED, FILE, folder);
        run.send(records).forEach(fault -> faults.add(setup + " " + form + ": " + fault));
        sent += run.sent();
      }
    }
    System.out.printf(
        "| `%s` | %s | %d | %,d | %.1f |%n",
        factory.type(),
        factory.kind().label(),
        setups.size(),
        sent,
        (System.nanoTime() - begin) / 1e9);
    assertThat(faults).as("seed " + SEED).isEmpty();
    assertThat(valid.touched() + broken.touched()).as("requests written into").isZero();
  }

  private static List<Setup> setups(Factory<?> factory) {
    ConfigMap tree =
        new ConfigLoader(Map.of(), Path.of("."), List.of())
            .load(List.of(FILE.toString()), List.of())
            .tree();
    List<Setup> setups = new ArrayList<>();
    if (tree.value(factory.kind().section()) instanceof ConfigMap section) {
      for (String key : section.entries().keySet()) {
        ComponentId id = ComponentId.parse(key);
        if (id.type().equals(factory.type())) {
          setups.add(new Setup(factory, id));
        }
      }
    }
    return setups;
  }
}
