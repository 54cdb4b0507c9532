package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All jobs of a receiver, wherever they are written. Stateless. */
final class JobList {
  private JobList() {}

  /** A file of {@code scrape_config_files}. */
  record FileOfJobs(@Default("[]") List<ScrapeJobConfig> scrapeConfigs) {}

  /**
   * The jobs.
   *
   * @param problem is told what is wrong: the key that leads to it, and words
   */
  static List<JobSettings> of(
      @Nullable ScrapeSections written, String configFile, BiConsumer<String, String> problem) {
    List<JobSettings> jobs = new ArrayList<>();
    if (written != null) {
      add(written, Path.of(""), "config::scrape_config_files", jobs, problem);
    }
    if (!configFile.isEmpty()) {
      Path file = Path.of(configFile);
      PrometheusFile read =
          ConfigFile.read(
              file, PrometheusFile.class, words -> problem.accept("config_file", words));
      if (read != null) {
        add(read.sections(), folder(file), "config_file", jobs, problem);
      }
    }
    Set<String> names = new HashSet<>();
    for (JobSettings job : jobs) {
      if (!names.add(job.job().jobName())) {
        problem.accept(
            configFile.isEmpty() ? "config::scrape_config_files" : "config_file",
            "\"" + job.job().jobName() + "\" is the name of two jobs (expected: another name)");
      }
    }
    return jobs;
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static void add(
      ScrapeSections config,
      Path folder,
      String key,
      List<JobSettings> jobs,
      BiConsumer<String, String> problem) {
    config.scrapeConfigs().forEach(job -> jobs.add(new JobSettings(config.global(), job, folder)));
    for (String pattern : config.scrapeConfigFiles()) {
      try {
        for (Path file : ConfigFile.matching(folder.resolve(pattern).toString())) {
          FileOfJobs read =
              ConfigFile.read(file, FileOfJobs.class, words -> problem.accept(key, words));
          if (read != null) {
            Path its = folder(file);
            read.scrapeConfigs()
                .forEach(job -> jobs.add(new JobSettings(config.global(), job, its)));
          }
        }
      } catch (IOException unreadable) {
        problem.accept(key, pattern + " cannot be listed: " + unreadable.getMessage());
      }
    }
  }
}
