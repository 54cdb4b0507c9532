package io.beltline.receiver.dockerstats;

import io.beltline.model.Slice;
import io.beltline.receiver.dockerstats.Answer.Failed;
import io.beltline.receiver.dockerstats.Answer.Gone;
import io.beltline.receiver.dockerstats.Answer.Told;
import io.beltline.receiver.dockerstats.Look.Failure;
import io.beltline.receiver.dockerstats.Look.Passed;
import io.beltline.receiver.dockerstats.Look.Seen;
import io.beltline.receiver.dockerstats.Look.Unknown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at containers. Safe for all threads. */
final class ContainerViewer {
  private static final String RUNNING =
      "/containers/json?filters=" + DockerApi.encoded("{\"status\":[\"running\"]}");
  private static final long LARGEST_LIST = 64L << 20;
  private static final long LARGEST_INSPECTION = 4L << 20;
  private static final long LARGEST_STATS = 4L << 20;

  private final DockerStatsConfig config;
  private final DockerApi api;
  private final ImageFilter excluded;

  ContainerViewer(DockerStatsConfig config, DockerApi api) {
    this.config = config;
    this.api = api;
    this.excluded = new ImageFilter(config.excludedImages());
  }

  /** The ids of the containers that run, without those left out. */
  Answer<List<String>> list() {
    return api.get(RUNNING, LARGEST_LIST, this::list);
  }

  private List<String> list(Slice answer) {
    List<String> ids = new ArrayList<>();
    Json.read(
        answer,
        json ->
            json.values(
                () -> {
                  String[] found = {"", ""};
                  json.fields(
                      field -> {
                        switch (field) {
                          case "Id" -> found[0] = json.text();
                          case "Image" -> found[1] = json.text();
                          default -> json.skip();
                        }
                      });
                  if (!found[0].isEmpty() && !excluded.excludes(found[1])) {
                    ids.add(found[0]);
                  }
                }));
    return ids;
  }

  /**
   * Looks at a container.
   *
   * @param known what is known of it, null if nothing
   * @param changed whether that may be wrong
   */
  Look look(String id, @Nullable Container known, boolean changed) {
    if (known != null && !changed) {
      return stats(known, null);
    }
    Answer<Container> answer =
        api.get(
            "/containers/" + DockerApi.encoded(id) + "/json",
            LARGEST_INSPECTION,
            text ->
                Inspection.read(
                    text, config.containerLabelsToMetricLabels(), config.envVarsToMetricLabels()));
    return switch (answer) {
      case Gone<Container> _ -> new Passed(id);
      case Failed<Container> failed -> {
        Failure failure = new Failure("inspection", failed);
        yield known == null ? new Unknown(id, failure) : stats(known, failure);
      }
      case Told<Container>(Container container) ->
          !container.running() || excluded.excludes(container.image())
              ? new Passed(id)
              : stats(container, null);
    };
  }

  /** Where an inspection has failed that of before is good enough, but is made again. */
  private Look stats(Container container, @Nullable Failure before) {
    String id = container.id();
    Answer<ContainerStats> answer =
        api.get(
            "/containers/" + DockerApi.encoded(id) + "/stats?stream=false",
            LARGEST_STATS,
            ContainerStats::read);
    boolean again = before != null;
    return switch (answer) {
      case Gone<ContainerStats> _ -> new Passed(id);
      case Told<ContainerStats>(ContainerStats stats) ->
          stats.wereRead() ? new Seen(container, stats, before, again) : new Passed(id);
      case Failed<ContainerStats> failed ->
          new Seen(container, null, before != null ? before : new Failure("stats", failed), again);
    };
  }
}
