package io.beltline.processor.resourcedetection;

import java.util.Map;

/**
 * Reads the variables of Heroku's dyno metadata.
 *
 * @see <a href="https://devcenter.heroku.com/articles/dyno-metadata">dyno metadata</a>
 */
final class HerokuDetector implements Detector {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "HEROKU_APP_ID", "heroku.app.id",
          "HEROKU_APP_NAME", "service.name",
          "HEROKU_DYNO_ID", "service.instance.id",
          "HEROKU_RELEASE_CREATED_AT", "heroku.release.creation_timestamp",
          "HEROKU_RELEASE_VERSION", "service.version",
          "HEROKU_SLUG_COMMIT", "heroku.release.commit");

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    VARIABLES.forEach(
        (variable, attribute) -> {
          if (probe.has(variable)) {
            to.put(attribute, probe.variable(variable));
          }
        });
    if (probe.has("HEROKU_APP_ID")) {
      to.put("cloud.provider", "heroku");
    } else if (!probe.has("HEROKU_DYNO_ID")) {
      throw DetectionException.absent("neither HEROKU_APP_ID nor HEROKU_DYNO_ID is set");
    }
  }
}
