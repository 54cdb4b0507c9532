package io.beltline.receiver.jaeger;

import io.beltline.components.json.JsonInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What each service shall sample, as Jaeger's strategies file tells it. Immutable.
 *
 * @param services by the name of the service
 * @param others for services that are not named
 * @see <a
 *     href="https://www.jaegertracing.io/docs/1.76/sampling/#file-based-sampling-configuration">the
 *     file</a>
 */
record Strategies(Map<String, Strategy> services, Strategy others) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** What Jaeger tells where the file has no default: one trace in a thousand. */
  private static final Strategy USUAL = new Strategy(true, 0.001, Map.of());

  /**
   * A strategy.
   *
   * @param probabilistic whether the parameter is a probability; else traces a second
   * @param param the parameter
   * @param operations probabilities by the name of the operation
   */
  record Strategy(boolean probabilistic, double param, Map<String, Double> operations) {}

  /** The strategy of a service. */
  Strategy of(String service) {
    return services.getOrDefault(service, others);
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if the text is no such file
   */
  static Strategies parse(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new Reader(json).file();
    } catch (JacksonException noJson) {
      throw new IllegalArgumentException("no JSON: " + JsonInput.words(noJson), noJson);
    }
  }

  /** A strategy as it stands in the file. */
  private static final class Draft {
    String service = "";
    String operation = "";
    String type = "probabilistic";
    double param;
    final Map<String, Double> operations = new LinkedHashMap<>();

    Strategy strategy(Map<String, Double> shared) {
      boolean probabilistic =
          switch (type) {
            case "probabilistic" -> true;
            case "ratelimiting" -> false;
            default ->
                throw new IllegalArgumentException(
                    "\"" + type + "\" is no type (expected: probabilistic or ratelimiting)");
          };
      if (param < 0 || (probabilistic && param > 1)) {
        throw new IllegalArgumentException("param " + param + " is out of range");
      }
      Map<String, Double> all = new LinkedHashMap<>(shared);
      all.putAll(operations);
      return new Strategy(probabilistic, param, Map.copyOf(all));
    }
  }

  private record Reader(JsonParser json) {

    Strategies file() {
      List<Draft> services = new ArrayList<>();
      Draft[] others = new Draft[1];
      expect(json.nextToken(), JsonToken.START_OBJECT);
      object(
          name -> {
            switch (name) {
              case "service_strategies" -> array(() -> services.add(draft()));
              case "default_strategy" -> others[0] = draft();
              default -> json.skipChildren();
            }
          });
      // operations of the default hold for services with their own strategy too
      Map<String, Double> shared = others[0] == null ? Map.of() : others[0].operations;
      Map<String, Strategy> named = new HashMap<>();
      for (Draft service : services) {
        named.put(service.service, service.strategy(shared));
      }
      Strategy rest = others[0] == null ? USUAL : others[0].strategy(Map.of());
      return new Strategies(Map.copyOf(named), rest);
    }

    private Draft draft() {
      Draft draft = new Draft();
      object(
          name -> {
            switch (name) {
              case "service" -> draft.service = json.getString();
              case "operation" -> draft.operation = json.getString();
              case "type" -> draft.type = json.getString();
              case "param" -> draft.param = json.getDoubleValue();
              case "operation_strategies" ->
                  array(
                      () -> {
                        Draft operation = draft();
                        draft.operations.put(operation.operation, operation.param);
                      });
              default -> json.skipChildren();
            }
          });
      return draft;
    }

    private void array(Runnable element) {
      expect(json.currentToken(), JsonToken.START_ARRAY);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        element.run();
      }
    }

    private void object(java.util.function.Consumer<String> field) {
      expect(json.currentToken(), JsonToken.START_OBJECT);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        field.accept(name);
      }
    }

    private static void expect(
        @org.jspecify.annotations.Nullable JsonToken found, JsonToken expected) {
      if (found != expected) {
        throw new IllegalArgumentException("found " + found + " (expected: " + expected + ")");
      }
    }
  }
}
