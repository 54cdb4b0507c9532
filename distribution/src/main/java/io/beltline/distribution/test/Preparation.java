package io.beltline.distribution.test;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.Position;
import io.beltline.config.Problem;
import io.beltline.distribution.plain.PlainFields;
import io.beltline.distribution.plain.Requests;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.trial.NoSuchPlaceException;
import io.beltline.service.trial.Spot;
import io.beltline.service.trial.Spots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes actions of the steps of a test file, and gathers what is wrong with them.
 *
 * @param file the test file
 * @param places where its parts are written
 * @param spots finds components of the configuration
 * @param problems where problems go
 */
record Preparation(Path file, Places places, Spots spots, List<Problem> problems) {

  List<ReadyTest> tests(TestFile content) {
    List<ReadyTest> tests = new ArrayList<>();
    for (int i = 0; i < content.tests().size(); i++) {
      TestCase test = content.tests().get(i);
      List<Action> actions = new ArrayList<>();
      for (int j = 0; j < test.steps().size(); j++) {
        Action action = action(test.steps().get(j), i, j);
        if (action != null) {
          actions.add(action);
        }
      }
      tests.add(new ReadyTest(test.name(), places.of("tests", i), List.copyOf(actions)));
    }
    return List.copyOf(tests);
  }

  private @Nullable Action action(Step step, int test, int number) {
    String path = "tests::%d::steps::%d".formatted(test, number);
    Position position = places.of("tests", test, "steps", number);
    if (step.advance() != null) {
      return new Action.Advance(position, step.advance());
    }
    Inject inject = step.inject();
    Expect expect = step.expect();
    String key = inject == null ? "expect" : "inject";
    try {
      if (inject != null) {
        return injection(inject, position);
      }
      return expect == null ? null : expectation(expect, position);
    } catch (NoSuchPlaceException none) {
      problems.add(
          Problem.error(
              path + "::" + key + "::at",
              none.words(),
              places.of("tests", test, "steps", number, key, "at")));
    } catch (MalformedTelemetryException | IllegalArgumentException wrong) {
      problems.add(
          Problem.error(
              path + "::" + key,
              String.valueOf(wrong.getMessage()),
              places.of("tests", test, "steps", number, key)));
    }
    return null;
  }

  private Action injection(Inject inject, Position position) {
    List<Telemetry> telemetry = telemetry(inject);
    Map<Signal, Spot> into = new EnumMap<>(Signal.class);
    for (Telemetry request : telemetry) {
      into.computeIfAbsent(
          request.signal(), signal -> spots.into(inject.at(), inject.pipeline(), signal));
    }
    Map<String, List<String>> headers = new TreeMap<>();
    inject.metadata().forEach((name, value) -> headers.put(name, List.of(value)));
    return new Action.Injection(
        position,
        into,
        Context.of(ClientInfo.NONE, Metadata.of(headers)),
        telemetry,
        inject.refused());
  }

  private List<Telemetry> telemetry(Inject inject) {
    if (inject.otlp() != null) {
      return List.of(request(inject.otlp()));
    }
    if (inject.file() != null) {
      return Requests.file(Reading.beside(file, inject.file()));
    }
    if (!inject.lines().isEmpty()) {
      return List.of(Requests.lines(inject.lines()));
    }
    Signal signal =
        !inject.logs().isEmpty()
            ? Signal.LOGS
            : inject.traces().isEmpty() ? Signal.METRICS : Signal.TRACES;
    List<ConfigNode> items =
        switch (signal) {
          case LOGS -> inject.logs();
          case TRACES -> inject.traces();
          case METRICS, PROFILES -> inject.metrics();
        };
    return List.of(PlainFields.telemetry(signal, maps(items)));
  }

  private static Telemetry request(ConfigNode node) {
    return node instanceof ConfigMap map
        ? Requests.of(map.plain())
        : Requests.read(String.valueOf(node.original()));
  }

  private static List<Map<String, @Nullable Object>> maps(List<ConfigNode> items) {
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    for (ConfigNode item : items) {
      if (!(item instanceof ConfigMap map)) {
        throw new IllegalArgumentException(
            "item %d is no map (expected: fields such as body: text)".formatted(maps.size() + 1));
      }
      maps.add(map.plain());
    }
    return maps;
  }

  private Action expectation(Expect expect, Position position) {
    List<Map<String, @Nullable Object>> items =
        expect.items() == null ? null : maps(expect.items());
    if (items != null) {
      PlainFields.check(items);
    }
    return new Action.Expectation(
        position,
        spots.behind(expect.at(), expect.pipeline()),
        new Wanted(
            expect.count(),
            expect.requests(),
            expect.lines(),
            items,
            expect.exact(),
            expect.otlp() == null ? null : request(expect.otlp())));
  }
}
